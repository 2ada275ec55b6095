const maxNameLength = 255;

/** As a file's name may come from anywhere: half a surrogate pair could not even be put into an address. */
export function cleanName(name: string): string {
  const clean = name.replace(/\p{Surrogate}/gu, '\uFFFD');
  return [...clean].slice(0, maxNameLength).join('') || 'file';
}

/** The name at the end of a file's address on the server. */
export function fileNameIn(src: string): string {
  const name = /^[^?#]*\/([^/?#]*)/.exec(src)?.[1] ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
