/** What a page says of itself, for a link card. Plain text on one line each; `null` where it says nothing. */
export interface LinkPreview {
  readonly title: string | null;
  readonly description: string | null;
  readonly siteName: string | null;
}

/** Looks at pages that people link to. */
export interface LinkPreviews {
  /** @throws {BadLinkError | NoPreviewError | TooManyError} */
  preview(url: string): Promise<LinkPreview>;
}
