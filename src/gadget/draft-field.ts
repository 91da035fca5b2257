/**
 * What a draft keeper may record: which elements are form fields, what their value is as data, how it is put back, and
 * what they are called. Passwords, one-time codes, card numbers, files and hidden fields are none. It must not know where
 * drafts are stored, nor when.
 */

export type DraftValue =
  | { readonly kind: 'text'; readonly value: string; readonly selection?: readonly [start: number, end: number] }
  | { readonly kind: 'checked'; readonly value: boolean }
  /** The checked button of a group; `undefined` when none is. */
  | { readonly kind: 'choice'; readonly value: string | undefined }
  | { readonly kind: 'options'; readonly value: readonly string[] }
  | { readonly kind: 'editable'; readonly value: string }
  /** A form-associated custom element. */
  | { readonly kind: 'custom'; readonly value: unknown };

const secretAutocomplete = /(^|\s)(one-time-code|current-password|new-password|cc-[a-z-]+)(\s|$)/i;
const unrecordedTypes = new Set(['password', 'file', 'hidden', 'submit', 'button', 'reset', 'image']);
const typesWithSelection = new Set(['text', 'search', 'tel', 'url']);

/** Elements that were a password field once stay one, also while a "show" button makes their text visible. */
const wasPassword = new WeakSet<Element>();
export const rememberPassword = (element: Element): void => void wasPassword.add(element);

/** The nearest ancestor, through shadow roots, that meets the selector. Starts with the element itself. */
export function closestThrough(element: Element, selector: string): Element | undefined {
  for (let at: Element | undefined = element; at;) {
    const found = at.closest(selector);
    if (found) return found;
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
  return undefined;
}

function isFormAssociated(element: Element): boolean {
  const constructor = customElements.get(element.localName) as { readonly formAssociated?: unknown } | undefined;
  return constructor?.formAssociated === true && 'value' in element;
}

/** Inside a form-associated custom element the element itself is the field. */
function isPartOfField(element: Element): boolean {
  const root = element.getRootNode();
  return root instanceof ShadowRoot && (isFormAssociated(root.host) || isPartOfField(root.host));
}

/** True for what is recorded. `data-draft="off"` on the field or around it turns recording off. */
export function isDraftField(element: Element): element is HTMLElement {
  if (!(element instanceof HTMLElement) || wasPassword.has(element)) return false;
  const editable = element.hasAttribute('contenteditable') && element.isContentEditable;
  const native =
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement;
  if (!native && !editable && !isFormAssociated(element)) return false;
  const type = native ? element.type : (element.getAttribute('type') ?? '').toLowerCase();
  if (type === 'password') rememberPassword(element);
  if (unrecordedTypes.has(type)) return false;
  if (secretAutocomplete.test(element.getAttribute('autocomplete') ?? '')) return false;
  return !closestThrough(element, '[data-draft="off"]') && !isPartOfField(element);
}

const radioGroup = (radio: HTMLInputElement): HTMLInputElement[] => {
  if (radio.name === '') return [radio];
  const root = radio.getRootNode() as Document | ShadowRoot | Element;
  return [...root.querySelectorAll<HTMLInputElement>('input[type="radio"]')].filter(
    ({ name, form }) => name === radio.name && form === radio.form,
  );
};

/** The field's value as data, and whether it is what the field began with. */
export function readField(field: HTMLElement): { readonly draft: DraftValue; readonly untouched: boolean } {
  if (field instanceof HTMLInputElement && field.type === 'checkbox')
    return { draft: { kind: 'checked', value: field.checked }, untouched: field.checked === field.defaultChecked };
  if (field instanceof HTMLInputElement && field.type === 'radio') {
    const group = radioGroup(field);
    const untouched = group.every(({ checked, defaultChecked }) => checked === defaultChecked);
    return { draft: { kind: 'choice', value: group.find(({ checked }) => checked)?.value }, untouched };
  }
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    const firstOfAll = !field.multiple && options.every(({ defaultSelected }) => !defaultSelected);
    const untouched = options.every(({ selected, defaultSelected }, at) =>
      firstOfAll ? selected === (at === 0) : selected === defaultSelected,
    );
    return { draft: { kind: 'options', value: [...field.selectedOptions].map(({ value }) => value) }, untouched };
  }
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    const { value, defaultValue, selectionStart, selectionEnd } = field;
    const selection =
      selectionStart === null || selectionEnd === null ? {} : { selection: [selectionStart, selectionEnd] as const };
    return { draft: { kind: 'text', value, ...selection }, untouched: value === defaultValue };
  }
  if (field.hasAttribute('contenteditable') && !isFormAssociated(field)) {
    const value = field.innerText;
    return { draft: { kind: 'editable', value }, untouched: value.trim() === '' };
  }
  const { value } = field as HTMLElement & { readonly value: unknown };
  return { draft: { kind: 'custom', value }, untouched: value === '' || value === undefined || value === null };
}

