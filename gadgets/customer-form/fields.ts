/** The form as data: its groups and fields. Pure; the element draws what stands here. */

export interface TextField {
  readonly kind: 'text' | 'tel' | 'email' | 'date' | 'area';
  readonly name: string;
  readonly label: string;
  readonly required?: true;
  readonly wide?: true;
  readonly autocomplete?: string;
}
export interface ChoiceField {
  readonly kind: 'select' | 'radios';
  readonly name: string;
  readonly label: string;
  readonly choices: readonly string[];
}
export interface BoxField {
  readonly kind: 'box';
  readonly name: string;
  readonly label: string;
}
export type Field = TextField | ChoiceField | BoxField;

export interface FieldGroup {
  readonly legend: string;
  readonly fields: readonly Field[];
}

export const fieldGroups: readonly FieldGroup[] = [
  {
    legend: 'Customer',
    fields: [
      { kind: 'text', name: 'customerName', label: 'Name', required: true },
      { kind: 'text', name: 'company', label: 'Company' },
      { kind: 'tel', name: 'phone', label: 'Phone' },
      { kind: 'email', name: 'email', label: 'E-mail' },
      { kind: 'text', name: 'customerNumber', label: 'Customer number' },
    ],
  },
  {
    legend: 'Address',
    fields: [
      { kind: 'text', name: 'street', label: 'Street and number', wide: true },
      { kind: 'text', name: 'postalCode', label: 'Postal code' },
      { kind: 'text', name: 'city', label: 'City' },
    ],
  },
  {
    legend: 'Issue',
    fields: [
      {
        kind: 'select',
        name: 'category',
        label: 'Category',
        choices: ['Line fault', 'Equipment', 'Bill', 'Contract', 'Complaint', 'Other'],
      },
      { kind: 'text', name: 'product', label: 'Product' },
      { kind: 'radios', name: 'priority', label: 'Priority', choices: ['Low', 'Normal', 'High'] },
      { kind: 'area', name: 'description', label: 'Description', required: true, wide: true },
    ],
  },
  {
    legend: 'Follow-up',
    fields: [
      { kind: 'box', name: 'callBack', label: 'Call the customer back' },
      { kind: 'date', name: 'callBackOn', label: 'On' },
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
