import { useEffect, useState } from 'react';

/** Only the text, until Escape: everything around it steps back. It lasts for this visit. */
export function useFocusMode(): [boolean, (isOn: boolean) => void] {
  const [isOn, setIsOn] = useState(false);
  useEffect(() => {
    if (!isOn) return;
    document.documentElement.dataset['focus'] = '';
    const onKeyDown = (event: KeyboardEvent) => {
      // An open menu or dialog and the find bar take their own Escape; seen before they close. The text prevents every Escape.
      const isInFind = event.target instanceof Element && event.target.closest('search') !== null;
      const isElsewhere = isInFind || document.querySelector(':popover-open, dialog[open]') !== null;
      if (event.key === 'Escape' && !event.isComposing && !isElsewhere) setIsOn(false);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      delete document.documentElement.dataset['focus'];
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, [isOn]);
  return [isOn, setIsOn];
}
