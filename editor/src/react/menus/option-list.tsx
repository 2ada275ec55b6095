import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useRef } from 'react';

/** One line of a list that is chosen from while the focus stays where the person types. */
export interface Option {
  /** Unique in the list. */
  readonly key: string;
  readonly title: string;
  readonly icon: ReactNode;
  /** Beside the title: where it is, what it was. */
  readonly detail?: string | undefined;
  /** At the right edge: what to type instead. */
  readonly hint?: string | undefined;
  /** Instead of a hint: keys, which a phone does not have. */
  readonly keys?: string | undefined;
}

export interface OptionSection {
  readonly id: string;
  readonly title: string;
  readonly options: readonly Option[];
}

export interface OptionListProps {
  readonly id: string;
  readonly label: string;
  readonly sections: readonly OptionSection[];
  /** Index over all sections. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onChoose: (index: number) => void;
  /** Whether the list can have the focus itself: where nothing that can have it says that it controls the list. */
  readonly isTabStop?: boolean;
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** A listbox. Its options are chosen with keys by whoever has the focus, see `moveActive`. */
export function OptionList({
  id,
  label,
  sections,
  active,
  onActive,
  onChoose,
  isTabStop,
}: OptionListProps): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`#${CSS.escape(optionId(id, active))}`)?.scrollIntoView({ block: 'nearest' });
    if (active === 0 && list.current !== null) list.current.scrollTop = 0;
  }, [id, active]);
  let index = 0;
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      className="mh-options"
      tabIndex={isTabStop === true ? 0 : -1}
      // The focus, and with it the caret, stays in the text.
      onMouseDown={(event) => event.preventDefault()}
    >
      {sections.map((section) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a listbox
        <div key={section.id} role="group" aria-labelledby={`${id}-${section.id}`}>
          <div id={`${id}-${section.id}`} className="mh-options__title">
            {section.title}
          </div>
          {section.options.map((option) => {
            const at = index++;
            return (
              <Line
                key={option.key}
                id={optionId(id, at)}
                option={option}
                isActive={at === active}
                onPoint={() => onActive(at)}
                onChoose={() => onChoose(at)}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

interface LineProps {
  readonly id: string;
  readonly option: Option;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function Line({ id, option, isActive, onPoint, onChoose }: LineProps): ReactElement {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the focus stays where one types, which hears the keys
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className="mh-option"
      // The list scrolling under a still pointer is not pointing.
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      <span className="mh-option__icon">{option.icon}</span>
      <span className="mh-option__title">{option.title}</span>
      {option.detail !== undefined && <span className="mh-option__detail">{option.detail}</span>}
      {(option.hint ?? option.keys) !== undefined && (
        <span
          className={`mh-option__hint ${option.hint === undefined ? 'mh-option__hint--keys' : ''}`}
          aria-hidden="true"
        >
          {option.hint ?? option.keys}
        </span>
      )}
    </div>
  );
}

type Keys = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** Where a key leads in a list, or `null` if it is not for the list. From the end it goes on at the beginning. */
export function moveActive(event: Keys, active: number, count: number): number | null {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || count === 0) return null;
  switch (event.key) {
    case 'ArrowDown':
      return (active + 1) % count;
    case 'ArrowUp':
      return (active - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
