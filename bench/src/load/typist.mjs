import * as Y from 'yjs';
import { awarenessEntry } from './wire.mjs';

const words = 'the quick brown fox writes a long report with many hands and nobody loses a single word of it '.repeat(
  4,
);
const editsPerCorrection = 10;

/**
 * What one person will type, made by a real `Y.Doc` before the measurement starts: composing must not cost the
 * generator anything while it measures. Everybody writes in a paragraph of their own, so nobody needs the others'
 * edits first. Every edit is one keystroke; every tenth replaces the character before it, so that there are deletions.
 *
 * @typedef {object} Script
 * @property {number} clientId
 * @property {Uint8Array} introduction awareness entry on opening
 * @property {Uint8Array[]} updates one per edit
 * @property {Uint8Array[]} awareness one entry per edit: name, colour and caret as Tiptap sends them
 * @property {number[]} lastClock per edit: clock of the last item that it creates
 */

/**
 * @param {{ index: number, edits: number, random: () => number }} options
 * @returns {Script}
 */
export function composeScript({ index, edits, random }) {
  const doc = new Y.Doc();
  doc.clientID = Math.floor(random() * 0xffffffff);
  const user = {
    name: `Person ${index + 1}`,
    color: `#${Math.floor(random() * 0xffffff)
      .toString(16)
      .padStart(6, '0')}`,
  };
  /** @type {Script} */
  const script = {
    clientId: doc.clientID,
    introduction: awarenessEntry(doc.clientID, 1, { user }),
    updates: [],
    awareness: [],
    lastClock: [],
  };
  doc.on('update', (update) => script.updates.push(update));

  const text = new Y.XmlText();
  for (let edit = 0; edit < edits; edit += 1) {
    const character = words[(index + edit) % words.length] ?? ' ';
    doc.transact(() => {
      if (edit === 0) {
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [text]);
        doc.getXmlFragment('default').push([paragraph]);
      }
      if (edit % editsPerCorrection === editsPerCorrection - 1) text.delete(text.length - 1, 1);
      text.insert(text.length, character);
    });
    script.lastClock.push(Y.getState(doc.store, doc.clientID) - 1);
    const caret = Y.createRelativePositionFromTypeIndex(text, text.length);
    script.awareness.push(awarenessEntry(doc.clientID, edit + 2, { user, cursor: { anchor: caret, head: caret } }));
  }
  doc.destroy();
  return script;
}
