// What one gets by following Tiptap's guides: the starter kit, collaboration and its carets over y-websocket, and the
// stock extensions for what else is in the document, or the page would delete it.
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { TableKit } from '@tiptap/extension-table';
import { StarterKit } from '@tiptap/starter-kit';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

const query = new URLSearchParams(location.search);
const document_ = new Y.Doc();
const provider = new WebsocketProvider(query.get('sockets') ?? '', query.get('id') ?? '', document_, {
  disableBc: true,
});

new Editor({
  element: document.querySelector('main') ?? document.body,
  extensions: [
    StarterKit.configure({ undoRedo: false }),
    TaskList,
    TaskItem.configure({ nested: true }),
    TableKit,
    Collaboration.configure({ document: document_ }),
    CollaborationCaret.configure({ provider, user: { name: 'Ada', color: '#7c3aed' } }),
  ],
});
