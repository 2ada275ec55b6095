import type { EditorCommand } from '@manyhands/editor/react';
import { useEffect, useRef, useState } from 'react';
import type { PaletteCommandsOptions } from './palette-commands';

/**
 * What the palette offers of the page, besides the switches.
 *
 * @param isWanted once the text is here: they are a part that comes later
 */
export function usePaletteCommands(isWanted: boolean, options: PaletteCommandsOptions): readonly EditorCommand[] {
  const latest = useRef(options);
  latest.current = options;
  const [commands, setCommands] = useState<readonly EditorCommand[]>([]);
  const { handle } = options;
  useEffect(() => {
    if (!isWanted) return;
    import('./palette-commands').then(
      ({ paletteCommands }) =>
        setCommands(
          paletteCommands({
            handle,
            onDownload: (format) => latest.current.onDownload(format),
            onShare: () => latest.current.onShare(),
            onStar: () => latest.current.onStar(),
          }),
        ),
      // Without the network the palette does without them.
      () => undefined,
    );
  }, [isWanted, handle]);
  return commands;
}
