import type { DocumentHandle, PresentPerson } from '../../client/document-handle.js';
import type { DocumentSearch, FoundDocument } from '../../client/document-search.js';
import { initialsOf } from '../../client/people.js';
import type { Suggestion, SuggestionSource } from '../suggestion/suggestion-source.js';

const maxPeople = 6;
const maxDocuments = 6;
/** How long the list waits for the server's documents. */
const patienceMs = 300;

/** People who are here, and other documents, after an at sign. */
export function mentionSuggestions(handle: DocumentHandle, search?: DocumentSearch): SuggestionSource {
  return {
    label: 'People and documents',
    // A name may have a few words; an address of mail has no space before its sign.
    pattern: /(?:^|[\s(\ufffc])(@((?:[^\s@\ufffc]{1,30}(?: [^\s@\ufffc]{0,30}){0,2})?))$/u,
    async find(query, signal) {
      const people = peopleFor(handle.people.getSnapshot(), query);
      const documents = search === undefined ? [] : await soonFound(search, query, signal);
      const wanted = query.toLocaleLowerCase();
      const matching = documents.filter(({ title }) => title.toLocaleLowerCase().includes(wanted));
      return [...people, ...documentsFor(matching, handle.id)];
    },
  };
}

/** What is known at once, and what comes within a moment: people are not kept waiting for a slow server. */
async function soonFound(
  search: DocumentSearch,
  query: string,
  signal: AbortSignal,
): Promise<readonly FoundDocument[]> {
  let found: readonly FoundDocument[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  const whole = search.find(
    query,
    (documents) => {
      found = documents;
    },
    signal,
  );
  // Documents of this device are still known without the network.
  await Promise.race([patience, whole.catch(() => undefined)]);
  clearTimeout(timer);
  return found;
}

function peopleFor(people: readonly PresentPerson[], query: string): Suggestion[] {
  const wanted = query.toLocaleLowerCase();
  return people
    .filter(({ name }) => name !== '' && isWanted(name, wanted))
    .sort((a, b) => Number(a.isSelf) - Number(b.isSelf))
    .slice(0, maxPeople)
    .map((person) => ({
      id: `person:${person.id}`,
      label: person.isSelf ? `${person.name} (you)` : person.name,
      sign: initialsOf(person.name),
      color: person.color,
      group: 'People here',
      choose: (state, range) => withMention(state, range, { kind: 'person', id: person.id, label: person.name }),
    }));
}

/** Any word of a name may be typed first. */
function isWanted(name: string, wanted: string): boolean {
  const lower = name.toLocaleLowerCase();
  return lower.startsWith(wanted) || lower.split(/\s+/).some((word) => word.startsWith(wanted));
}

function documentsFor(documents: readonly FoundDocument[], own: string): Suggestion[] {
  return documents
    .filter(({ id }) => id !== own)
    .slice(0, maxDocuments)
    .map(({ id, title }) => ({
      id: `document:${id}`,
      label: title === '' ? 'Untitled' : title,
      // Not an emoji: where no font has it, it is an empty box.
      sign: { icon: 'fileText' },
      group: 'Documents',
      choose: (state, range) => withMention(state, range, { kind: 'document', id, label: title }),
    }));
}

function withMention(
  state: Parameters<Suggestion['choose']>[0],
  { from, to }: Parameters<Suggestion['choose']>[1],
  attrs: { readonly kind: string; readonly id: string; readonly label: string },
): ReturnType<Suggestion['choose']> {
  const { mention } = state.schema.nodes;
  if (mention === undefined) return state.tr;
  // And a space, so that writing goes on.
  return state.tr.replaceWith(from, to, [mention.create(attrs), state.schema.text(' ')]);
}
