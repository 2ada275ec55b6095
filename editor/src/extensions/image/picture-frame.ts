import { type MediaSource, showPicture } from '../media/media-source.js';
import { textButton } from '../surface/button.js';
import { icon } from '../surface/icon.js';

export interface PictureState {
  readonly source: MediaSource;
  /** The picture as this device has it, while it goes up. */
  readonly previewUrl: string | null;
  /** Another device sends it. */
  readonly isElsewhere: boolean;
  readonly isRefused: boolean;
  readonly alt: string;
  /** As shown, in CSS pixels. */
  readonly width: number | null;
  readonly height: number | null;
}

/** Where the picture is: the picture, or what stands in its place, always as large as it will be. */
export class PictureFrame {
  readonly dom = document.createElement('div');
  readonly #img = document.createElement('img');
  readonly #card = document.createElement('div');
  readonly #ending = new AbortController();
  #shown = '';
  #isBroken = false;
  #state: PictureState | null = null;

  constructor() {
    this.dom.className = 'mh-image__frame';
    this.dom.contentEditable = 'false';
    this.dom.draggable = true;
    this.#img.className = 'mh-image__picture';
    this.#img.draggable = false;
    this.#img.decoding = 'async';
    this.#card.className = 'mh-image__card';
    this.#img.addEventListener('error', () => this.#setBroken(true));
    this.#img.addEventListener('load', () => this.#setBroken(false));
    // What could not be loaded without a network can be loaded now.
    const { signal } = this.#ending;
    window.addEventListener('online', () => this.#isBroken && this.#again(), { signal });
    this.dom.append(this.#img, this.#card);
  }

  /** The address of the picture that is shown; null while there is none. */
  get url(): string | null {
    return this.#img.hidden ? null : this.#img.currentSrc || this.#img.src;
  }

  get img(): HTMLImageElement {
    return this.#img;
  }

  show(state: PictureState): void {
    this.#state = state;
    this.#img.alt = state.alt;
    this.setWidth(state.width);
    const url = state.previewUrl ?? (state.source.kind === 'own' ? state.source.url : null);
    if (url !== null && url !== this.#shown) this.#change(url);
    if (url === null) this.#shown = '';
    this.#draw();
  }

  /** Shows a width that may not be written yet: while somebody drags. */
  setWidth(width: number | null): void {
    const { width: natural, height } = this.#state ?? { width: null, height: null };
    setStyle(this.dom, 'width', width === null ? '' : `${width}px`);
    setStyle(this.dom, 'aspect-ratio', natural === null || height === null ? '' : `${natural} / ${height}`);
  }

  close(): void {
    this.#ending.abort();
  }

  /** The next picture takes the place of the last once it can be painted, so that nothing flickers. */
  #change(url: string): void {
    const isFirst = this.#shown === '';
    this.#shown = url;
    this.#isBroken = false;
    if (isFirst) {
      showPicture(this.#img, url);
      return;
    }
    const next = new Image();
    const swap = () => {
      if (this.#shown === url && !this.#ending.signal.aborted) showPicture(this.#img, url);
    };
    showPicture(next, url);
    next.decode().then(swap, swap);
  }

  #again(): void {
    const url = this.#shown;
    if (url === '') return;
    this.#img.removeAttribute('src');
    showPicture(this.#img, url);
  }

  #setBroken(isBroken: boolean): void {
    if (this.#isBroken === isBroken) return;
    this.#isBroken = isBroken;
    this.#draw();
  }

  #draw(): void {
    const state = this.#state;
    if (state === null) return;
    const kind = this.#kind(state);
    this.dom.dataset['kind'] = kind;
    this.#img.hidden = kind !== 'picture';
    this.#card.hidden = kind === 'picture' || kind === 'refused';
    if (!this.#card.hidden) this.#card.replaceChildren(...this.#cardContent(kind, state));
  }

  #kind(state: PictureState): 'picture' | 'foreign' | 'broken' | 'elsewhere' | 'refused' | 'empty' {
    if (this.#shown !== '') return this.#isBroken ? (state.isRefused ? 'refused' : 'broken') : 'picture';
    if (state.source.kind === 'foreign') return 'foreign';
    if (state.isRefused) return 'refused';
    return state.isElsewhere ? 'elsewhere' : 'empty';
  }

  #cardContent(kind: string, { source, alt }: PictureState): globalThis.Node[] {
    const words = document.createElement('span');
    words.className = 'mh-image__words';
    if (kind === 'foreign' && source.kind === 'foreign') {
      words.textContent = alt === '' ? `Picture from ${source.host}` : `${alt} (picture from ${source.host})`;
      return [icon('picture'), words, outsideLink(source.url)];
    }
    if (kind === 'elsewhere') {
      words.textContent = 'A picture is on its way. It appears when its upload is done.';
      return [icon('upload'), words];
    }
    if (kind === 'broken') {
      words.textContent = alt === '' ? 'This picture could not be loaded.' : alt;
      return [icon('broken'), words, textButton('Try again', () => this.#again(), 'mh-button mh-button--small')];
    }
    words.textContent = alt === '' ? 'There is no picture here.' : alt;
    return [icon('picture'), words];
  }
}

function outsideLink(url: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.className = 'mh-button mh-button--small';
  link.href = url;
  link.target = '_blank';
  link.rel = 'noopener noreferrer nofollow';
  link.textContent = 'Open';
  return link;
}

function setStyle(element: HTMLElement, property: string, value: string): void {
  if (element.style.getPropertyValue(property) !== value) element.style.setProperty(property, value);
}
