import type { Upload } from '../../client/uploads/upload.js';
import { textButton } from '../surface/button.js';

export interface UploadStatusActions {
  readonly retry: () => void;
  readonly remove: () => void;
}

const svg = 'http://www.w3.org/2000/svg';
const radius = 9;
const length = 2 * Math.PI * radius;

/** How far an upload is, in words and as a ring; a refused one says why, and what can be done. */
export class UploadStatus {
  readonly dom = document.createElement('div');
  readonly #words = document.createElement('span');
  readonly #ring = ring();
  readonly #buttons = document.createElement('span');

  constructor({ retry, remove }: UploadStatusActions) {
    this.dom.className = 'mh-upload';
    this.#words.className = 'mh-upload__words';
    this.#words.setAttribute('role', 'status');
    this.#buttons.className = 'mh-upload__buttons';
    this.#buttons.append(textButton('Try again', retry), textButton('Remove', remove));
    this.dom.append(this.#ring, this.#words, this.#buttons);
  }

  /** @param isEditable whether its buttons make sense for this reader */
  show(upload: Upload, { isEditable }: { isEditable: boolean }): void {
    this.dom.dataset['state'] = upload.state;
    setText(this.#words, wordsFor(upload));
    this.#buttons.hidden = upload.state !== 'refused' || !isEditable;
    this.#ring.style.setProperty('display', upload.state === 'refused' ? 'none' : '');
    const arc = this.#ring.lastElementChild as SVGCircleElement;
    arc.style.setProperty('stroke-dashoffset', String(length * (1 - (upload.state === 'done' ? 1 : upload.progress))));
  }
}

function wordsFor(upload: Upload): string {
  switch (upload.state) {
    case 'waiting':
      return navigator.onLine === false ? 'Waits for a connection' : 'Waits to be uploaded';
    case 'uploading':
      return `Uploading, ${Math.floor(upload.progress * 100)} %`;
    case 'done':
      return 'Uploaded';
    case 'refused':
      return upload.reason?.sentence ?? 'This file could not be uploaded.';
  }
}

/** Writing the same words again would have them read out again. */
function setText(element: HTMLElement, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}

function ring(): SVGSVGElement {
  const element = document.createElementNS(svg, 'svg');
  element.setAttribute('viewBox', '0 0 24 24');
  element.setAttribute('aria-hidden', 'true');
  element.classList.add('mh-upload__ring');
  for (const className of ['mh-upload__track', 'mh-upload__arc']) {
    const circle = document.createElementNS(svg, 'circle');
    for (const [name, value] of [
      ['cx', '12'],
      ['cy', '12'],
      ['r', String(radius)],
    ] as const) {
      circle.setAttribute(name, value);
    }
    circle.classList.add(className);
    circle.style.setProperty('stroke-dasharray', String(length));
    element.append(circle);
  }
  return element;
}
