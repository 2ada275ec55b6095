/**
 * Remembers which diagram was being drawn when a page stopped.
 *
 * Drawing happens in the page, in one piece that nothing can interrupt: a description made to be slow freezes the tab,
 * and would do so again each time the document is opened. So the source's hash is noted before and taken back after; a
 * note that is still there later belongs to a drawing that never came to its end.
 */
const key = 'manyhands.drawing';
/** A note younger than this may be of another tab that is drawing right now. */
const patienceMs = 15_000;
/** Who hung once, is asked about again for a month. */
const memoryMs = 30 * 24 * 3_600_000;

export function isKnownToHang(source: string, now = Date.now()): boolean {
  const since = now - (readNotes()[hashOf(source)] ?? now);
  return since > patienceMs && since < memoryMs;
}

export function startDrawing(source: string, now = Date.now()): void {
  const notes = Object.entries(readNotes()).filter(([, time]) => now - time < memoryMs);
  writeNotes(Object.fromEntries([...notes.slice(-maxNotes + 1), [hashOf(source), now]]));
}

export function finishedDrawing(source: string): void {
  const { [hashOf(source)]: _done, ...rest } = readNotes();
  writeNotes(rest);
}

const maxNotes = 20;

function readNotes(): Readonly<Record<string, number>> {
  try {
    const notes: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof notes !== 'object' || notes === null) return {};
    return Object.fromEntries(Object.entries(notes).filter(([, time]) => typeof time === 'number'));
  } catch {
    return {};
  }
}

function writeNotes(notes: Readonly<Record<string, number>>): void {
  try {
    if (Object.keys(notes).length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(notes));
  } catch {
    // Storage is blocked: the page may hang again, and its reader knows by then.
  }
}

/** FNV-1a: short, and a collision only asks once too often. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${text.length}-${(hash >>> 0).toString(36)}`;
}
