import type { CardText } from './card-editor.js';

const patienceMs = 10_000;

/**
 * What the server knows about a page, or `null`: a server may not offer this, and many pages say nothing. The browser
 * itself never asks the page, which would learn who reads the document.
 *
 * @param server origin of the server
 */
export async function fetchLinkPreview(server: string, href: string): Promise<CardText | null> {
  try {
    const address = new URL(`/api/v1/link-preview?url=${encodeURIComponent(href)}`, server);
    const response = await fetch(address, { signal: AbortSignal.timeout(patienceMs) });
    return response.ok ? read(await response.json()) : null;
  } catch {
    return null;
  }
}

function read(answer: unknown): CardText | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const { title, description } = answer as Record<string, unknown>;
  if (typeof title !== 'string' || title.trim() === '') return null;
  return { title: title.trim(), description: typeof description === 'string' ? description.trim() : '' };
}
