/**
 * Keeps unsent form input of a gadget with no gadget code: records what is typed, through open shadow roots, and puts it
 * back when the field appears: after a reload, a restart, or a re-render. It must not know the gadget, nor what its
 * fields mean.
 *
 * Drafts go when the form is submitted or reset, and when the gadget fires `draft-done` (bubbling, composed) from a field
 * or from an element around it. Text of a contenteditable comes back as plain text. A field that is put back fires
 * `input` and `change`: one whose change sends something at once belongs under `data-draft="off"`.
 */
import type { CacheNamespace } from '../cache/contract.ts';
import {
  isDraftField,
  isGrouped,
  nameOf,
  readField,
  rememberPassword,
  scopeOf,
  writeField,
  type DraftValue,
} from './draft-field.ts';

/** Event by which a gadget says that what was typed inside the target is done with. */
export const draftDoneEvent = 'draft-done';

export interface DraftOptions {
  /** A draft is forgotten after this many ms; default seven days. */
  readonly ttlMs?: number;
  /** Told how many fields were filled, for the host's marks and tests. */
  readonly onRestored?: (count: number) => void;
}

export interface DraftKeeper {
  /** Reads the drafts and fills the fields that are there; later ones are filled as they appear. */
  restore(): Promise<void>;
  dispose(): void;
}

const keyStart = 'draft.';
const weekMs = 7 * 24 * 3_600_000;
const isDraftValue = (value: unknown): value is DraftValue =>
  typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';

type Root = HTMLElement | ShadowRoot;

function* elementsUnder(root: Root | Element): Generator<Element> {
  if (root instanceof Element && root.shadowRoot) yield* elementsUnder(root.shadowRoot);
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* elementsUnder(element.shadowRoot);
  }
}

