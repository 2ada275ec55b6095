import { type ComponentType, type CSSProperties, lazy, type ReactElement, Suspense, useState } from 'react';
import { openNewDocument } from '../new-document';
import { Icon } from '../ui/icon';
import { ResizeHandle } from './resize-handle';
import type { SidebarListsProps } from './sidebar-lists';
import type { SidebarState } from './sidebar-state';

export interface SidebarProps extends SidebarListsProps {
  readonly state: SidebarState;
  readonly onChange: (change: Partial<SidebarState>) => void;
}

/** The documents beside the one that is open. */
export function Sidebar({ currentId, currentTitle, state, onChange }: SidebarProps): ReactElement {
  const [isCreating, setIsCreating] = useState(false);
  const onCreate = () => {
    setIsCreating(true);
    void openNewDocument();
  };
  return (
    <aside
      className="sidebar"
      aria-label="Documents"
      style={{ '--sidebar-width': `${state.width}px` } as CSSProperties}
    >
      <div className="sidebar__head">
        <a href="/" className="sidebar__home">
          Manyhands
        </a>
        <button
          type="button"
          className="icon-button"
          aria-label="New document"
          title="New document"
          onClick={onCreate}
          disabled={isCreating}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          className="icon-button sidebar__close"
          aria-label="Hide sidebar"
          title="Hide sidebar"
          onClick={() => onChange({ isOpen: false })}
        >
          <Icon name="close" />
        </button>
      </div>
      <div className="sidebar__lists">
        <Suspense fallback={null}>
          <SidebarLists currentId={currentId} currentTitle={currentTitle} />
        </Suspense>
      </div>
      <ResizeHandle width={state.width} onWidth={(width) => onChange({ width })} />
    </aside>
  );
}

/** The lists come from the server, or from the device, a moment after the page; so may their code. */
const SidebarLists = lazy<ComponentType<SidebarListsProps>>(() =>
  import('./sidebar-lists').then(
    ({ SidebarLists }) => ({ default: SidebarLists }),
    () => ({
      default: () => <p className="sidebar__note">The list could not be loaded. Reload the page to see it.</p>,
    }),
  ),
);
