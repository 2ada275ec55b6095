import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useRef } from 'react';

/** One entry of a menu. */
export interface MenuEntry {
  readonly key: string;
  readonly title: string;
  readonly icon: ReactNode;
  readonly hint?: string | undefined;
  /** Of entries where one is chosen; `undefined` for an action. */
  readonly isChecked?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  /** Leads to a further menu in the same place. */
  readonly leadsOn?: boolean | undefined;
  readonly isDanger?: boolean | undefined;
  readonly run: () => void;
}

export interface MenuSection {
  readonly key: string;
  readonly title?: string | undefined;
  /** Entries as a grid of small squares, for colours. */
  readonly isGrid?: boolean | undefined;
  readonly entries: readonly MenuEntry[];
}

export interface CommandMenuProps {
  readonly label: string;
  readonly sections: readonly MenuSection[];
  /** Escape, or Tab out of it. */
  readonly onClose: () => void;
}

/** A menu with its own focus: arrows, Home, End, and the first letters of an entry. */
export function CommandMenu({ label, sections, onClose }: CommandMenuProps): ReactElement {
  const menu = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a menu that leads on to another takes the focus anew
  useEffect(() => {
    const items = itemsIn(menu.current);
    (items.find((item) => item.getAttribute('aria-checked') === 'true') ?? items[0])?.focus({ preventScroll: true });
  }, [label]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (!moveFocus(itemsIn(menu.current), event)) return;
    event.preventDefault();
    // The toolbar around it has arrows of its own.
    event.stopPropagation();
  };
  return (
    <div ref={menu} role="menu" aria-label={label} className="mh-popup__list" tabIndex={-1} onKeyDown={onKeyDown}>
      {sections.map((section) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a menu
        <div
          key={section.key}
          role="group"
          aria-label={section.title ?? label}
          className={section.isGrid === true ? 'mh-popup__grid' : 'mh-popup__section'}
        >
          {section.title !== undefined && (
            <div className="mh-options__title" aria-hidden="true">
              {section.title}
            </div>
          )}
          {section.entries.map((entry) => (
            <Entry key={entry.key} entry={entry} isSquare={section.isGrid === true} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Entry({ entry, isSquare }: { entry: MenuEntry; isSquare: boolean }): ReactElement {
  const isChoice = entry.isChecked !== undefined;
  const hasSign = entry.isChecked === true || entry.leadsOn === true;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role that has aria-checked is given where it is
    <button
      type="button"
      role={isChoice ? 'menuitemradio' : 'menuitem'}
      aria-checked={isChoice ? entry.isChecked : undefined}
      aria-label={isSquare ? entry.title : undefined}
      aria-disabled={entry.isDisabled === true ? true : undefined}
      aria-haspopup={entry.leadsOn === true ? 'menu' : undefined}
      title={isSquare ? entry.title : undefined}
      // Tab closes the menu; this is for what else moves the focus, and for a menu that scrolls.
      tabIndex={0}
      className={`${isSquare ? 'mh-swatch' : 'mh-option'} ${entry.isDanger === true ? 'mh-option--danger' : ''}`}
      onPointerMove={(event) => event.pointerType === 'mouse' && event.currentTarget.focus({ preventScroll: true })}
      onClick={() => entry.isDisabled !== true && entry.run()}
    >
      {isSquare ? (
        entry.icon
      ) : (
        <>
          <span className="mh-option__icon">{entry.icon}</span>
          <span className="mh-option__title">{entry.title}</span>
          <span className={`mh-option__hint ${hasSign ? '' : 'mh-option__hint--keys'}`} aria-hidden="true">
            {entry.isChecked === true ? '✓' : entry.leadsOn === true ? '›' : entry.hint}
          </span>
        </>
      )}
    </button>
  );
}

function itemsIn(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}

/** @returns whether the key was one that moves */
function moveFocus(items: readonly HTMLElement[], { key }: KeyboardEvent): boolean {
  const at = items.indexOf(document.activeElement as HTMLElement);
  const last = items.length - 1;
  const next = nextItem(items, key, at, last);
  if (next === null) return false;
  items[next]?.focus();
  return true;
}

function nextItem(items: readonly HTMLElement[], key: string, at: number, last: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return at >= last ? 0 : at + 1;
    case 'ArrowUp':
    case 'ArrowLeft':
      return at <= 0 ? last : at - 1;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return key.length === 1 && key !== ' ' ? nextBeginningWith(items, key, at) : null;
  }
}

function nextBeginningWith(items: readonly HTMLElement[], letter: string, at: number): number | null {
  const order = [...items.keys()].map((index) => (at + 1 + index) % items.length);
  const match = order.find((index) => titleOf(items[index]).startsWith(letter.toLowerCase()));
  return match ?? null;
}

function titleOf(item: HTMLElement | undefined): string {
  const title = item?.querySelector('.mh-option__title')?.textContent ?? item?.getAttribute('aria-label') ?? '';
  return title.toLowerCase();
}
