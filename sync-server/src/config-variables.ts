import { minSecretBytes } from './auth/verification-key.js';
import { defaultLimits, type Limits } from './core/limits.js';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof logLevels)[number];

const limitDescriptions: Readonly<Record<keyof Limits, string>> = {
  connections: 'Open connections of the whole server',
  connectionsPerAddress: 'Open connections of one address (IPv6: of one /64 network)',
  connectionsPerRoom: 'Open connections of one document',
  roomsPerAddress: 'Different documents that one address has open at a time',
  messagesPerSecond: 'Messages per second of one connection, sustained; five seconds’ worth may come at once',
  frameBytes: 'Bytes of one message',
  documentBytes: 'Bytes of one stored document',
  awarenessBytes: 'Bytes of one client’s presence (name, colour, cursor)',
  awarenessIds: 'Client ids that one connection may use in a document',
  handshakes: 'Connections that are not authorised yet',
  outboxBytes: 'Bytes waiting for one slow connection, before it is resynchronised instead',
  unstoredBytes: 'Bytes waiting for the disk, before writes are refused',
  uploadBytes: 'Bytes of one uploaded file',
  uploadsPerMinute: 'Files that one address may upload in a minute',
  storageBytes: 'Bytes of all uploaded files together',
  linkPreviewsPerMinute: 'Link previews that one address may ask for in a minute',
};

/** In the order of `Limits`. */
export const limitNames = Object.keys(defaultLimits) as (keyof Limits)[];

/** `frameBytes` → `LIMIT_FRAME_BYTES`. */
export function limitVariable(name: keyof Limits): string {
  return `LIMIT_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

export interface ConfigVariable {
  readonly name: string;
  /** What holds when it is not set, in words where it depends on others. */
  readonly default: string;
  readonly description: string;
}

/** Every variable there is. The README's table is tested against it. */
export const configVariables: readonly ConfigVariable[] = [
  { name: 'HOST', default: '127.0.0.1, or 0.0.0.0 with tokens', description: 'Name or address to listen on' },
  { name: 'PORT', default: '3000', description: 'Port to listen on; 0 lets the system choose' },
  { name: 'DATA_DIR', default: './data', description: 'Folder of the database and the uploaded files' },
  {
    name: 'AUTH_SECRET',
    default: 'none: everybody may edit',
    description: `Secret of at least ${minSecretBytes} bytes that signs tokens (HS256)`,
  },
  {
    name: 'AUTH_JWKS_URL',
    default: 'none: everybody may edit',
    description: 'Address of the key set that verifies tokens (RS256, ES256, EdDSA), instead of AUTH_SECRET',
  },
  { name: 'AUTH_ISSUER', default: 'any', description: 'Issuer (`iss`) that tokens must have' },
  { name: 'AUTH_AUDIENCE', default: 'any', description: 'Audience (`aud`) that tokens must have' },
  {
    name: 'ALLOWED_ORIGINS',
    default: 'none but its own',
    description: 'Other web origins whose pages may connect, separated by commas; with tokens also `*` for all',
  },
  { name: 'LOG_LEVEL', default: 'info', description: `One of ${logLevels.join(', ')}` },
  {
    name: 'TRUST_PROXY',
    default: '0',
    description: 'How many reverse proxies stand in front and write X-Forwarded-For',
  },
  {
    name: 'SHUTDOWN_TIMEOUT_SECONDS',
    default: '10',
    description: 'How long to finish writing after SIGTERM before the process ends anyway',
  },
  {
    name: 'UPLOAD_TYPES',
    default: 'images, audio, video, PDF, text, office files, archives',
    description:
      'Kinds of files that are taken, as found in their bytes: MIME types such as `image/*`, with commas; `*` for all',
  },
  {
    name: 'LINK_PREVIEWS',
    default: 'off',
    description:
      '`on` lets the server fetch pages that people link to, for their titles; those sites then see its address',
  },
  ...limitNames.map((name) => ({
    name: limitVariable(name),
    default: String(defaultLimits[name]),
    description: `${limitDescriptions[name]}; 0 for no limit`,
  })),
];
