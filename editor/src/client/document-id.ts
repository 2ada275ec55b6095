/** Without the letters that look like others, so that an id can be read out. */
const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** 58^22 is about 2^129: no two are ever the same, and none can be guessed. */
const idLength = 22;
/** The largest multiple of 58 in a byte; bytes past it would make some letters likelier. */
const acceptBelow = 232;

/** A new document's id. Made on the device, so that a document can be begun without the server. */
export function newDocumentId(): string {
  let id = '';
  while (id.length < idLength) {
    for (const byte of crypto.getRandomValues(new Uint8Array(idLength))) {
      if (byte < acceptBelow && id.length < idLength) id += alphabet[byte % alphabet.length];
    }
  }
  return id;
}
