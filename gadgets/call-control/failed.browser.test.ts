// A call that did not come about says why, in sight and to a screen reader.
import { expect } from '@open-wc/testing';
import { accessibilityProblems } from '../../src/gadget/test/accessibility.ts';
import { fakeDesktop, show, someDialog } from '../../src/gadget/test/fake-desktop.ts';
import CallControl from './index.ts';

const notesOf = (element: HTMLElement) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>('[data-testid="failed-call"]') ?? []),
];
const failed = (stateCause: string) => someDialog({}, { state: 'FAILED', stateCause });

afterEach(() => document.body.replaceChildren());

describe('a call that failed', () => {
  it('a call that goes well has no such note', async () => {
    const element = await show(CallControl, fakeDesktop({ dialogs: [someDialog()] }).handle);
    expect(notesOf(element)).to.have.length(0);
  });

  for (const [cause, words] of [
    ['BUSY', 'line is busy'],
    ['BAD_DESTINATION', 'nobody is signed in'],
    ['constructor', 'did not say why'],
    ['', 'did not say why'],
  ] as const) {
    it(`says why: "${cause}"`, async () => {
      const element = await show(CallControl, fakeDesktop({ dialogs: [failed(cause)] }).handle);
      const [note, ...more] = notesOf(element);
      expect(more).to.have.length(0);
      expect(note?.textContent).to.contain(words);
      expect(note?.getAttribute('role')).to.equal('alert');
      expect(await accessibilityProblems(element)).to.deep.equal([]);
    });
  }
});
