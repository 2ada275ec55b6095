import { type ComponentType, lazy, type ReactElement, Suspense } from 'react';

export interface NamePromptProps {
  readonly name: string;
  /** Whether the person asked for it: then the field takes the focus. Otherwise it never does; they may be writing. */
  readonly wasAskedFor: boolean;
  readonly onName: (name: string) => void;
  readonly onDismiss: () => void;
}

/** Asks a guest for a name, beside the work: nothing waits for the answer, and the text does not wait for the question. */
export function NamePrompt(props: NamePromptProps): ReactElement {
  return (
    <Suspense fallback={null}>
      <NameForm {...props} />
    </Suspense>
  );
}

const NameForm = lazy<ComponentType<NamePromptProps>>(() =>
  import('./name-form.js').then(
    ({ NameForm }) => ({ default: NameForm }),
    // The avatar asks again.
    () => ({ default: () => null }),
  ),
);
