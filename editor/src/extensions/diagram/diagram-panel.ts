import type { EditorView } from '@tiptap/pm/view';
import { createButton, createChrome, createElement } from '../blocks/create-element.js';
import { createIcon } from '../blocks/icon.js';
import { popupHome } from '../blocks/tell.js';
import { onPreparePrint } from '../printing/print-document.js';
import { DiagramError, drawDiagram, watchTheme } from './draw-diagram.js';
import { finishedDrawing, isKnownToHang, startDrawing } from './hanging-diagrams.js';

/** While somebody types. */
const pauseMs = 350;
/** How far outside of the window a diagram is drawn already. */
const nearby = '600px';

export interface DiagramPanelOptions {
  readonly view: EditorView;
  /** Source and picture together: near it, the picture is wanted. */
  readonly block: Element;
  readonly onSelect: () => void;
  readonly onEdit: () => void;
  readonly onDone: () => void;
  /** There is another picture, or none any more. */
  readonly onDrawn: () => void;
}

export function createDiagramPanel(options: DiagramPanelOptions): DiagramPanel {
  return new DiagramPanel(options);
}

/** The picture of a diagram, what is wrong with its source, and the way to that source. */
class DiagramPanel {
  readonly dom: HTMLElement;
  readonly #options: DiagramPanelOptions;
  readonly #picture = createElement('div', {
    class: 'mh-diagram__picture',
    attributes: { role: 'img', 'aria-label': 'Diagram' },
  });
  readonly #canvas = this.#picture.attachShadow({ mode: 'open' });
  readonly #words = createElement('p', { class: 'mh-diagram__words', attributes: { role: 'status' } });
  readonly #again = createButton('mh-button', 'Draw it anyway');
  readonly #toggle = createButton('mh-button mh-diagram__toggle', '');
  readonly #seen: IntersectionObserver;
  readonly #unwatch: () => void;
  readonly #unprint: () => void;
  #source: string | null = null;
  #drawn: string | null = null;
  #isNear = false;
  #isOpen = false;
  #isEditable = true;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: DiagramPanelOptions) {
    this.#options = options;
    this.dom = createChrome('mh-diagram', [this.#picture, this.#words, this.#again, this.#toggle]);
    this.#picture.hidden = true;
    this.#again.hidden = true;
    this.#showToggle();
    this.#picture.addEventListener('click', options.onSelect);
    this.#picture.addEventListener('dblclick', options.onEdit);
    this.#toggle.addEventListener('click', () => (this.#isOpen ? options.onDone() : options.onEdit()));
    this.#again.addEventListener('click', () => void this.#draw({ isForced: true }));
    this.#seen = new IntersectionObserver((entries) => this.#onSeen(entries), { rootMargin: nearby });
    this.#seen.observe(options.block);
    this.#unwatch = watchTheme(() => {
      this.#drawn = null;
      this.#schedule(0);
    });
    // Paper shows what was not on the screen yet.
    this.#unprint = onPreparePrint(async () => {
      if (this.#drawn !== this.#source) await this.#draw({ isForced: false });
    });
  }

  get hasPicture(): boolean {
    return !this.#picture.hidden;
  }

  update(source: string): void {
    if (source === this.#source) return;
    const isFirst = this.#source === null;
    this.#source = source;
    this.#schedule(isFirst ? 0 : pauseMs);
  }

  setEditable(isEditable: boolean): void {
    this.#isEditable = isEditable;
    this.#showToggle();
  }

  setOpen(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#showToggle();
  }

  destroy(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
    this.#seen.disconnect();
    this.#unwatch();
    this.#unprint();
  }

  #showToggle(): void {
    const words = this.#isEditable ? ['Edit diagram', 'Done'] : ['Show source', 'Hide source'];
    this.#toggle.replaceChildren(
      ...(this.#isEditable && !this.#isOpen ? [createIcon('pencil')] : []),
      (this.#isOpen ? words[1] : words[0]) ?? '',
    );
    // Without a picture there is nothing that the source could be folded into.
    this.#toggle.hidden = !this.hasPicture;
  }

  #onSeen(entries: readonly IntersectionObserverEntry[]): void {
    this.#isNear = entries.some(({ isIntersecting }) => isIntersecting);
    if (this.#isNear && this.#drawn !== this.#source) this.#schedule(0);
  }

  #schedule(delayMs: number): void {
    clearTimeout(this.#timer);
    if (this.#isNear) this.#timer = setTimeout(() => void this.#draw({ isForced: false }), delayMs);
  }

  async #draw({ isForced }: { isForced: boolean }): Promise<void> {
    const source = this.#source ?? '';
    this.#turn += 1;
    const turn = this.#turn;
    this.#drawn = source;
    this.#again.hidden = true;
    if (source.trim() === '')
      return this.#say('Describe a diagram, for example: flowchart LR, and below it A --> B.', false);
    if (!isForced && isKnownToHang(source)) {
      this.#again.hidden = false;
      return this.#say('This diagram was not drawn, because last time the page stopped while drawing it.', true);
    }
    startDrawing(source);
    try {
      const isDark = isDarkPage();
      const { svg, title } = await drawDiagram(source, popupHome(this.#options.view));
      if (turn !== this.#turn) return;
      this.#canvas.replaceChildren(createStyle(), svg);
      this.#picture.setAttribute('aria-label', title === '' ? 'Diagram' : `Diagram: ${title}`);
      this.#picture.dataset['drawn'] = isDark ? 'dark' : 'light';
      this.#picture.hidden = false;
      this.#say('', true);
    } catch (error) {
      if (turn !== this.#turn) return;
      // The last good picture stays: one half-typed arrow must not take it away.
      this.#say(error instanceof DiagramError ? error.message : 'This diagram could not be drawn.', true);
    } finally {
      finishedDrawing(source);
    }
  }

  #say(words: string, isPictureKept: boolean): void {
    if (!isPictureKept) this.#picture.hidden = true;
    this.#words.textContent = words;
    this.#words.hidden = words === '';
    this.#picture.classList.toggle('mh-diagram__picture--old', words !== '');
    this.#showToggle();
    this.#options.onDrawn();
  }
}

/** As it is chosen for the page, or else for the system. On paper neither is true any more. */
function isDarkPage(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
}

function createStyle(): HTMLStyleElement {
  return createElement('style', {
    text: ':host { display: block } svg { display: block; margin: 0 auto; max-width: 100%; height: auto }',
  });
}
