const namespace = 'http://www.w3.org/2000/svg';

/** Drawn on 16 × 16 with a line of 1.5; a newline starts another path. */
const paths = {
  note: 'M8 14.25a6.25 6.25 0 1 0 0-12.5 6.25 6.25 0 0 0 0 12.5Z\nM8 7.5v3.75\nM8 4.9v.2',
  tip: 'M6 11.5h4\nM6.5 14h3\nM5.9 11.4c0-1.3-1.9-2.1-1.9-4.6a4 4 0 0 1 8 0c0 2.5-1.9 3.3-1.9 4.6',
  warning: 'M8 2.2 14.4 13.4H1.6Z\nM8 6.4v3.2\nM8 11.4v.2',
  caution: 'M5.4 1.75h5.2l3.65 3.65v5.2l-3.65 3.65H5.4L1.75 10.6V5.4Z\nM8 4.9v3.7\nM8 11v.2',
  chevron: 'm6 4 4 4-4 4',
  down: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  copy: 'M6 5.5h7.25v8.75H6Z\nM10 5.5V2H2.75v8.75H6',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  pencil: 'm2.5 13.5.6-2.8 7.9-7.9 2.2 2.2-7.9 7.9Z',
  globe:
    'M8 14.25a6.25 6.25 0 1 0 0-12.5 6.25 6.25 0 0 0 0 12.5Z\nM1.9 8h12.2\nM8 1.8c4 4 4 8.4 0 12.4-4-4-4-8.4 0-12.4Z',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing in the colour of the text around it; said by nobody, because a label stands beside it. */
export function createIcon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  for (const [attribute, value] of Object.entries({
    viewBox: '0 0 16 16',
    width: '16',
    height: '16',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.5',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  })) {
    svg.setAttribute(attribute, value);
  }
  for (const data of paths[name].split('\n')) {
    const path = document.createElementNS(namespace, 'path');
    path.setAttribute('d', data);
    svg.append(path);
  }
  return svg;
}