export function keepDrafts(root: Root, store: CacheNamespace, options: DraftOptions = {}): DraftKeeper {
  const drafts = new Map<string, DraftValue>();
  const gone = new Set<string>();
  const touched = new WeakSet<Element>();
  /** How each watched root is let go again. */
  const watched = new Map<Node, () => void>();
  let readable = false;
  let disposed = false;
  /** Events that this file fires itself are not the agent's typing. */
  let writing = false;

  const fields = (under: Root | Element = root): HTMLElement[] => [...elementsUnder(under)].filter(isDraftField);

  const keyOf = (field: HTMLElement): string => {
    const id = `${scopeOf(field)}/${nameOf(field)}`;
    const same = isGrouped(field) ? [] : fields().filter((one) => `${scopeOf(one)}/${nameOf(one)}` === id);
    const position = Math.max(0, same.indexOf(field));
    return `${keyStart}${id}${position > 0 ? `#${position}` : ''}`;
  };

  const erase = (key: string): void => {
    // Before the drafts are read any of them may exist.
    if (!readable) gone.add(key);
    if (drafts.delete(key) || !readable) void store.delete(key).catch(() => undefined);
  };

  const record = (field: HTMLElement): void => {
    const key = keyOf(field);
    const { draft, untouched } = readField(field);
    touched.add(field);
    if (untouched) {
      erase(key);
      return;
    }
    drafts.set(key, draft);
    void store.put(key, draft, { ttlMs: options.ttlMs ?? weekMs }).catch(() => undefined);
  };

  const fill = (field: HTMLElement): boolean => {
    // What was typed while the drafts were being read is newer than they are.
    if (!readable || touched.has(field)) return false;
    const draft = drafts.get(keyOf(field));
    if (!draft) return false;
    writing = true;
    try {
      return writeField(field, draft);
    } finally {
      writing = false;
    }
  };
  const fillAll = (some: readonly HTMLElement[]): void => {
    if (drafts.size === 0) return;
    const count = some.filter(fill).length;
    if (count > 0) options.onRestored?.(count);
  };

  const onInput = (event: Event): void => {
    const [target] = event.composedPath();
    if (writing || !(target instanceof Element)) return;
    // A custom field's inner input tells of it; the field itself is what is recorded.
    const field = event.composedPath().find((one): one is HTMLElement => one instanceof Element && isDraftField(one));
    if (field) record(field);
  };

  const onDone = (event: Event): void => {
    const [target] = event.composedPath();
    if (!(target instanceof Element)) return;
    const inside = new Set<HTMLElement>([
      ...fields(target),
      ...(target instanceof HTMLFormElement ? fields().filter((one) => 'form' in one && one.form === target) : []),
      ...(isDraftField(target) ? [target] : []),
    ]);
    for (const field of inside) {
      erase(keyOf(field));
      touched.delete(field);
    }
  };

  const onMutations = (mutations: readonly MutationRecord[]): void => {
    const appeared = new Set<HTMLElement>();
    if (mutations.some(({ removedNodes }) => removedNodes.length > 0)) letGo();
    for (const { type, target, addedNodes, attributeName, oldValue } of mutations) {
      if (type === 'attributes' && target instanceof Element) {
        if (attributeName === 'type') {
          if (oldValue?.toLowerCase() === 'password') rememberPassword(target);
        } else
          for (const field of [...fields(target), ...(isDraftField(target) ? [target] : [])]) {
            // In another scope it is another field.
            touched.delete(field);
            appeared.add(field);
          }
      }
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        watchInside(node);
        // Most gadgets start without a draft: then nobody looks for fields.
        if (drafts.size === 0) continue;
        for (const field of [node, ...elementsUnder(node)].filter(isDraftField)) appeared.add(field);
        if (node instanceof HTMLOptionElement && target instanceof HTMLSelectElement && isDraftField(target))
          appeared.add(target);
      }
    }
    fillAll([...appeared]);
  };

  const events = [
    ['input', onInput],
    ['change', onInput],
    ['submit', onDone],
    ['reset', onDone],
    [draftDoneEvent, onDone],
  ] as const;
  /** Events that are not composed end at their shadow root; composed ones must be seen only once. */
  const onlyOwn = (within: Root, listener: (event: Event) => void) => (event: Event) => {
    const [target] = event.composedPath();
    if (target instanceof Node && rootOf(target) === within) listener(event);
  };
  const rootOf = (node: Node): Node => {
    const own = node.getRootNode();
    return own instanceof ShadowRoot && watched.has(own) ? own : root;
  };
  /** What left the page is not held: a gadget that was taken out must be able to go. Back again, it is watched anew. */
  const letGo = (): void => {
    for (const [within, stop] of watched) {
      if (within === root || within.isConnected) continue;
      watched.delete(within);
      stop();
    }
  };

  const watch = (within: Root): void => {
    if (watched.has(within) || disposed) return;
    const observer = new MutationObserver(onMutations);
    const stops = [() => observer.disconnect()];
    watched.set(within, () => {
      for (const stop of stops) stop();
    });
    observer.observe(within, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['data-draft-scope', 'type'],
      attributeOldValue: true,
    });
    for (const [name, listener] of events) {
      const own = onlyOwn(within, listener);
      within.addEventListener(name, own);
      stops.push(() => within.removeEventListener(name, own));
    }
    watchInside(within);
  };
  const watchInside = (node: Root | Element): void => {
    const all = [...(node instanceof Element ? [node] : []), ...node.querySelectorAll('*')];
    for (const element of all) {
      // Noted as it comes: it may be shown as text later.
      if (element.localName === 'input' && (element as HTMLInputElement).type === 'password') rememberPassword(element);
      if (element.shadowRoot) watch(element.shadowRoot);
      else if (element.localName.includes('-') && !customElements.get(element.localName))
        // It gets its fields when its definition comes.
        void customElements.whenDefined(element.localName).then(() => {
          if (disposed || !element.isConnected) return;
          watchInside(element);
          fillAll(fields(element));
        });
    }
  };
  watch(root);

  return {
    async restore() {
      // A shadow root attached since makes no mutation.
      watchInside(root);
      for (const { key, value } of await store.all())
        if (key.startsWith(keyStart) && isDraftValue(value) && !drafts.has(key) && !gone.has(key))
          drafts.set(key, value);
      readable = true;
      if (!disposed && drafts.size > 0) fillAll(fields());
    },
    dispose() {
      disposed = true;
      for (const stop of watched.values()) stop();
      watched.clear();
    },
  };
}
