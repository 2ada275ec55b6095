/** y-prosemirror names a mark that may overlap itself `name--<hash>`. */
const overlappingMarkName = /^(.*)--[a-zA-Z0-9+/=]{8}$/s;

/** The mark for which an attribute of shared text stands. */
export function markNameOf(attribute: string): string {
  return overlappingMarkName.exec(attribute)?.[1] ?? attribute;
}
