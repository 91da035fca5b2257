/**
 * The form's fields as elements. Nothing of them is ever drawn anew, so they are made once and by hand: as templates, with
 * two or three bindings for each field, they were the dearest first render of all gadgets. Knows nothing of what is typed.
 */
import { fieldGroups, type ChoiceField, type Field } from './fields.ts';
import { choiceWords, labelWords, legendWords, words } from './words.ts';

function make(tag: string, attributes: Readonly<Record<string, string>>, ...children: readonly (Node | string)[]) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function madeFields(): DocumentFragment {
  const all = document.createDocumentFragment();
  for (const { legend, fields } of fieldGroups) {
    all.append(make('fieldset', {}, make('legend', {}, legendWords[legend]), ...fields.map(madeField)));
  }
  return all;
}

function madeField(field: Field): HTMLElement {
  const { kind, name } = field;
  const label = labelWords[name] ?? name;
  if (field.kind === 'box') {
    const box = make('input', { type: 'checkbox', name, value: 'yes' });
    return make('div', {}, make('label', { class: 'choice' }, box, label));
  }
  if ('choices' in field) return field.kind === 'select' ? madeList(field, label) : madeRadios(field, label);
  const { required, wide } = field;
  const common = { id: name, name, ...(required && { required: '' }) };
  const mark = required ? [make('span', { class: 'required', 'aria-hidden': 'true' }, ' *')] : [];
  return make(
    'div',
    wide ? { class: 'wide' } : {},
    make('label', { for: name }, label, ...mark),
    kind === 'area' ? make('textarea', common) : make('input', { ...common, type: kind, autocomplete: 'off' }),
  );
}

function madeList({ name, choices }: ChoiceField, label: string): HTMLElement {
  const options = choices.map((value) => make('option', { value }, choiceWords[value] ?? value));
  return make(
    'div',
    {},
    make('label', { for: name }, label),
    make('select', { id: name, name }, make('option', { value: '' }, words.choose), ...options),
  );
}

function madeRadios({ name, choices }: ChoiceField, label: string): HTMLElement {
  const radios = choices.map((value) =>
    make('label', { class: 'choice' }, make('input', { type: 'radio', name, value }), choiceWords[value] ?? value),
  );
  return make(
    'div',
    { role: 'radiogroup', 'aria-labelledby': `${name}-label` },
    make('span', { class: 'label', id: `${name}-label` }, label),
    make('div', { class: 'row' }, ...radios),
  );
}
