/** What the core reports. Implementations must be cheap: they are called for every frame. */
export interface Telemetry {
  count(event: CountedEvent, by?: number): void;
  gauge(name: GaugeName, value: number): void;
  /** Seconds. */
  observe(name: ObservedDuration, seconds: number): void;
}

export type CountedEvent =
  | 'updates-received'
  | 'update-bytes-received'
  | 'updates-refused-read-only'
  | 'updates-durable'
  | 'batches-sent'
  | 'frames-sent'
  | 'resyncs'
  | 'awareness-forged'
  | 'awareness-stale'
  | 'frames-bad'
  | 'limit-connections'
  | 'limit-connections-per-address'
  | 'limit-connections-per-room'
  | 'limit-rooms-per-address'
  | 'limit-messages-per-second'
  | 'limit-frame-bytes'
  | 'limit-document-bytes'
  | 'limit-awareness-bytes'
  | 'limit-awareness-ids'
  | 'limit-handshakes'
  | 'limit-unstored-bytes'
  | 'limit-upload-bytes'
  | 'limit-uploads-per-minute'
  | 'limit-storage-bytes'
  | 'limit-link-previews-per-minute'
  | 'files-stored'
  | 'file-bytes-stored'
  | 'files-repeated'
  | 'files-removed'
  | 'uploads-refused-permission'
  | 'uploads-refused-document'
  | 'uploads-refused-type'
  | 'uploads-refused-disk-full'
  | 'uploads-refused-stopping'
  | 'uploads-broken-off'
  | 'file-reads-refused'
  | 'link-previews'
  | 'link-previews-failed'
  | 'rooms-loaded'
  | 'room-loads-failed'
  | 'compactions'
  | 'compactions-failed'
  | 'store-write-failures'
  | 'records-quarantined'
  | 'upgrades-refused'
  | 'dead-peers';

export type GaugeName = 'sessions' | 'rooms' | 'room-bytes' | 'store-unstored-bytes' | 'file-bytes';

export type ObservedDuration = 'store-commit' | 'room-load' | 'compaction';

/** Reports nowhere; for tests and embedders who do not care. */
export const silentTelemetry: Telemetry = { count() {}, gauge() {}, observe() {} };
