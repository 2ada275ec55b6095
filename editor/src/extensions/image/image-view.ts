import { type ImageAttributes, imageAttributes, readAttributes } from '@manyhands/schema';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import type { NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import type { Upload } from '../../client/uploads/upload.js';
import { finishUploadSoon } from '../media/finish-uploads.js';
import { type MediaContext, removeNode } from '../media/media-context.js';
import { mediaSource } from '../media/media-source.js';
import { UploadStatus } from '../media/upload-status.js';
import { iconButton } from '../surface/button.js';
import { showToast } from '../surface/toast.js';
import { PictureFrame } from './picture-frame.js';
import type { ShownImage } from './shown-image.js';
import { sizeGrip } from './size-grip.js';
import type { ImageToolbar } from './tools/image-toolbar.js';

/** A picture with its caption. */
export class ImageView implements NodeView, ShownImage {
  readonly dom = document.createElement('figure');
  readonly contentDOM = document.createElement('figcaption');
  readonly #context: MediaContext;
  readonly #frame: PictureFrame;
  readonly #status: UploadStatus;
  readonly #describe: HTMLButtonElement;
  readonly #grips: readonly HTMLElement[];
  #node: Node;
  /** Checked: others may have written anything. */
  #attrs: ImageAttributes;
  #uploadId: string | null = null;
  #unsubscribe: (() => void) | null = null;
  #upload: Upload | null = null;
  #toolbar: ImageToolbar | null = null;
  #isSelected = false;

  constructor(node: Node, context: MediaContext) {
    this.#node = node;
    this.#attrs = readAttributes(imageAttributes, node.attrs);
    this.#context = context;
    this.#frame = new PictureFrame();
    this.#status = new UploadStatus({
      retry: () => this.#uploadId !== null && context.uploads.retry(this.#uploadId),
      remove: () => this.#removeUpload(),
    });
    this.#describe = iconButton({
      icon: 'describe',
      label: 'Describe this image',
      className: 'mh-image__describe',
      onPress: () => this.openDescription(),
    });
    this.#grips = (['left', 'right'] as const).map((side) => sizeGrip(context, this.#frame, side));
    this.dom.className = 'mh-image';
    this.contentDOM.className = 'mh-image__caption';
    this.contentDOM.dataset['placeholder'] = 'Add a caption';
    this.#frame.dom.append(this.#status.dom, this.#describe, ...this.#grips);
    this.#frame.dom.addEventListener('mousedown', (event) => this.#onPress(event));
    this.#frame.dom.addEventListener('click', (event) => this.#onClick(event));
    this.#frame.dom.addEventListener('dblclick', (event) => isPicture(event) && this.openFullSize());
    this.dom.append(this.#frame.dom, this.contentDOM);
    views.set(this.dom, this);
    this.#draw();
  }

  /** The view whose element this is. */
  static of(element: globalThis.Node | null): ImageView | null {
    return element === null ? null : (views.get(element) ?? null);
  }

  get attrs(): ImageAttributes {
    return this.#attrs;
  }

  get context(): MediaContext {
    return this.#context;
  }

  get frame(): PictureFrame {
    return this.#frame;
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    const attrs = readAttributes(imageAttributes, node.attrs);
    const isSame = (Object.keys(attrs) as (keyof ImageAttributes)[]).every((name) => attrs[name] === this.#attrs[name]);
    this.#attrs = attrs;
    // Every keystroke of others comes through here.
    if (isSame) this.#drawCaption();
    else this.#draw();
    return true;
  }

  selectNode(): void {
    this.#isSelected = true;
    this.dom.classList.add('mh-image--selected');
    void this.#showToolbar();
  }

  deselectNode(): void {
    this.#isSelected = false;
    this.dom.classList.remove('mh-image--selected');
    this.#toolbar?.close();
    this.#toolbar = null;
  }

  /** The keyboard's way into the toolbar of the selected picture. */
  async focusToolbar(): Promise<void> {
    await this.#showToolbar();
    this.#toolbar?.focus();
  }

  openFullSize(): void {
    const { url } = this.#frame;
    if (url === null) return;
    const { alt } = this.#attrs;
    import('./tools/lightbox.js').then(
      ({ openLightbox }) => openLightbox({ url, alt, caption: this.#node.textContent, near: this.dom }),
      () => this.#sayNotLoaded(),
    );
  }

  openDescription(): void {
    import('./tools/describe-popover.js').then(
      ({ openDescribePopover }) => openDescribePopover(this),
      () => this.#sayNotLoaded(),
    );
  }

  stopEvent(event: Event): boolean {
    if (!(event.target instanceof globalThis.Node)) return false;
    if (this.contentDOM.contains(event.target)) return event.type === 'mousedown' || event.type === 'dragstart';
    // A drag of the picture and a drop beside it are the editor's.
    return !/^(drag|drop)/.test(event.type);
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }

  destroy(): void {
    this.#unsubscribe?.();
    this.#toolbar?.close();
    this.#frame.close();
  }

  #draw(): void {
    const { align, uploadId } = this.#attrs;
    this.dom.dataset['align'] = align ?? 'center';
    if (uploadId !== this.#uploadId) this.#follow(uploadId);
    else this.#drawFrame();
    this.#drawCaption();
    this.#toolbar?.update();
  }

  #drawCaption(): void {
    this.contentDOM.classList.toggle('mh-image__caption--empty', this.#node.content.size === 0);
  }

  #follow(uploadId: string | null): void {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.#uploadId = uploadId;
    const upload = uploadId === null ? null : this.#context.uploads.upload(uploadId);
    const onChange = () => {
      this.#upload = upload?.getSnapshot() ?? null;
      const { url, state } = this.#upload ?? {};
      if (this.#upload !== null && state === 'done' && url !== undefined) {
        finishUploadSoon(this.#context.view, { ...this.#upload, state, url });
      }
      this.#drawFrame();
    };
    if (upload !== null) this.#unsubscribe = upload.subscribe(onChange);
    onChange();
  }

  #drawFrame(): void {
    const { src, alt, width, height } = this.#attrs;
    const upload = this.#uploadId === null ? null : this.#upload;
    const isEditable = this.#context.view.editable;
    const source = mediaSource(src, this.#context.uploads);
    this.#frame.show({
      source,
      previewUrl: upload?.previewUrl ?? null,
      isElsewhere: this.#uploadId !== null && upload === null,
      isRefused: upload?.state === 'refused',
      alt,
      width,
      height,
    });
    this.#status.dom.hidden = upload === null || upload.state === 'done';
    if (upload !== null) this.#status.show(upload, { isEditable });
    this.#describe.hidden = !isEditable || alt !== '' || this.#frame.url === null;
    for (const grip of this.#grips) grip.hidden = this.#frame.url === null;
  }

  #removeUpload(): void {
    if (this.#uploadId !== null) this.#context.uploads.remove(this.#uploadId);
    removeNode(this.#context);
  }

  #onPress(event: MouseEvent): void {
    const { view, getPos } = this.#context;
    const pos = getPos();
    if (event.button !== 0 || pos === undefined || !view.editable || isControl(event)) return;
    view.focus();
    view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)));
  }

  /** Who only reads wants to see it large. */
  #onClick(event: MouseEvent): void {
    if (!this.#context.view.editable && isPicture(event)) this.openFullSize();
  }

  async #showToolbar(): Promise<void> {
    if (this.#toolbar !== null || !this.#context.view.editable) return;
    const tools = await import('./tools/image-toolbar.js').catch(() => null);
    // The choice may have moved on while it was loaded; without it, everything in it is in the block menu too.
    if (tools === null || this.#toolbar !== null || !this.#isSelected) return;
    this.#toolbar = new tools.ImageToolbar(this);
    this.#frame.dom.append(this.#toolbar.dom);
  }

  #sayNotLoaded(): void {
    showToast('This could not be loaded. Check the connection and try again.', this.dom);
  }
}

const views = new WeakMap<globalThis.Node, ImageView>();

function isControl({ target }: Event): boolean {
  return target instanceof Element && target.closest('button, a, input, textarea, [role="slider"]') !== null;
}

function isPicture({ target }: Event): boolean {
  return target instanceof HTMLImageElement;
}
