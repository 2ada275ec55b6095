import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Awareness } from 'y-protocols/awareness';

/** How long a name stays beside a caret after it came or moved. */
const nameMs = 2_000;
/** After how long without moving a selection fades. */
const idleMs = 10_000;

export const namedClass = 'mh-caret--named';

interface Activity {
  cursor: string;
  nameTimer: ReturnType<typeof setTimeout>;
  idleTimer: ReturnType<typeof setTimeout>;
}

/**
 * Knows which remote carets moved lately, and shows it on them.
 *
 * It touches the page only where ProseMirror does not look: classes inside widgets, and properties of the editor's own
 * element, from which the selections inherit. A class on a selection's decoration would be taken for an edit.
 */
export class CaretActivity {
  readonly #awareness: Awareness;
  readonly #clients = new Map<number, Activity>();
  #view: EditorView | null = null;

  constructor(awareness: Awareness) {
    this.#awareness = awareness;
  }

  /** Whether a caret that is drawn now shows its name. */
  isNamed(clientId: number): boolean {
    return this.#clients.has(clientId) && !this.#settled.has(clientId);
  }

  readonly #settled = new Set<number>();

  plugin(): Plugin {
    return new Plugin({
      key: new PluginKey('manyhandsCaretActivity'),
      view: (view) => {
        this.#view = view;
        const onChange = () => this.#update();
        this.#awareness.on('change', onChange);
        this.#update();
        return {
          destroy: () => {
            this.#awareness.off('change', onChange);
            for (const clientId of [...this.#clients.keys()]) this.#forget(clientId);
            this.#view = null;
          },
        };
      },
    });
  }

  #update(): void {
    const states = this.#awareness.getStates();
    for (const [clientId, state] of states) {
      if (clientId === this.#awareness.clientID) continue;
      const cursor = state['cursor'] == null ? '' : JSON.stringify(state['cursor']);
      if (cursor !== '' && this.#clients.get(clientId)?.cursor !== cursor) this.#touch(clientId, cursor);
      if (cursor === '') this.#forget(clientId);
    }
    for (const clientId of [...this.#clients.keys()]) if (!states.has(clientId)) this.#forget(clientId);
  }

  #touch(clientId: number, cursor: string): void {
    this.#clearTimers(clientId);
    this.#settled.delete(clientId);
    const nameTimer = setTimeout(() => {
      this.#settled.add(clientId);
      this.#mark(clientId, false);
    }, nameMs);
    const idleTimer = setTimeout(() => this.#view?.dom.style.setProperty(tintProperty(clientId), idleTint), idleMs);
    this.#clients.set(clientId, { cursor, nameTimer, idleTimer });
    this.#view?.dom.style.removeProperty(tintProperty(clientId));
    this.#mark(clientId, true);
  }

  #forget(clientId: number): void {
    this.#clearTimers(clientId);
    this.#clients.delete(clientId);
    this.#settled.delete(clientId);
    this.#view?.dom.style.removeProperty(tintProperty(clientId));
  }

  #clearTimers(clientId: number): void {
    const activity = this.#clients.get(clientId);
    clearTimeout(activity?.nameTimer);
    clearTimeout(activity?.idleTimer);
  }

  #mark(clientId: number, isNamed: boolean): void {
    const carets = this.#view?.dom.querySelectorAll(`[data-client-id="${clientId}"]`) ?? [];
    for (const caret of carets) caret.classList.toggle(namedClass, isNamed);
  }
}

/** Share of a person's colour in their selection: more at first, less when they have been still. */
const activeTint = '32%';
const idleTint = '14%';

function tintProperty(clientId: number): string {
  return `--mh-tint-${clientId}`;
}

/** @param color `#rrggbb`, checked */
export function selectionStyle(clientId: number, color: string): string {
  return `background-color: color-mix(in srgb, ${color} var(${tintProperty(clientId)}, ${activeTint}), transparent)`;
}
