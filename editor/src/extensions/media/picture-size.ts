export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Kinds of pictures that every browser shows. Others, and SVG, which is a document with scripts, go in as files. */
const shownTypes: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

export function isShownPicture(type: string): boolean {
  return shownTypes.has(type.toLowerCase());
}

/** A picture that this browser cannot show, although it looks like one to a person. */
export function isUnshownPicture({ type, name }: File): boolean {
  return !isShownPicture(type) && (type.startsWith('image/') || /\.(heic|heif|tiff?|bmp|jxl)$/i.test(name));
}

/** @returns null for what is no picture, whatever its name says */
export async function measurePicture(file: Blob): Promise<PictureSize | null> {
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    return width > 0 && height > 0 ? { width, height } : null;
  } catch {
    // Not a picture, or not one for this browser; the server has the last word on what it is.
    return null;
  }
}
