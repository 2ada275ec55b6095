/** Share of a person's colour in their selection: more at first, less when they have been still. */
const activeTint = '32%';
export const idleTint = '14%';

/** Set on the editor's own element: a change of a decoration would have ProseMirror draw the text anew. */
export function tintProperty(clientId: number): string {
  return `--mh-tint-${clientId}`;
}

/** @param color `#rrggbb`, checked */
export function selectionStyle(clientId: number, color: string): string {
  return `background-color: color-mix(in srgb, ${color} var(${tintProperty(clientId)}, ${activeTint}), transparent)`;
}
