import { autoUpdate, computePosition, flip, offset, type Placement, shift, size } from '@floating-ui/dom';
import {
  type CSSProperties,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';
import { useKeyboardInset } from './use-keyboard-inset.js';
import { useLineInSight } from './use-line-in-sight.js';
import { useIsCompact } from './use-media.js';

/** A place in the window, or `null` while there is none. */
export type Anchor = () => DOMRect | null;

export interface FloatingProps {
  readonly anchor: Anchor;
  readonly placement: Placement;
  readonly className?: string;
  /** Tells where the anchor may have moved: a function that calls back, and returns what ends it. */
  readonly onAnchorMoved?: (update: () => void) => () => void;
  /** What the anchor is part of, so that its scrolling is followed. */
  readonly context: Element;
  /** A press outside closes it. */
  readonly onDismiss?: () => void;
  /** On a phone it lies at the bottom instead. @default true */
  readonly isSheetOnPhones?: boolean;
  /** Pixels between it and the anchor. @default 6 */
  readonly distance?: number;
  readonly children: ReactNode;
}

const edge = 8;
/** Under the bar over the page, which stays where it is. */
const topEdge = 56;

/** Shows something over the page beside a place in it: in the browser's top layer, so that nothing can cover or cut it. */
export function Floating({
  anchor,
  placement,
  className = '',
  onAnchorMoved,
  context,
  onDismiss,
  isSheetOnPhones = true,
  distance = 6,
  children,
}: FloatingProps): ReactElement {
  const element = useRef<HTMLDivElement>(null);
  const isCompact = useIsCompact();
  const isSheet = isCompact && isSheetOnPhones;
  const inset = useKeyboardInset();
  useLayoutEffect(() => {
    const popover = element.current;
    if (popover !== null && !popover.matches(':popover-open')) popover.showPopover();
  }, []);
  useLayoutEffect(() => {
    const popover = element.current;
    if (popover === null || isSheet) return;
    return follow({ popover, anchor, placement, context, onAnchorMoved, distance });
  }, [anchor, placement, context, onAnchorMoved, isSheet, distance]);
  useLineInSight({ sheet: element, isSheet, line: anchor, text: context, keyboardInset: inset });
  useDismiss(element, onDismiss);
  const style = (isSheet ? { '--mh-keyboard': `${inset}px` } : {}) as CSSProperties;
  return (
    <div
      ref={element}
      popover="manual"
      className={`mh-float ${isSheet ? 'mh-float--sheet' : ''} ${className}`}
      style={style}
    >
      {children}
    </div>
  );
}

interface Following {
  readonly popover: HTMLElement;
  readonly anchor: Anchor;
  readonly placement: Placement;
  readonly context: Element;
  readonly onAnchorMoved: ((update: () => void) => () => void) | undefined;
  readonly distance: number;
}

/** @returns ends it */
function follow({ popover, anchor, placement, context, onAnchorMoved, distance }: Following): () => void {
  let isOver = false;
  // Once open it stays on its side: a list that gets shorter must not jump over the line.
  let side: Placement | null = null;
  let last = new DOMRect();
  const reference = {
    contextElement: context,
    getBoundingClientRect: () => {
      last = anchor() ?? last;
      return last;
    },
  };
  const padding = { top: topEdge, bottom: edge, left: edge, right: edge };
  const update = () => {
    void computePosition(reference, popover, {
      strategy: 'fixed',
      placement: side ?? placement,
      middleware: [
        offset(distance),
        ...(side === null ? [flip({ padding })] : []),
        shift({ padding }),
        size({
          padding,
          apply: ({ availableHeight }) => {
            popover.style.setProperty('--mh-room', `${Math.max(120, Math.floor(availableHeight))}px`);
          },
        }),
      ],
    }).then((position) => {
      if (isOver) return;
      side = position.placement;
      popover.style.setProperty('left', `${Math.round(position.x)}px`);
      popover.style.setProperty('top', `${Math.round(position.y)}px`);
      popover.dataset['side'] = position.placement.split('-')[0];
    });
  };
  const stopFollowing = autoUpdate(reference, popover, update);
  const stopListening = onAnchorMoved?.(update);
  return () => {
    isOver = true;
    stopFollowing();
    stopListening?.();
  };
}

function useDismiss(element: RefObject<HTMLElement | null>, onDismiss: (() => void) | undefined): void {
  useEffect(() => {
    if (onDismiss === undefined) return;
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && element.current?.contains(event.target) !== true) onDismiss();
    };
    document.addEventListener('pointerdown', onPress, true);
    return () => document.removeEventListener('pointerdown', onPress, true);
  }, [element, onDismiss]);
}