const tellField = (field: HTMLElement): void => {
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
};

/** Puts a draft back and lets the gadget know as if it had been typed. Returns false when nothing had to change. */
export function writeField(field: HTMLElement, draft: DraftValue): boolean {
  if (JSON.stringify(readField(field).draft.value) === JSON.stringify(draft.value)) return false;
  if (draft.kind === 'checked' && field instanceof HTMLInputElement) field.checked = draft.value;
  else if (draft.kind === 'choice' && field instanceof HTMLInputElement) {
    const wanted = radioGroup(field).find(({ value }) => value === draft.value);
    if (!wanted) return false;
    wanted.checked = true;
    tellField(wanted);
    return true;
  } else if (draft.kind === 'options' && field instanceof HTMLSelectElement) {
    const has = new Set([...field.options].map(({ value }) => value));
    // Options that come later are waited for: an unknown one would empty the selection.
    if (!draft.value.every((value) => has.has(value))) return false;
    for (const option of field.options) option.selected = draft.value.includes(option.value);
  } else if (
    draft.kind === 'text' &&
    (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type !== 'checkbox'))
  ) {
    field.value = draft.value;
    if (draft.selection && (field instanceof HTMLTextAreaElement || typesWithSelection.has(field.type)))
      field.setSelectionRange(...draft.selection);
  } else if (draft.kind === 'editable' && field.hasAttribute('contenteditable')) field.innerText = draft.value;
  else if (draft.kind === 'custom' && isFormAssociated(field))
    (field as HTMLElement & { value: unknown }).value = draft.value;
  else return false;
  tellField(field);
  return true;
}

/** Per-call notes keep apart by a `data-draft-scope` around them. */
export const scopeOf = (field: Element): string =>
  closestThrough(field, '[data-draft-scope]')?.getAttribute('data-draft-scope') ?? '';

/** What a field is called, stable across re-creation; fields of one name are told apart by position (`draft-keeper`). */
export function nameOf(field: HTMLElement): string {
  const type = field instanceof HTMLInputElement ? field.type : field.localName;
  const form = closestThrough(field, 'form');
  const formName = form?.getAttribute('name') ?? form?.id ?? '';
  const labels = 'labels' in field ? (field.labels as NodeListOf<HTMLLabelElement> | null) : null;
  const own =
    field.getAttribute('name') ??
    (field.id || (field.getAttribute('aria-label') ?? labels?.[0]?.textContent.trim() ?? ''));
  const choice = type === 'checkbox' && field instanceof HTMLInputElement ? `=${field.value}` : '';
  return [formName, type === 'radio' || type === 'checkbox' ? type : '', own + choice].join('/');
}

/** The radio buttons of one group are one field. */
export const isGrouped = (field: HTMLElement): boolean =>
  field instanceof HTMLInputElement && field.type === 'radio' && field.name !== '';
