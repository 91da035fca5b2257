/** Everything the customer form gadget says, in one place. */
import { catalogue } from '../../src/gadget/index.ts';

export const words = catalogue('gadget.customer-form', {
  fieldsFilled: 'Fields filled',
  filled: '{filled} of {length} filled',
  clear: 'Clear',
  send: 'Send',
  sent: 'Sent',
  list: 'Sent forms, newest first',
  noCategory: 'No category',
  choose: 'Choose …',
  sentFor: 'Sent for {name}. The form is empty again.',
  theCustomer: 'the customer',
});

export const legendWords = catalogue('gadget.customer-form.group', {
  customer: 'Customer',
  address: 'Address',
  issue: 'Issue',
  followUp: 'Follow-up',
});

export const labelWords: Readonly<Record<string, string>> = catalogue('gadget.customer-form.field', {
  customerName: 'Name',
  company: 'Company',
  phone: 'Phone',
  email: 'E-mail',
  customerNumber: 'Customer number',
  street: 'Street and number',
  postalCode: 'Postal code',
  city: 'City',
  category: 'Category',
  product: 'Product',
  priority: 'Priority',
  description: 'Description',
  callBack: 'Call the customer back',
  callBackOn: 'On',
});

/** What is sent stays as it is; what is shown of it is the page's language. */
export const choiceWords: Readonly<Record<string, string>> = catalogue('gadget.customer-form.choice', {
  'Line fault': 'Line fault',
  Equipment: 'Equipment',
  Bill: 'Bill',
  Contract: 'Contract',
  Complaint: 'Complaint',
  Other: 'Other',
  Low: 'Low',
  Normal: 'Normal',
  High: 'High',
});
