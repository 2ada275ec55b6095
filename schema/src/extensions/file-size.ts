const units = ['kB', 'MB', 'GB', 'TB'];

/** Bytes for people: `950 bytes`, `1.2 MB`. */
export function formatFileSize(bytes: number): string {
  if (bytes === 1) return '1 byte';
  if (bytes < 1000) return `${bytes} bytes`;
  let value = bytes / 1000;
  let unit = 0;
  // 999.95 kB is 1 MB: rounding must not give 1000 of a unit.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value)} ${units[unit]}`;
}
