import { gemoji } from 'gemoji';

/** A character and the names that people type for it. */
export interface Emoji {
  readonly character: string;
  readonly names: readonly string[];
  readonly tags: readonly string[];
}

const all: readonly Emoji[] = gemoji.map(({ emoji, names, tags }) => ({ character: emoji, names, tags }));

/** Best first: names that begin with the text, then names with it inside, then words about it. */
export function findEmoji(text: string, recent: readonly string[], max: number): Emoji[] {
  const wanted = text.toLowerCase();
  const ranked = all.flatMap((emoji) => {
    const rank = rankOf(emoji, wanted);
    return rank === null ? [] : [{ emoji, rank: rank - (recent.includes(emoji.character) ? 10 : 0) }];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, max)
    .map(({ emoji }) => emoji);
}

/** The character that has exactly this name. */
export function emojiNamed(name: string): string | undefined {
  const wanted = name.toLowerCase();
  return all.find(({ names }) => names.includes(wanted))?.character;
}

function rankOf({ names, tags }: Emoji, wanted: string): number | null {
  if (names.includes(wanted)) return 0;
  // The shortest name first: it is what the most is meant by.
  const starts = names.filter((name) => name.startsWith(wanted)).map((name) => name.length);
  if (starts.length > 0) return 1 + Math.min(...starts) / 100;
  if (tags.some((tag) => tag.startsWith(wanted))) return 2;
  return names.some((name) => name.includes(wanted)) ? 3 : null;
}
