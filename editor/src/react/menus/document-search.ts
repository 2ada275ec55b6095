/** A document that somebody may want to go to. */
export interface FoundDocument {
  readonly id: string;
  readonly title: string;
  /** Beside the title, for instance when it was written. */
  readonly detail?: string;
}

/** How the palette finds documents; the page around the editor knows. */
export interface DocumentSearch {
  /**
   * Documents for a query, those opened last first; the palette narrows them down itself. For an empty query what
   * somebody most likely wants. It may call `onFound` with what it knows at once, and again with more.
   *
   * @throws when the server cannot be asked; what was found before stays
   */
  find(query: string, onFound: (documents: readonly FoundDocument[]) => void, signal: AbortSignal): Promise<void>;
  open(document: FoundDocument): void;
}
