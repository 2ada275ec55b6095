import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import { type MediaContext, removeNode, setAttributes } from '../../media/media-context.js';
import { saveFile } from '../../media/save-file.js';
import { iconButton } from '../../surface/button.js';
import type { ShownImage } from '../shown-image.js';
import { replacePicture } from './replace-picture.js';

const alignments = [
  ['left', 'Align left', 'alignLeft'],
  ['center', 'Align centre', 'alignCenter'],
  ['right', 'Align right', 'alignRight'],
] as const;

/** Lower pictures would vanish under the toolbar. */
const roomPx = 120;

/** What can be done with the selected picture. Tab goes in from the text, arrows along it, Escape back. */
export class ImageToolbar {
  readonly dom = document.createElement('div');
  readonly #image: ShownImage;
  readonly #align: readonly HTMLButtonElement[];

  constructor(image: ShownImage) {
    this.#image = image;
    const { context } = image;
    this.dom.className = 'mh-image__toolbar';
    this.dom.setAttribute('role', 'toolbar');
    this.dom.setAttribute('aria-label', 'Picture');
    this.#align = alignments.map(([align, label, name]) =>
      iconButton({ icon: name, label, onPress: () => setAttributes(context, { align }) }),
    );
    this.dom.append(
      ...this.#align,
      divider(),
      iconButton({ icon: 'describe', label: 'Describe this image', onPress: () => image.openDescription() }),
      iconButton({ icon: 'caption', label: 'Caption', onPress: () => caretIntoCaption(context) }),
      iconButton({ icon: 'replace', label: 'Replace', onPress: () => replacePicture(context) }),
      divider(),
      iconButton({ icon: 'expand', label: 'Open full size', onPress: () => image.openFullSize() }),
      iconButton({ icon: 'download', label: 'Download', onPress: () => this.#download() }),
      iconButton({ icon: 'trash', label: 'Delete picture', onPress: () => removeNode(context) }),
    );
    this.dom.addEventListener('keydown', (event) => this.#onKey(event));
    this.update();
  }

  update(): void {
    const { align } = this.#image.attrs;
    for (const [index, [name]] of alignments.entries()) {
      this.#align[index]?.setAttribute('aria-pressed', String(name === (align ?? 'center')));
    }
    const { offsetHeight } = this.#image.frame.dom;
    this.dom.classList.toggle('mh-image__toolbar--above', offsetHeight < roomPx);
  }

  focus(): void {
    this.#buttons()[0]?.focus();
  }

  close(): void {
    this.dom.remove();
  }

  #download(): void {
    const { url } = this.#image.frame;
    if (url !== null) saveFile(url, this.#image.attrs.alt);
  }

  #buttons(): HTMLElement[] {
    const grips = this.dom.parentElement?.querySelectorAll<HTMLElement>('[role="slider"]') ?? [];
    return [...this.dom.querySelectorAll<HTMLElement>('button'), ...[...grips].slice(-1)];
  }

  #onKey(event: KeyboardEvent): void {
    const all = this.#buttons();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 };
    const { view, getPos } = this.#image.context;
    if (event.key === 'Escape') {
      const pos = getPos();
      if (pos !== undefined) view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)));
      view.focus();
    } else if (to[event.key] !== undefined) all.at((to[event.key] ?? 0) % all.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** The caret goes behind what the caption says. */
function caretIntoCaption({ view, getPos }: MediaContext): void {
  const pos = getPos();
  const node = pos === undefined ? null : view.state.doc.nodeAt(pos);
  if (pos === undefined || node === null) return;
  const end = pos + 1 + node.content.size;
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, end)).scrollIntoView());
  view.focus();
}

function divider(): HTMLElement {
  const element = document.createElement('span');
  element.className = 'mh-image__divider';
  return element;
}
