import { DetailsContent, Details as TiptapDetails, DetailsSummary as TiptapSummary } from '@tiptap/extension-details';

/** What people put into a summary that is a block in HTML: its text is what counts. */
const blocksInSummary = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'div'].map((tag) => `summary ${tag}`).join(', ');

const DetailsSummary = TiptapSummary.extend({
  parseHTML() {
    return [{ tag: 'summary' }, { tag: blocksInSummary, skip: true, priority: 60 }];
  },
});

/**
 * Text that can be folded away under its summary. Whether it is open is each reader's own business and not stored.
 * Commands, keys and views are Tiptap's.
 */
export const detailsExtensions = [TiptapDetails, DetailsSummary, DetailsContent];
