import { Extension } from '@tiptap/core';
import { DOMSerializer, type Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { NodeView, NodeViewConstructor } from '@tiptap/pm/view';
import { type RichNode, richNodes } from './rich-nodes.js';

export type ViewsOfNodes = Readonly<Record<RichNode, NodeViewConstructor>>;

/**
 * Views of nodes before and after the code for them is here. A text that has such nodes waits for the code; whoever puts
 * one into another text in its first moments sees it as its HTML until then.
 */
export class RichViews {
  #views: ViewsOfNodes | null = null;
  #hasPlain = false;

  /** @returns a plugin that has those drawn anew that were drawn without */
  arrive(views: ViewsOfNodes): readonly Plugin[] {
    this.#views = views;
    return this.#hasPlain ? [new Plugin({ props: { nodeViews: views } })] : [];
  }

  extension(): Extension {
    const create =
      (name: RichNode): NodeViewConstructor =>
      (...args) =>
        this.#views?.[name](...args) ?? this.#plain(args[0]);
    const nodeViews = Object.fromEntries(richNodes.map((name) => [name, create(name)]));
    return Extension.create({
      name: 'richViews',
      addProseMirrorPlugins: () => [new Plugin({ key: new PluginKey('manyhandsRichViews'), props: { nodeViews } })],
    });
  }

  #plain(node: Node): NodeView {
    this.#hasPlain = true;
    const html = node.type.spec.toDOM?.(node) ?? ['div'];
    // Made where nothing loads: a picture from elsewhere on the web would tell of who writes here.
    const { dom, contentDOM } = DOMSerializer.renderSpec(document.implementation.createHTMLDocument(''), html);
    for (const picture of (dom as HTMLElement).querySelectorAll('[src]')) picture.removeAttribute('src');
    return contentDOM === undefined ? { dom } : { dom, contentDOM };
  }
}
