export interface ChooseOptions {
  /** As the attribute of the same name; any file without it. */
  readonly accept?: string;
  readonly isMultiple: boolean;
}

/** Opens the system's file picker. Must be called while a key or press is handled, or the browser refuses. */
export function chooseFiles({ accept, isMultiple }: ChooseOptions, onChosen: (files: File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = isMultiple;
  if (accept !== undefined) input.accept = accept;
  input.addEventListener('change', () => onChosen([...(input.files ?? [])]));
  input.click();
}
