import { type KeyboardEvent, type ReactElement, type ReactNode, useId, useRef, useState } from 'react';

export interface PopupMenuProps {
  /** What the button is called. */
  readonly label: string;
  readonly button: ReactNode;
  readonly children: ReactNode;
}

/** A button that opens a menu: the browser closes it on a click elsewhere and on Escape, and gives the focus back. */
export function PopupMenu({ label, button, children }: PopupMenuProps): ReactElement {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextItem(itemsOf(menu.current), event.key);
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div className="popup">
      <button
        type="button"
        className="icon-button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        popoverTarget={id}
      >
        {button}
      </button>
      <div
        ref={menu}
        id={id}
        className="popup__menu"
        role="menu"
        aria-label={label}
        popover="auto"
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          if ((event.target as Element).closest('[role^="menuitem"]') !== null) menu.current?.hidePopover();
        }}
        onToggle={(event) => {
          const opens = (event as unknown as { newState: string }).newState === 'open';
          setIsOpen(opens);
          if (opens) itemsOf(menu.current)[0]?.focus();
        }}
      >
        {children}
      </div>
    </div>
  );
}

export interface PopupItemProps {
  readonly onChoose: () => void;
  readonly children: ReactNode;
  /** Of one that is on or off. */
  readonly isChecked?: boolean;
  /** One of several, of which one is chosen. */
  readonly isRadio?: boolean;
  readonly hint?: string;
}

export function PopupItem({ onChoose, children, isChecked, isRadio = false, hint }: PopupItemProps): ReactElement {
  const role = isChecked === undefined ? 'menuitem' : isRadio ? 'menuitemradio' : 'menuitemcheckbox';
  return (
    <button
      type="button"
      className="popup__item"
      role={role}
      // A menu that is taller than the window is scrolled by what can have the focus in it.
      tabIndex={0}
      {...(isChecked === undefined ? {} : { 'aria-checked': isChecked })}
      onClick={onChoose}
    >
      <span className="popup__words">{children}</span>
      {hint !== undefined && <kbd>{hint}</kbd>}
    </button>
  );
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}

function nextItem(items: readonly HTMLElement[], key: string): HTMLElement | undefined {
  const at = items.indexOf(document.activeElement as HTMLElement);
  switch (key) {
    case 'ArrowDown':
      return items[(at + 1) % items.length];
    case 'ArrowUp':
      return items.at(at <= 0 ? -1 : at - 1);
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    default:
      return undefined;
  }
}
