export type { DocumentFile, FileFormat } from './document-file.js';
export { exportDocument } from './document-files.js';
export type { DocumentHandle, DocumentSnapshot, PresentPerson } from './document-handle.js';
export { newDocumentId } from './document-id.js';
export type { FlushOptions, Identity, OpenDocumentOptions } from './document-options.js';
export {
  type DocumentSettings,
  type DocumentSettingsStore,
  documentSettings,
  type ReadingFont,
} from './document-settings.js';
export type {
  DeviceFailure,
  DeviceState,
  DocumentStatus,
  StopReason,
  Unacknowledged,
} from './document-status.js';
export { FlushError, type FlushErrorCode } from './flush-error.js';
export type { Glimpse, GlimpseElement } from './glimpse.js';
export { guestIdentity, rememberGuestName } from './guest-identity.js';
export { openDocument } from './open-document.js';
export { cleanName, initialsOf, maxNameLength, type Person } from './people.js';
export { type PreferenceStore, type Preferences, preferences } from './preferences.js';
export type { Readable } from './snapshot-store.js';
export type {
  DocumentUploads,
  FinishedUpload,
  Upload,
  UploadRefusal,
  UploadRefusalCode,
  UploadState,
  UploadsSnapshot,
} from './uploads/upload.js';
