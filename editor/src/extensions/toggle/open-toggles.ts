const most = 300;

/**
 * Which toggles this person has open, by their summaries: a block that is moved, or drawn anew for any other reason, comes
 * back as it was.
 */
export class OpenToggles {
  readonly #isOpen = new Map<string, boolean>();

  recall(summary: string): boolean | undefined {
    return summary === '' ? undefined : this.#isOpen.get(summary);
  }

  note(summary: string, isOpen: boolean): void {
    if (summary === '') return;
    this.#isOpen.delete(summary);
    this.#isOpen.set(summary, isOpen);
    const [oldest] = this.#isOpen.keys();
    if (this.#isOpen.size > most && oldest !== undefined) this.#isOpen.delete(oldest);
  }
}
