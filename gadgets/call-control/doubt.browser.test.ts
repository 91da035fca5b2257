// CTI-7 in the call control: what may be incomplete says so, and can be worked with all the same.
import { expect } from '@open-wc/testing';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import { byTestId, fakeDesktop, show, someDialog } from '../../src/gadget/test/fake-desktop.ts';
import CallControl from './index.ts';

const notes = (element: HTMLElement) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>('[data-testid="doubtful-call"]') ?? []),
];

afterEach(() => document.body.replaceChildren());

describe('CTI-7: calls that may be shown wrongly', () => {
  it('the conference says that it may be incomplete, and its buttons work', async () => {
    const dialog = someDialog();
    const desktop = fakeDesktop({ dialogs: [dialog], doubtfulCalls: [{ dialogId: dialog.id, why: 'conference' }] });
    const element = await show(CallControl, desktop.handle);
    expect(notes(element).map(({ textContent }) => textContent.trim().slice(0, 18))).to.deep.equal([
      'May be incomplete.',
    ]);
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
    byTestId(element, 'hold').click();
    expect(desktop.commands).to.have.length(1);
    desktop.setView({ doubtfulCalls: [] });
    await element.updateComplete;
    expect(notes(element)).to.have.length(0);
  });

  it('a call that is not shown at all is said to be there', async () => {
    const desktop = fakeDesktop({ dialogs: [], doubtfulCalls: [{ why: 'call-missing' }] });
    const element = await show(CallControl, desktop.handle);
    expect(notes(element)[0]?.textContent).to.contain('Finesse does not show');
  });
});
