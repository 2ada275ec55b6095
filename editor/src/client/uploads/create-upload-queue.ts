import type { OpenDocumentOptions } from '../document-options.js';
import { apiUrl, deviceName } from '../sync-url.js';
import { sendFile } from './send-file.js';
import { UploadNews } from './upload-news.js';
import { UploadQueue } from './upload-queue.js';
import { UploadSender } from './upload-sender.js';
import { UploadStorage } from './upload-storage.js';

/** The uploads of a document that is being opened, with what the browser has for them. */
export function createUploadQueue({ server, id, getToken, keepOnDevice }: OpenDocumentOptions): UploadQueue {
  const document = deviceName(server, id);
  const isKept = keepOnDevice ?? typeof window !== 'undefined';
  return new UploadQueue({
    document,
    sender: new UploadSender({
      url: `${apiUrl(server, id)}/files`,
      getToken: getToken ?? null,
      send: sendFile,
      random: Math.random,
      now: Date.now,
    }),
    storage: isKept ? new UploadStorage(document) : null,
    news: isKept && typeof BroadcastChannel !== 'undefined' ? new UploadNews(document) : null,
    now: Date.now,
  });
}
