/** Where the server is: beside this page, or where the build was told (`next dev` runs on a port of its own). */
export function serverUrl(): string {
  return process.env.NEXT_PUBLIC_SYNC_URL || location.origin;
}
