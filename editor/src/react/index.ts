export { CollabEditor } from './collab-editor.js';
export { DocumentNotice } from './document-notice.js';
export { NamePrompt, type NamePromptProps } from './name-prompt.js';
export { PresenceAvatars, type PresenceAvatarsProps } from './presence-avatars.js';
export { StateChip } from './state-chip.js';
export { useDocument, useDocumentValue, usePeople } from './use-document.js';
export { useDocumentTitle } from './use-document-title.js';
export { useLeaveGuard } from './use-leave-guard.js';
