/** The form as data: its groups and fields. Pure; the element draws what stands here. */

export interface TextField {
  readonly kind: 'text' | 'tel' | 'email' | 'date' | 'area';
  readonly name: string;
  readonly required?: true;
  readonly wide?: true;
  readonly autocomplete?: string;
}
export interface ChoiceField {
  readonly kind: 'select' | 'radios';
  readonly name: string;
  readonly choices: readonly string[];
}
export interface BoxField {
  readonly kind: 'box';
  readonly name: string;
}
export type Field = TextField | ChoiceField | BoxField;

export interface FieldGroup {
  /** Its words stand in `words.ts`, as do those of the fields. */
  readonly legend: 'customer' | 'address' | 'issue' | 'followUp';
  readonly fields: readonly Field[];
}

export const fieldGroups: readonly FieldGroup[] = [
  {
    legend: 'customer',
    fields: [
      { kind: 'text', name: 'customerName', required: true },
      { kind: 'text', name: 'company' },
      { kind: 'tel', name: 'phone' },
      { kind: 'email', name: 'email' },
      { kind: 'text', name: 'customerNumber' },
    ],
  },
  {
    legend: 'address',
    fields: [
      { kind: 'text', name: 'street', wide: true },
      { kind: 'text', name: 'postalCode' },
      { kind: 'text', name: 'city' },
    ],
  },
  {
    legend: 'issue',
    fields: [
      {
        kind: 'select',
        name: 'category',

        choices: ['Line fault', 'Equipment', 'Bill', 'Contract', 'Complaint', 'Other'],
      },
      { kind: 'text', name: 'product' },
      { kind: 'radios', name: 'priority', choices: ['Low', 'Normal', 'High'] },
      { kind: 'area', name: 'description', required: true, wide: true },
    ],
  },
  {
    legend: 'followUp',
    fields: [
      { kind: 'box', name: 'callBack' },
      { kind: 'date', name: 'callBackOn' },
    ],
  },
];

export const fieldNames: readonly string[] = fieldGroups.flatMap(({ fields }) => fields.map(({ name }) => name));

/** The filled fields of a form, by name. */
export function filledOf(form: HTMLFormElement): Readonly<Record<string, string>> {
  const filled: Record<string, string> = {};
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && value.trim() !== '') filled[name] = value.trim();
  return filled;
}
