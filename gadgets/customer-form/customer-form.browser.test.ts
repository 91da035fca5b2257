// The long form: progress, sending, and a half-filled form that comes back without a line of gadget code.
import { expect } from '@open-wc/testing';
import { keepDrafts } from '../../src/gadget/draft-keeper.ts';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import { byTestId, fakeDesktop, show, type, until, type FakeDesktop } from '../../src/gadget/test/fake-desktop.ts';
import { fieldNames } from './fields.ts';
import CustomerForm from './index.ts';

const field = (element: HTMLElement, name: string) => {
  const found = element.shadowRoot?.querySelector<HTMLInputElement>(`[name="${name}"]`);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
async function open(desktop: FakeDesktop): Promise<{ element: CustomerForm; close: () => void }> {
  const place = document.createElement('div');
  document.body.append(place);
  const keeper = keepDrafts(place, desktop.cache.namespace('1001', 'form.drafts'));
  void keeper.restore();
  const element = new CustomerForm();
  element.desktop = desktop.again('customer-form');
  place.append(element);
  await element.whenReady;
  return {
    element,
    close() {
      keeper.dispose();
      place.remove();
    },
  };
}
afterEach(() => document.body.replaceChildren());

describe('customer-form', () => {
  it('has 14 fields and says how many are filled', async () => {
    expect(fieldNames).to.have.length(14);
    const element = await show(CustomerForm, fakeDesktop().handle);
    expect(byTestId(element, 'progress').textContent).to.equal('0 of 14 filled');
    type(field(element, 'customerName'), 'Ada Lovelace');
    type(field(element, 'company'), '   ');
    field(element, 'callBack').click();
    await element.updateComplete;
    expect(byTestId(element, 'progress').textContent).to.equal('2 of 14 filled');
    byTestId(element, 'clear-form').click();
    await until(() => byTestId(element, 'progress').textContent === '0 of 14 filled', 'cleared');
  });

  it('a half-filled form comes back after a reload, and so does its progress', async () => {
    const desktop = fakeDesktop();
    const first = await open(desktop);
    type(field(first.element, 'customerName'), 'Ada Lovelace');
    type(field(first.element, 'description'), 'Line drops every');
    field(first.element, 'category').value = 'Line fault';
    field(first.element, 'category').dispatchEvent(new Event('change', { bubbles: true }));
    first.element.shadowRoot?.querySelector<HTMLElement>('[value="High"]')?.click();
    first.close();
    const { element, close } = await open(desktop);
    await until(() => field(element, 'customerName').value === 'Ada Lovelace', 'restored');
    expect(field(element, 'description').value).to.equal('Line drops every');
    expect(field(element, 'category').value).to.equal('Line fault');
    expect(element.shadowRoot?.querySelector<HTMLInputElement>('[value="High"]')?.checked).to.equal(true);
    await element.updateComplete;
    expect(byTestId(element, 'progress').textContent).to.equal('4 of 14 filled');
    close();
  });

  it('sent: kept in the list, the form empty, the draft gone; not without what is required', async () => {
    const desktop = fakeDesktop();
    const first = await open(desktop);
    type(field(first.element, 'customerName'), 'Ada Lovelace');
    byTestId(first.element, 'send-form').click();
    await first.element.updateComplete;
    expect(first.element.sent, 'a description is required').to.have.length(0);
    type(field(first.element, 'description'), 'Line drops');
    byTestId(first.element, 'send-form').click();
    await first.element.updateComplete;
    expect(byTestId(first.element, 'form-status').textContent).to.contain('Sent for Ada Lovelace');
    expect(field(first.element, 'customerName').value).to.equal('');
    first.close();
    const { element, close } = await open(desktop);
    await element.updateComplete;
    expect(element.sent.map(({ values }) => values)).to.deep.equal([
      { customerName: 'Ada Lovelace', description: 'Line drops' },
    ]);
    expect(byTestId(element, 'sent-form').textContent).to.contain('Ada Lovelace');
    expect(field(element, 'customerName').value).to.equal('');
    close();
  });

  it('is accessible and fits 320 px', async () => {
    const element = await show(CustomerForm, fakeDesktop().handle);
    type(field(element, 'customerName'), 'Ada');
    type(field(element, 'description'), 'Line');
    byTestId(element, 'send-form').click();
    await element.updateComplete;
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
  });
});
