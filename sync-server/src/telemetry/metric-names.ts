import type { CountedEvent, GaugeName, ObservedDuration } from '../core/telemetry.js';

interface Metric {
  readonly name: string;
  readonly help: string;
}

/** Limits share one metric and differ by the label `limit`; everything else has a metric of its own. */
export type CounterMetric = Metric & { readonly limit?: string };

function limit(name: string): CounterMetric {
  return { name: 'manyhands_limit_reached_total', help: 'What was refused because a limit was reached.', limit: name };
}

/** The public names: part of the product's interface, dashboards depend on them. Complete by its type. */
export const counterMetrics: Readonly<Record<CountedEvent, CounterMetric>> = {
  'updates-received': { name: 'manyhands_updates_received_total', help: 'Updates that clients sent.' },
  'update-bytes-received': {
    name: 'manyhands_update_bytes_received_total',
    help: 'Bytes of updates that clients sent.',
  },
  'updates-refused-read-only': {
    name: 'manyhands_updates_refused_read_only_total',
    help: 'Updates from clients that may not edit.',
  },
  'updates-durable': { name: 'manyhands_updates_durable_total', help: 'Updates that reached the disk.' },
  'batches-sent': { name: 'manyhands_batches_sent_total', help: 'Merged batches that rooms sent.' },
  'frames-sent': { name: 'manyhands_frames_sent_total', help: 'Frames given to connections.' },
  resyncs: { name: 'manyhands_resyncs_total', help: 'Slow readers that were brought up to date by one update.' },
  'awareness-forged': {
    name: 'manyhands_awareness_forged_total',
    help: "Awareness under another connection's client id.",
  },
  'awareness-stale': {
    name: 'manyhands_awareness_stale_total',
    help: 'Awareness that was not newer than what is known.',
  },
  'frames-bad': { name: 'manyhands_frames_bad_total', help: 'Malformed frames.' },
  'limit-connections': limit('connections'),
  'limit-connections-per-address': limit('connections_per_address'),
  'limit-connections-per-room': limit('connections_per_room'),
  'limit-rooms-per-address': limit('rooms_per_address'),
  'limit-messages-per-second': limit('messages_per_second'),
  'limit-frame-bytes': limit('frame_bytes'),
  'limit-document-bytes': limit('document_bytes'),
  'limit-awareness-bytes': limit('awareness_bytes'),
  'limit-awareness-ids': limit('awareness_ids'),
  'limit-handshakes': limit('handshakes'),
  'limit-unstored-bytes': limit('unstored_bytes'),
  'limit-upload-bytes': limit('upload_bytes'),
  'limit-uploads-per-minute': limit('uploads_per_minute'),
  'limit-storage-bytes': limit('storage_bytes'),
  'limit-link-previews-per-minute': limit('link_previews_per_minute'),
  'files-stored': { name: 'manyhands_files_stored_total', help: 'Uploaded files that were new.' },
  'file-bytes-stored': { name: 'manyhands_file_bytes_stored_total', help: 'Bytes of uploaded files that were new.' },
  'files-repeated': {
    name: 'manyhands_files_repeated_total',
    help: 'Uploaded files that the server had already.',
  },
  'files-removed': { name: 'manyhands_files_removed_total', help: 'Files that no document uses any more.' },
  'uploads-refused-permission': {
    name: 'manyhands_uploads_refused_permission_total',
    help: 'Uploads by people who may not edit the document.',
  },
  'uploads-refused-document': {
    name: 'manyhands_uploads_refused_document_total',
    help: 'Uploads to documents that are deleted or cannot be.',
  },
  'uploads-refused-type': {
    name: 'manyhands_uploads_refused_type_total',
    help: 'Uploads of a kind that is not taken.',
  },
  'uploads-refused-disk-full': {
    name: 'manyhands_uploads_refused_disk_full_total',
    help: 'Uploads for which the disk had no room.',
  },
  'uploads-refused-stopping': {
    name: 'manyhands_uploads_refused_stopping_total',
    help: 'Uploads refused or ended because the server was stopping.',
  },
  'uploads-broken-off': {
    name: 'manyhands_uploads_broken_off_total',
    help: 'Uploads whose client went away, stood still or was too slow.',
  },
  'file-reads-refused': {
    name: 'manyhands_file_reads_refused_total',
    help: 'Requests for files without a key or a token that allows it.',
  },
  'link-previews': { name: 'manyhands_link_previews_total', help: 'Pages that were fetched for their titles.' },
  'link-previews-failed': {
    name: 'manyhands_link_previews_failed_total',
    help: 'Pages that could not, or must not, be fetched for their titles.',
  },
  'rooms-loaded': { name: 'manyhands_rooms_loaded_total', help: 'Rooms read from the store.' },
  'room-loads-failed': {
    name: 'manyhands_room_loads_failed_total',
    help: 'Rooms that could not be read from the store.',
  },
  compactions: { name: 'manyhands_compactions_total', help: 'Logs folded into snapshots.' },
  'compactions-failed': {
    name: 'manyhands_compactions_failed_total',
    help: 'Compactions that failed and left the log as it was.',
  },
  'store-write-failures': { name: 'manyhands_store_write_failures_total', help: 'Writes that failed and are retried.' },
  'records-quarantined': {
    name: 'manyhands_records_quarantined_total',
    help: 'Unreadable records that were set aside.',
  },
  'upgrades-refused': { name: 'manyhands_upgrades_refused_total', help: 'Connections refused before the upgrade.' },
  'dead-peers': { name: 'manyhands_dead_peers_total', help: 'Connections ended because the peer went silent.' },
};

export const gaugeMetrics: Readonly<Record<GaugeName, Metric>> = {
  sessions: { name: 'manyhands_sessions', help: 'Clients that are connected.' },
  rooms: { name: 'manyhands_rooms', help: 'Documents in memory.' },
  'room-bytes': { name: 'manyhands_room_bytes', help: 'Bytes of documents in memory.' },
  'store-unstored-bytes': { name: 'manyhands_store_unstored_bytes', help: 'Bytes accepted but not yet on disk.' },
  'file-bytes': { name: 'manyhands_file_bytes', help: 'Bytes of uploaded files on disk.' },
};

export const histogramMetrics: Readonly<Record<ObservedDuration, Metric>> = {
  'store-commit': { name: 'manyhands_store_commit_seconds', help: 'One durable write of the store.' },
  'room-load': { name: 'manyhands_room_load_seconds', help: 'Reading a room from the store.' },
  compaction: { name: 'manyhands_compaction_seconds', help: 'Folding a log into a snapshot.' },
};
