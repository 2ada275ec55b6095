const svg = 'http://www.w3.org/2000/svg';

/** Strokes on a 16 by 16 grid. */
const strokes = {
  alignCenter: 'M2 3h12M4.5 8h7M2 13h12',
  alignLeft: 'M2 3h12M2 8h7M2 13h12',
  alignRight: 'M2 3h12M7 8h7M2 13h12',
  archive: 'M2.5 2.5h11v3h-11zM3.5 5.5v8h9v-8M6.5 8.5h3',
  arrowDown: 'M8 3v10M4 9l4 4 4-4',
  arrowLeft: 'M13 8H3M7 4 3 8l4 4',
  arrowRight: 'M3 8h10M9 4l4 4-4 4',
  arrowUp: 'M8 13V3M4 7l4-4 4 4',
  broken: 'M2.5 3.5h11v9h-11zM2.5 10l3-3 2.5 2.5M13.5 8.5 11 6M6 3.5l2 3-1.5 2 2 4',
  caption: 'M2.5 2.5h11v7h-11zM5 12.5h6',
  check: 'M3 8.5 6.5 12 13 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  describe: 'M2.5 3.5h11v7h-6l-3 3v-3h-2zM5.5 6h5M5.5 8h3',
  download: 'M8 2.5v8M4.5 7.5 8 11l3.5-3.5M2.5 13.5h11',
  empty: 'M6 2.5h7.5l-5 8H3zM2.5 13.5h11',
  expand: 'M9.5 2.5h4v4M13.5 2.5 9 7M6.5 13.5h-4v-4M2.5 13.5 7 9',
  file: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3',
  fileAudio:
    'M6 12.5v-9l7-1.5v9M6 12.5a1.8 1.8 0 1 1-3.6 0 1.8 1.8 0 0 1 3.6 0ZM13 11a1.8 1.8 0 1 1-3.6 0 1.8 1.8 0 0 1 3.6 0Z',
  fileCode: 'M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5',
  fileSheet: 'M2.5 2.5h11v11h-11zM2.5 6h11M2.5 9.8h11M6.5 2.5v11',
  fileSlides: 'M1.5 2.5h13M2.5 2.5v8h11v-8M8 10.5v2M5 14.5l3-2 3 2',
  fileText: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M5.5 8h5M5.5 11h5',
  fileVideo: 'M1.5 4h9v8h-9zM10.5 7l4-2v6l-4-2',
  grip: 'M6 4v.01M10 4v.01M6 8v.01M10 8v.01M6 12v.01M10 12v.01',
  header: 'M2.5 2.5h11v11h-11zM2.5 6h11M2.5 4.2h11',
  headerColumn: 'M2.5 2.5h11v11h-11zM6 2.5v11M4.2 2.5v11',
  merge: 'M2.5 2.5h11v11h-11zM5 8h2M11 8H9M4 6.5 5.5 8 4 9.5M12 6.5 10.5 8 12 9.5',
  more: 'M3.5 8v.01M8 8v.01M12.5 8v.01',
  open: 'M9.5 2.5h4v4M13.5 2.5 7.5 8.5M11.5 9v4.5h-9v-9H7',
  picture: 'M2.5 3h11v10h-11zM2.5 11l3.5-3.5 3 3 2-2 2.5 2.5M10.5 6v.01',
  plus: 'M8 3v10M3 8h10',
  replace: 'M13 6.5A5.3 5.3 0 0 0 3.3 5M3 2v3.2h3.2M3 9.5A5.3 5.3 0 0 0 12.7 11M13 14v-3.2H9.8',
  resize: 'M2 8h12M5 5 2 8l3 3M11 5l3 3-3 3',
  split: 'M2.5 2.5h11v11h-11zM8 2.5v11M6 8H4M10 8h2',
  trash: 'M2.5 4h11M6 4V2.5h4V4M4 4l.7 9.5h6.6L12 4',
  upload: 'M8 11V3M4.5 6.5 8 3l3.5 3.5M2.5 13.5h11',
} as const;

export type IconName = keyof typeof strokes;

/** A line icon that takes the text's colour. For the eye only: what it means is said in words beside it. */
export function icon(name: IconName): SVGSVGElement {
  const element = document.createElementNS(svg, 'svg');
  for (const [key, value] of Object.entries({
    viewBox: '0 0 16 16',
    width: '16',
    height: '16',
    'aria-hidden': 'true',
  })) {
    element.setAttribute(key, value);
  }
  element.classList.add('mh-icon');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', strokes[name]);
  element.append(path);
  return element;
}
