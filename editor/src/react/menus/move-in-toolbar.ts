import type { KeyboardEvent } from 'react';

/** Arrows, Home and End from one tool to the next; Escape back to the text. */
export function moveInToolbar(event: KeyboardEvent<HTMLElement>, onLeave: () => void): void {
  const tools = [...event.currentTarget.querySelectorAll<HTMLElement>('.mh-action')];
  const at = tools.indexOf(document.activeElement as HTMLElement);
  const last = tools.length - 1;
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: at === last ? 0 : at + 1,
    ArrowLeft: at <= 0 ? last : at - 1,
    Home: 0,
    End: last,
  };
  const target = targets[event.key];
  if (event.key === 'Escape') onLeave();
  else if (target === undefined) return;
  else tools[target]?.focus();
  event.preventDefault();
}
