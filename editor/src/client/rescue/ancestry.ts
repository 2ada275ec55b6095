import * as Y from 'yjs';

type SharedType = Y.ContentType['type'];

/** Whether a shared type is another one, or somewhere in it. */
export function isWithin(type: SharedType, ancestor: SharedType): boolean {
  for (let at: unknown = type; at instanceof Y.AbstractType; at = at._item?.parent) if (at === ancestor) return true;
  return false;
}

/** Whether a shared type, or something around it, was deleted. */
export function isDetached(type: SharedType): boolean {
  for (let at: unknown = type; at instanceof Y.AbstractType; at = at._item?.parent) if (at._item?.deleted) return true;
  return false;
}
