/** A document that somebody may want to go to. */
export interface FoundDocument {
  readonly id: string;
  readonly title: string;
  /** Beside the title, for instance when it was written. */
  readonly detail?: string;
}

/** How the palette and mentions find documents; the page around the editor knows. Must stay the same object. */
export interface DocumentSearch {
  /**
   * Documents for a query, those opened last first; whoever asks narrows them down. For an empty query what
   * somebody most likely wants. It may call `onFound` with what it knows at once, and again with more.
   *
   * @throws when the server cannot be asked; what was found before stays
   */
  find(query: string, onFound: (documents: readonly FoundDocument[]) => void, signal: AbortSignal): Promise<void>;
  open(document: FoundDocument): void;
  /** Today's title, as far as it is known; a mention shows it in the place of the one it was made with. */
  titleOf?(id: string): string | undefined;
}
