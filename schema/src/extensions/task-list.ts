import { mergeAttributes } from '@tiptap/core';
import { TaskItem as TiptapTaskItem, TaskList as TiptapTaskList } from '@tiptap/extension-list';

/** How others mark an item's box: HTML's own (GitHub), ARIA's (Google Docs), Notion's. */
const boxes = 'input[type="checkbox"], [role="checkbox"], .checkbox';

const TaskList = TiptapTaskList.extend({
  parseHTML() {
    return [
      { tag: 'ul[data-type="taskList"]', priority: 60 },
      { tag: 'ul', priority: 60, getAttrs: (list) => (Array.from(list.children).some(hasBox) ? null : false) },
    ];
  },
});

const TaskItem = TiptapTaskItem.extend({
  addAttributes() {
    return {
      checked: {
        default: false,
        keepOnSplit: false,
        parseHTML: (element) => isChecked(element),
        renderHTML: (attrs) => ({ 'data-checked': attrs['checked'] === true ? 'true' : 'false' }),
      },
    };
  },

  parseHTML() {
    return [
      {
        tag: 'li[data-type="taskItem"]',
        priority: 60,
        contentElement: (item) =>
          (item as HTMLElement).querySelector<HTMLElement>(':scope > div') ?? (item as HTMLElement),
      },
      { tag: 'li', priority: 60, getAttrs: (item) => (hasBox(item) ? null : false) },
    ];
  },

  // Tiptap's has an empty span in it, which the static renderer writes as a start tag only.
  renderHTML({ node, HTMLAttributes }) {
    const checked = node.attrs['checked'] === true ? 'checked' : null;
    return [
      'li',
      mergeAttributes(HTMLAttributes, { 'data-type': this.name }),
      ['label', {}, ['input', { type: 'checkbox', checked }]],
      ['div', 0],
    ];
  },
}).configure({ nested: true });

/** Its own box: one of a list inside is not. */
function boxOf(item: Element): Element | undefined {
  if (item.nodeName !== 'LI') return undefined;
  if (item.getAttribute('role') === 'checkbox') return item;
  const box = item.querySelector(boxes);
  return box !== null && box.closest('li') === item && !isAfterText(box, item) ? box : undefined;
}

/** A check box further on in the text is something else. */
function isAfterText(box: Element, item: Element): boolean {
  for (let node: Element | null = box; node !== null && node !== item; node = node.parentElement) {
    for (let before = node.previousSibling; before !== null; before = before.previousSibling) {
      if (before.textContent?.trim()) return true;
    }
  }
  return false;
}

function hasBox(item: Element): boolean {
  return boxOf(item) !== undefined;
}

function isChecked(item: HTMLElement): boolean {
  const own = item.getAttribute('data-checked');
  if (own !== null) return own === '' || own === 'true';
  const box = boxOf(item);
  if (box === undefined) return false;
  return (
    box.hasAttribute('checked') || box.getAttribute('aria-checked') === 'true' || box.classList.contains('checkbox-on')
  );
}

/** A list of things to do, each with a box to tick. */
export const taskListExtensions = [TaskList, TaskItem];
