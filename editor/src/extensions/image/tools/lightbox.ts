import { showPicture } from '../../media/media-source.js';
import { saveFile } from '../../media/save-file.js';
import { iconButton } from '../../surface/button.js';

export interface LightboxOptions {
  readonly url: string;
  readonly alt: string;
  readonly caption: string;
  readonly near: Element;
}

/** Shows a picture as large as the window allows. Escape or a press beside the picture closes it. */
export function openLightbox({ url, alt, caption, near }: LightboxOptions): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'mh-lightbox';
  dialog.setAttribute('aria-label', alt === '' ? 'Picture' : alt);
  const img = document.createElement('img');
  img.alt = alt;
  showPicture(img, url);
  const words = document.createElement('p');
  words.textContent = caption;
  words.hidden = caption === '';
  const close = iconButton({ icon: 'close', label: 'Close', onPress: () => dialog.close() });
  // The way out is what a key reaches first.
  close.autofocus = true;
  const buttons = document.createElement('div');
  buttons.className = 'mh-lightbox__buttons';
  buttons.append(iconButton({ icon: 'download', label: 'Download', onPress: () => saveFile(url, alt) }), close);
  dialog.append(buttons, img, words);
  dialog.addEventListener('click', (event) => event.target !== img && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  (near.closest('.mh-editor') ?? document.body).append(dialog);
  dialog.showModal();
}
