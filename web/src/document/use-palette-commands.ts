import type { DocumentHandle } from '@manyhands/editor/client';
import type { EditorCommand } from '@manyhands/editor/react';
import { useEffect, useRef, useState } from 'react';
import type { PageActs } from './palette-commands';

/**
 * What the palette offers of the page, besides the switches.
 *
 * @param isWanted once the text is here: they are a part that comes later
 */
export function usePaletteCommands(
  isWanted: boolean,
  handle: DocumentHandle,
  acts: PageActs,
): readonly EditorCommand[] {
  const latest = useRef(acts);
  latest.current = acts;
  const [commands, setCommands] = useState<readonly EditorCommand[]>([]);
  useEffect(() => {
    if (!isWanted) return;
    import('./palette-commands').then(
      ({ paletteCommands }) => setCommands(paletteCommands(handle, latest)),
      // Without the network the palette does without them.
      () => undefined,
    );
  }, [isWanted, handle]);
  return commands;
}
