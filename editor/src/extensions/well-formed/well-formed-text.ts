/** Half of a surrogate pair: Yjs cannot send it, and peers would see something else than its author. */
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** What nobody sees and no text needs: controls, byte order marks, noncharacters, and directions that swallow the rest of a line. */
const junk = /(?![\n\t\r\u0085])[\p{Cc}\p{Noncharacter_Code_Point}\uFEFF\u202A-\u202E\u2066-\u2069]/gu;

/** Whether a text has halves of characters in it. */
export function isWellFormed(text: string): boolean {
  loneSurrogate.lastIndex = 0;
  return !loneSurrogate.test(text);
}

/** The text with a replacement character for every half of a character. Its length stays. */
export function toWellFormed(text: string): string {
  return text.replace(loneSurrogate, '\uFFFD');
}

/** Text from elsewhere, as it may enter a document: whole characters, `\n` for line breaks, no invisible junk. */
export function cleanText(text: string): string {
  return toWellFormed(text)
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
    .replace(junk, '');
}
