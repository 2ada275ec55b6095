import * as Y from 'yjs';

/**
 * Who writes where: the measured person in a paragraph in the middle of the document, half of the others in the
 * paragraphs nearest to it, which are on the same screen, and the rest spread over the whole document.
 *
 * @typedef {object} Places
 * @property {number} own index of the measured person's paragraph among the document's blocks
 * @property {number[]} near the same of those who write on the same screen
 * @property {number[]} far of the others
 *
 * @param {Y.XmlFragment} body
 * @param {number} people beside the measured one
 * @returns {Places}
 */
export function choosePlaces(body, people) {
  const paragraphs = body
    .toArray()
    .flatMap((block, index) =>
      block instanceof Y.XmlElement && block.nodeName === 'paragraph' && textOf(block) !== null ? [index] : [],
    );
  if (paragraphs.length < people + 1) throw new Error('the document has too few paragraphs for so many people');
  const middle = body.length / 2;
  const own = nearest(paragraphs, middle)[0] ?? 0;
  const [, ...others] = nearest(paragraphs, own);
  const near = others.slice(0, Math.ceil(people / 2));
  const rest = others.slice(near.length).sort((a, b) => a - b);
  const count = people - near.length;
  const far = Array.from({ length: count }, (_, index) => rest[Math.floor(((index + 0.5) * rest.length) / count)] ?? 0);
  return { own, near, far };
}

/**
 * The first text of a paragraph.
 *
 * @param {unknown} block
 * @returns {Y.XmlText | null}
 */
export function textOf(block) {
  const text = block instanceof Y.XmlElement ? block.get(0) : null;
  return text instanceof Y.XmlText && text.length > 0 ? text : null;
}

/**
 * @param {number[]} indices
 * @param {number} to
 */
function nearest(indices, to) {
  return [...indices].sort((a, b) => Math.abs(a - to) - Math.abs(b - to));
}
