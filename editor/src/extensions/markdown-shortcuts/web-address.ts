import { isSafeHref } from '@manyhands/schema';

const maxLength = 2000;
const host = String.raw`(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,24}`;
const withScheme = /^(?:https?|ftp):\/\/[^\s/$.?#][^\s]*$/iu;
const withWww = new RegExp(`^www\\.${host}(?::\\d{1,5})?(?:[/?#]\\S*)?$`, 'iu');
/** Without a scheme only what is hardly anything else: `readme.md` and `node.js` are not addresses. */
const bare = new RegExp(
  `^${host.replace('\\p{L}{2,24}', '(?:com|org|net|edu|gov|io|dev|app|info)')}(?::\\d{1,5})?(?:[/?#]\\S*)?$`,
  'iu',
);
const email = new RegExp(`^[\\p{L}\\p{N}._%+-]{1,64}@${host}$`, 'iu');
const otherScheme = /^(?:mailto:|tel:|sms:|geo:|xmpp:|callto:)\S+$/iu;

/** The link that a typed or pasted address means, or `null` if it is not one. */
export function hrefOf(text: string): string | null {
  if (text.length > maxLength || /[\s\ufffc]/u.test(text)) return null;
  const href = candidate(text);
  return href !== null && isSafeHref(href) ? href : null;
}

function candidate(text: string): string | null {
  if (withScheme.test(text) || otherScheme.test(text)) return text;
  if (email.test(text)) return `mailto:${text}`;
  return withWww.test(text) || bare.test(text) ? `https://${text}` : null;
}

/** Without the punctuation of the sentence around it. A closing bracket stays where the address has opened it. */
export function trimUrl(text: string): string {
  let end = text.length;
  for (; end > 0; end -= 1) {
    const last = text.charAt(end - 1);
    if (last === ')') {
      const inside = text.slice(0, end);
      if (count(inside, '(') >= count(inside, ')')) break;
    } else if (!/[.,;:!?'"’”»\]}>*_~]/u.test(last)) break;
  }
  return text.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
