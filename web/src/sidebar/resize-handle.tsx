import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import { sidebarWidths } from './sidebar-state';

const keyStep = 20;

export interface ResizeHandleProps {
  readonly width: number;
  readonly onWidth: (width: number) => void;
}

/** The edge of the sidebar: dragged, or moved with the arrow keys; a double click brings the usual width back. */
export function ResizeHandle({ width, onWidth }: ResizeHandleProps): ReactElement {
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget;
    const begin = { x: event.clientX, width };
    handle.setPointerCapture(event.pointerId);
    const onMove = ({ clientX }: globalThis.PointerEvent) => onWidth(begin.width + clientX - begin.x);
    handle.addEventListener('pointermove', onMove);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', onMove), {
      once: true,
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    onWidth(width + (event.key === 'ArrowRight' ? keyStep : -keyStep));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be dragged
    <div
      className="sidebar__edge"
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the sidebar"
      aria-valuenow={width}
      aria-valuemin={sidebarWidths.least}
      aria-valuemax={sidebarWidths.most}
      tabIndex={0}
      onPointerDown={onPointerDown}
      // The browser would begin to drag the link beside it, and drop it into the text.
      onMouseDown={(event) => event.preventDefault()}
      onDoubleClick={() => onWidth(sidebarWidths.usual)}
      onKeyDown={onKeyDown}
    />
  );
}
