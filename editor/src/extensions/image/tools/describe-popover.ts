import { setAttributes } from '../../media/media-context.js';
import { textButton } from '../../surface/button.js';
import { openPopup } from '../../surface/popup.js';
import type { ShownImage } from '../shown-image.js';

const maxLength = 1_000;

/** Asks for a description of a picture, for those who do not see it. Written once, when it is done. */
export function openDescribePopover(image: ShownImage): void {
  const { context, attrs } = image;
  const field = document.createElement('textarea');
  field.className = 'mh-describe__field';
  field.rows = 3;
  field.maxLength = maxLength;
  field.value = attrs.alt;
  field.placeholder = 'What is to be seen, for people who cannot see it';
  field.setAttribute('aria-label', 'Description');
  const before = field.value;
  let isCancelled = false;
  const onClose = () => {
    const alt = field.value.replace(/\s+/g, ' ').trim();
    if (!isCancelled && alt !== before) setAttributes(context, { alt });
    context.view.focus();
  };
  const heading = document.createElement('div');
  heading.className = 'mh-describe__heading';
  heading.textContent = 'Describe this image';
  const popup = openPopup(
    { anchor: image.frame.dom, label: 'Describe this image', role: 'dialog', className: 'mh-describe', onClose },
    [heading, field],
  );
  const done = () => popup.close();
  popup.element.append(textButton('Done', done, 'mh-button mh-button--primary'));
  popup.element.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') isCancelled = true;
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      done();
    }
  });
  field.focus();
  field.select();
}
