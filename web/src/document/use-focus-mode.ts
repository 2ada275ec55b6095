import { useEffect, useState } from 'react';

/** Only the text, until Escape: everything around it steps back. It lasts for this visit. */
export function useFocusMode(): [boolean, (isOn: boolean) => void] {
  const [isOn, setIsOn] = useState(false);
  useEffect(() => {
    if (!isOn) return;
    document.documentElement.dataset['focus'] = '';
    const onKeyDown = (event: KeyboardEvent) => {
      // An open menu or search takes its own Escape first.
      if (event.key === 'Escape' && !event.defaultPrevented) setIsOn(false);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      delete document.documentElement.dataset['focus'];
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [isOn]);
  return [isOn, setIsOn];
}
