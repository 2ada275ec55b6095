import { checkedText } from './attribute-readers.js';

/** The name under which the author's device keeps a file until it is uploaded. */
export const readUploadId = checkedText((id) => /^[\w-]{1,64}$/.test(id));
