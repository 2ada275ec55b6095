import * as Y from 'yjs';
import { richNodes } from './rich-nodes.js';

const names: ReadonlySet<string> = new Set(richNodes);

/** Whether a stored text has nodes that are shown rightly only by the code that comes later. */
export function hasRichNodes(text: Y.XmlFragment): boolean {
  return text.createTreeWalker((node) => node instanceof Y.XmlElement && names.has(node.nodeName)).next().done !== true;
}
