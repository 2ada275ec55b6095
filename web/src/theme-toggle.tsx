import { type ReactElement, useEffect, useState } from 'react';
import { chooseTheme, chosenTheme, nextTheme, onTheme, type Theme } from './theme';

const words: Record<Theme, string> = { system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' };

const paths: Record<Theme, string> = {
  system: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 2v12M8 4.5a3.5 3.5 0 010 7',
  light: 'M8 5a3 3 0 100 6 3 3 0 000-6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1',
  dark: 'M13.5 9.7A6 6 0 016.3 2.5a6 6 0 107.2 7.2z',
};

/** The theme in words, and what turns to the next one. */
export function useTheme(): { readonly theme: Theme; readonly name: string; readonly turn: () => void } {
  // The exported page does not know the choice; the device does.
  const [theme, setTheme] = useState<Theme>('system');
  useEffect(() => {
    const look = () => setTheme(chosenTheme());
    look();
    return onTheme(look);
  }, []);
  const turn = () => chooseTheme(nextTheme(chosenTheme()));
  return { theme, name: words[theme], turn };
}

export function ThemeToggle(): ReactElement {
  const { theme, name, turn } = useTheme();
  return (
    <button type="button" className="icon-button theme-toggle" onClick={turn} aria-label={name} title={name}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path
          d={paths[theme]}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </button>
  );
}
