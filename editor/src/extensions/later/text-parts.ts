type TextParts = Pick<typeof import('./text-plugins.js'), 'textPlugins' | 'titlePlugins'>;

let parts: TextParts | null = null;
let loading: Promise<TextParts> | null = null;
const listeners = new Set<() => void>();

/** The parts of texts that are not needed for plain writing, once they are loaded. */
export function textPartsIfHere(): TextParts | null {
  return parts;
}

/** @throws what `import()` throws; it can be tried again */
export function loadTextParts(): Promise<TextParts> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<TextParts> {
  const { textPlugins, titlePlugins } = await import('./text-plugins.js');
  parts = { textPlugins, titlePlugins };
  for (const listener of listeners) listener();
  listeners.clear();
  return parts;
}

/** Calls back when somebody else has loaded them. */
export function onTextParts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
