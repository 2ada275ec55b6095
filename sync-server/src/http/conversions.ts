import {
  ConversionError,
  contentToHtml,
  contentToMarkdown,
  contentToText,
  contentToUpdate,
  htmlToUpdate,
  jsonToUpdate,
  markdownToUpdate,
  readTitleOfUpdate,
  readUpdate,
} from '@manyhands/schema/conversions';
import { schemaVersion } from '@manyhands/schema/version';
import type { ContentFormat } from './content-format.js';
import type { Converted } from './converted.js';
import { parseHtml } from './parse-html.js';
import { type DocumentRequest, readDraft } from './read-draft.js';

/** Conversions by bytes and strings, as they cross to the worker. */

export type TextFormat = Exclude<ContentFormat, 'update'>;

export interface RenderTask {
  readonly id: string;
  /** The whole state, a Yjs v1 update. */
  readonly update: Uint8Array<ArrayBuffer>;
  readonly format: TextFormat;
}

export function render({ id, update, format }: RenderTask): Converted<string> {
  return attempt(() => {
    const content = readUpdate(update);
    switch (format) {
      case 'json':
        return JSON.stringify({ id, title: content.title, schemaVersion, content: content.body });
      case 'markdown':
        return contentToMarkdown(content);
      case 'html':
        return contentToHtml(content);
      case 'text':
        return contentToText(content);
    }
  });
}

/** A request to create a document: its id, if it names one, and its first state, `null` when it has none. */
export interface DocumentDraft {
  readonly id: string | null;
  readonly update: Uint8Array | null;
}

/** @param body the request's body, JSON in UTF-8 */
export function draftDocument(body: Uint8Array): Converted<DocumentDraft> {
  const read = readDraft(body);
  if (!read.ok) return read;
  const { id, content } = read.value;
  return attempt(() => ({ id, update: firstState(content) }));
}

function firstState({ title, markdown, html, json }: DocumentRequest['content']): Uint8Array | null {
  if (markdown !== undefined) return markdownToUpdate(markdown, title);
  if (html !== undefined) return htmlToUpdate(html, parseHtml, title);
  if (json !== undefined) return jsonToUpdate(json, title);
  return title === undefined ? null : contentToUpdate({ title });
}

/** The titles of these documents; empty for one that cannot be read, which must not take the others with it. */
export function titlesOf(updates: readonly Uint8Array[]): Converted<string[]> {
  return { ok: true, value: updates.map((update) => titleOf(update)) };
}

function titleOf(update: Uint8Array): string {
  const title = attempt(() => readTitleOfUpdate(update));
  return title.ok ? title.value : '';
}

function attempt<T>(convert: () => T): Converted<T> {
  try {
    return { ok: true, value: convert() };
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    const status = error.code === 'too-large' ? 413 : 422;
    return { ok: false, status, code: error.code, message: error.message };
  }
}
