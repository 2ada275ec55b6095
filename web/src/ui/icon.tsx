import type { ReactElement } from 'react';

const paths = {
  sidebar: 'M2.5 3.5h11v9h-11zM6 3.5v9',
  star: 'M8 2.2l1.8 3.7 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4-2.9-2.8 4-.6z',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  outline: 'M2.5 4h11M5.5 8h8M5.5 12h8M2.5 8h.01M2.5 12h.01',
  plus: 'M8 3v10M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  document: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3',
  focus: 'M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3',
  share: 'M8 10V2.5M5.2 5.2L8 2.4l2.8 2.8M3.5 8.5v5h9v-5',
  check: 'M3.5 8.5l3 3 6-7',
} as const;

export type IconName = keyof typeof paths;

/** A picture beside words, or in a button that has a name. */
export function Icon({ name, isFilled = false }: { name: IconName; isFilled?: boolean }): ReactElement {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d={paths[name]}
        fill={isFilled ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth={name === 'more' ? 2.2 : 1.4}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
