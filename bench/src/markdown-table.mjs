/** @param {string[][]} lines the first is the header */
export function table(lines) {
  const [header = [], ...body] = lines;
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, column) => (column === 0 ? '---' : '---:'))), ...body.map(line)];
}

/**
 * With thousands apart; a dash for what could not be measured.
 *
 * @param {number | null} value
 * @param {number} digits
 */
export function format(value, digits) {
  return value === null || !Number.isFinite(value)
    ? '–'
    : value.toFixed(digits).replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');
}
