import { documentExtensions, PortableStyles } from '@manyhands/schema';
import { Extension, getSchema } from '@tiptap/core';
import { DOMSerializer, type Fragment } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { ownMark } from '../paste/clipboard-content.js';

/** Serializes nodes of the document's schema with the styles and addresses that they need elsewhere. */
class PortableSerializer extends DOMSerializer {
  #serializer: DOMSerializer | undefined;

  constructor() {
    super({}, {});
  }

  override serializeFragment(
    fragment: Fragment,
    options?: { document?: Document },
    target?: HTMLElement | DocumentFragment,
  ): HTMLElement | DocumentFragment {
    // Made when somebody copies for the first time.
    this.#serializer ??= DOMSerializer.fromSchema(getSchema([...documentExtensions(), PortableStyles]));
    const output = this.#serializer.serializeFragment(fragment, options, target);
    for (const element of Array.from(output.querySelectorAll('[src^="/"], [href^="/"]'))) completeAddress(element);
    for (const element of Array.from(output.querySelectorAll('[data-block-id]')))
      element.removeAttribute('data-block-id');
    // By which our own paste knows it and takes it as it is.
    for (const child of Array.from(output.children)) child.setAttribute(ownMark, '');
    return output;
  }
}

/** A path of this server means nothing in a mail. */
function completeAddress(element: Element): void {
  for (const name of ['src', 'href']) {
    const path = element.getAttribute(name);
    if (path?.startsWith('/') && URL.canParse(path, element.ownerDocument.baseURI)) {
      element.setAttribute(name, new URL(path, element.ownerDocument.baseURI).href);
    }
  }
}

/** What is copied looks right where it is pasted, in mail and in other editors; here it reads back as it was. */
export const PortableClipboard = Extension.create({
  name: 'portableClipboard',

  addProseMirrorPlugins() {
    return [new Plugin({ props: { clipboardSerializer: new PortableSerializer() } })];
  },
});
