import { type FileAttributes, fileAttributes, formatFileSize, readAttributes } from '@manyhands/schema';
import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import type { Upload } from '../../client/uploads/upload.js';
import { finishUploadSoon } from '../media/finish-uploads.js';
import { type MediaContext, removeNode } from '../media/media-context.js';
import { mediaSource } from '../media/media-source.js';
import { UploadStatus } from '../media/upload-status.js';
import { icon } from '../surface/icon.js';
import { fileIcon, fileKindWords, opensInTab } from './file-kind.js';

/** A file to download, as a card. */
export class FileView implements NodeView {
  readonly dom = document.createElement('div');
  readonly #context: MediaContext;
  readonly #icon = document.createElement('span');
  readonly #name = document.createElement('a');
  readonly #details = document.createElement('span');
  readonly #download = document.createElement('a');
  readonly #status: UploadStatus;
  #node: Node;
  /** Checked: others may have written anything. */
  #attrs: FileAttributes;
  #uploadId: string | null = null;
  #upload: Upload | null = null;
  #unsubscribe: (() => void) | null = null;

  constructor(node: Node, context: MediaContext) {
    this.#node = node;
    this.#attrs = readAttributes(fileAttributes, node.attrs);
    this.#context = context;
    this.#status = new UploadStatus({
      retry: () => this.#uploadId !== null && context.uploads.retry(this.#uploadId),
      remove: () => this.#remove(),
    });
    this.dom.className = 'mh-file';
    this.dom.contentEditable = 'false';
    this.#icon.className = 'mh-file__icon';
    this.#name.className = 'mh-file__name';
    this.#details.className = 'mh-file__details';
    this.#download.className = 'mh-tool mh-file__download';
    this.#download.append(icon('download'));
    for (const link of [this.#name, this.#download]) {
      link.draggable = false;
      link.rel = 'noopener noreferrer';
    }
    const words = document.createElement('span');
    words.className = 'mh-file__words';
    words.append(this.#name, this.#details, this.#status.dom);
    this.dom.append(this.#icon, words, this.#download);
    this.#follow(this.#attrs.uploadId);
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    const attrs = readAttributes(fileAttributes, node.attrs);
    const isSame = (Object.keys(attrs) as (keyof FileAttributes)[]).every((name) => attrs[name] === this.#attrs[name]);
    if (isSame) return true;
    this.#attrs = attrs;
    if (attrs.uploadId !== this.#uploadId) this.#follow(attrs.uploadId);
    else this.#draw();
    return true;
  }

  /** Links and buttons work as anywhere; elsewhere a press selects the card. */
  stopEvent(event: Event): boolean {
    if (/^(drag|drop)/.test(event.type)) return false;
    return event.target instanceof Element && event.target.closest('a[href], button') !== null;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.#unsubscribe?.();
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
      this.#draw();
    };
    if (upload !== null) this.#unsubscribe = upload.subscribe(onChange);
    onChange();
  }

  #draw(): void {
    const { src, name, size, mime } = this.#attrs;
    const label = name === '' ? 'File' : name;
    const source = mediaSource(src, this.#context.uploads);
    const upload = this.#uploadId === null ? null : this.#upload;
    const isPending = source.kind === 'none';
    this.#icon.replaceChildren(icon(fileIcon({ name, mime })));
    this.#name.textContent = label;
    this.#name.title = label;
    const facts = [fileKindWords(name), size === null ? '' : formatFileSize(size)];
    if (source.kind === 'foreign') facts.push(`on ${source.host}`);
    if (isPending && upload === null)
      facts.push(this.#uploadId === null ? 'no file' : 'on its way from another device');
    this.#details.textContent = facts.filter((fact) => fact !== '').join(' · ');
    this.#download.hidden = isPending;
    this.#download.setAttribute('aria-label', `Download ${label}`);
    this.#download.title = 'Download';
    const url = source.kind === 'none' ? null : source.url;
    link(this.#download, url, { isTab: source.kind === 'foreign', name: label });
    link(this.#name, url, { isTab: source.kind === 'foreign' || opensInTab({ name, mime }), name: label });
    this.#status.dom.hidden = upload === null || upload.state === 'done';
    if (upload !== null) this.#status.show(upload, { isEditable: this.#context.view.editable });
  }

  #remove(): void {
    if (this.#uploadId !== null) this.#context.uploads.remove(this.#uploadId);
    removeNode(this.#context);
  }
}

function link(element: HTMLAnchorElement, url: string | null, { isTab, name }: { isTab: boolean; name: string }): void {
  if (url === null) element.removeAttribute('href');
  else element.href = url;
  element.target = isTab ? '_blank' : '';
  if (isTab || url === null) element.removeAttribute('download');
  else element.download = name;
}
