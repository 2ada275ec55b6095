import { type ReactElement, type Ref, useEffect, useState } from 'react';
import { Icon } from '../ui/icon';

const saidMs = 2_000;

/** Copies the document's address: who may open it is decided by the server. */
export function ShareButton({ button }: { button: Ref<HTMLButtonElement> }): ReactElement {
  const [said, setSaid] = useState<'' | 'Link copied' | 'Copy the address above'>('');
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), saidMs);
    return () => clearTimeout(timer);
  }, [said]);
  const onClick = () => {
    // Without a secure context there is no clipboard.
    const copied = navigator.clipboard?.writeText(location.origin + location.pathname);
    if (copied === undefined) return setSaid('Copy the address above');
    copied.then(
      () => setSaid('Link copied'),
      () => setSaid('Copy the address above'),
    );
  };
  return (
    <button
      ref={button}
      type="button"
      className="mh-button share"
      data-said={said !== ''}
      onClick={onClick}
      title="Copy the link to this document"
    >
      <Icon name={said === 'Link copied' ? 'check' : 'share'} />
      <span className="share__words" aria-live="polite">
        {said === '' ? 'Share' : said}
      </span>
    </button>
  );
}
