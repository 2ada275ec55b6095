/** Many byte strings as one, so that they go to a worker in two transfers instead of thousands of copies. */
export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly lengths: Uint32Array<ArrayBuffer>;
}

export function pack(items: readonly Uint8Array[]): Packed {
  const lengths = Uint32Array.from(items, ({ byteLength }) => byteLength);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const item of items) {
    bytes.set(item, at);
    at += item.byteLength;
  }
  return { bytes, lengths };
}

/** Views on the packed bytes, not copies. */
export function unpack({ bytes, lengths }: Packed): Uint8Array[] {
  let at = 0;
  return Array.from(lengths, (length) => {
    at += length;
    return bytes.subarray(at - length, at);
  });
}
