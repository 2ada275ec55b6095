import { type ReactElement, useEffect } from 'react';

const shownMs = 4_000;

/** Says in a corner what just happened, and goes. */
export function Notice({ words, onOver }: { words: string | null; onOver: () => void }): ReactElement | null {
  useEffect(() => {
    if (words === null) return;
    const timer = setTimeout(onOver, shownMs);
    return () => clearTimeout(timer);
  }, [words, onOver]);
  if (words === null) return null;
  return (
    <div className="mh-message" role="status">
      <p>{words}</p>
    </div>
  );
}
