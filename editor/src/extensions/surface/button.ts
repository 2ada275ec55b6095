import { type IconName, icon } from './icon.js';

export interface ButtonOptions {
  readonly icon: IconName;
  /** What it does, in words: its name, and shown under a pointer that rests on it. */
  readonly label: string;
  readonly className?: string;
  readonly onPress: (button: HTMLButtonElement) => void;
}

/** A button that is an icon. A press leaves focus and selection of the text where they are. */
export function iconButton({ icon: name, label, className = 'mh-tool', onPress }: ButtonOptions): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = className;
  button.setAttribute('aria-label', label);
  button.title = label;
  button.append(icon(name));
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', (event) => {
    event.preventDefault();
    event.stopPropagation();
    onPress(button);
  });
  return button;
}

/** A button with words on it. */
export function textButton(label: string, onPress: () => void, className = 'mh-button'): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = className;
  button.textContent = label;
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', (event) => {
    event.preventDefault();
    event.stopPropagation();
    onPress();
  });
  return button;
}
