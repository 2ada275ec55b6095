import { useCallback, useState } from 'react';
import { useMedia } from '../ui/use-media';
import { useStored } from '../ui/use-stored';

/** Pixels. */
export const sidebarWidths = { least: 240, usual: 260, most: 500 } as const;

export interface SidebarState {
  readonly isOpen: boolean;
  readonly width: number;
}

const key = 'manyhands.sidebar';

/** Where the list would cover the text; as in workspace.css. */
const narrow = '(max-width: 900px)';

/**
 * Whether the list of documents stands beside the text, and how wide. Where it would cover the text it is closed until
 * somebody asks for it, and that is not kept.
 */
export function useSidebarState(): [SidebarState, (change: Partial<SidebarState>) => void] {
  const [state, setState] = useStored(key, parseSidebar);
  const isNarrow = useMedia(narrow);
  const [isOpenOver, setIsOpenOver] = useState(false);
  const change = useCallback(
    (part: Partial<SidebarState>) => {
      if (isNarrow && part.isOpen !== undefined) setIsOpenOver(part.isOpen);
      else setState(clampSidebar({ ...state, ...part }));
    },
    [state, setState, isNarrow],
  );
  return [isNarrow ? { ...state, isOpen: isOpenOver } : state, change];
}

/** Pure. Anything may be stored there. */
export function parseSidebar(text: string | null): SidebarState {
  const usual: SidebarState = { isOpen: true, width: sidebarWidths.usual };
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (typeof value !== 'object' || value === null) return usual;
    const { isOpen, width } = value as Partial<Record<keyof SidebarState, unknown>>;
    return clampSidebar({ isOpen: isOpen !== false, width: typeof width === 'number' ? width : usual.width });
  } catch {
    return usual;
  }
}

function clampSidebar({ isOpen, width }: SidebarState): SidebarState {
  const whole = Number.isFinite(width) ? Math.round(width) : sidebarWidths.usual;
  return { isOpen, width: Math.min(sidebarWidths.most, Math.max(sidebarWidths.least, whole)) };
}
