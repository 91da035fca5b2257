// Notes per call: drafts come back without any code here, each to its call; saved notes are kept and migrated.
import { expect } from '@open-wc/testing';
import { keepDrafts } from '../../src/gadget/draft-keeper.ts';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import {
  byTestId,
  fakeDesktop,
  show,
  someDialog,
  type,
  until,
  type FakeDesktop,
} from '../../src/gadget/test/fake-desktop.ts';
import Notes from './index.ts';

const saved = (element: HTMLElement) =>
  [...(element.shadowRoot?.querySelectorAll('[data-testid="saved-note"] .text') ?? [])].map(
    ({ textContent }) => textContent,
  );
const scope = (element: HTMLElement) => element.shadowRoot?.querySelector('form')?.getAttribute('data-draft-scope');
const note = (element: HTMLElement) => byTestId(element, 'note') as unknown as HTMLTextAreaElement;

/** As the host does it: a place with a draft keeper, the gadget in it. */
async function open(desktop: FakeDesktop): Promise<{ element: Notes; close: () => void }> {
  const place = document.createElement('div');
  document.body.append(place);
  const keeper = keepDrafts(place, desktop.cache.namespace('1001', 'notes.drafts'));
  void keeper.restore();
  const element = new Notes();
  element.desktop = desktop.again('notes');
  place.append(element);
  await element.whenReady;
  await element.updateComplete;
  return {
    element,
    close() {
      keeper.dispose();
      place.remove();
    },
  };
}

afterEach(() => document.body.replaceChildren());

describe('notes', () => {
  it('saves a note about the call that is up, empties the field and keeps the note', async () => {
    const desktop = fakeDesktop({ dialogs: [someDialog()] });
    const { element, close } = await open(desktop);
    expect(scope(element)).to.equal('16804377');
    type(note(element), '  Router blinks orange ');
    byTestId(element, 'save-note').click();
    await element.updateComplete;
    expect(saved(element)).to.deep.equal(['Router blinks orange']);
    expect(note(element).value).to.equal('');
    expect(element.shadowRoot?.querySelector('[data-testid="saved-note"]')?.textContent).to.contain('5550100');
    close();
    const again = await open(desktop);
    expect(saved(again.element)).to.deep.equal(['Router blinks orange']);
    expect(note(again.element).value, 'a saved draft does not come back').to.equal('');
    again.close();
  });

  it('a half-written note comes back after a reload, for its call, also before the calls are there', async () => {
    const desktop = fakeDesktop({ dialogs: [someDialog()] });
    const first = await open(desktop);
    type(note(first.element), 'half a no');
    first.close();
    desktop.setView({ dialogs: [] });
    const { element, close } = await open(desktop);
    await until(() => note(element).value === 'half a no', 'the draft');
    expect(scope(element)).to.equal('16804377');
    close();
  });

  it('keeps drafts of two calls apart and never turns away from text', async () => {
    const desktop = fakeDesktop({ dialogs: [someDialog()] });
    const { element, close } = await open(desktop);
    type(note(element), 'about the first');
    desktop.setView({ dialogs: [someDialog(), someDialog({ id: '2', fromAddress: '5550200' })] });
    await element.updateComplete;
    expect(scope(element), 'stays while there is text').to.equal('16804377');
    const choose = async (name: string) => {
      for (const one of element.shadowRoot?.querySelectorAll<HTMLElement>('[data-testid="subject"]') ?? [])
        if (one.textContent.includes(name)) one.click();
      await element.updateComplete;
    };
    await choose('5550200');
    expect(note(element).value).to.equal('');
    type(note(element), 'about the second');
    await choose('5550100');
    await until(() => note(element).value === 'about the first', 'its own draft');
    desktop.setView({ dialogs: [] });
    await choose('5550200');
    await until(() => note(element).value === 'about the second', 'also after the call has ended');
    close();
  });

  it('turns to a new call when nothing is being written, and back when it ends', async () => {
    const desktop = fakeDesktop();
    const { element, close } = await open(desktop);
    expect(scope(element)).to.equal('no-call');
    desktop.setView({ dialogs: [someDialog()] });
    await element.updateComplete;
    expect(scope(element)).to.equal('16804377');
    desktop.setView({ dialogs: [] });
    await element.updateComplete;
    expect(scope(element)).to.equal('no-call');
    close();
  });

  it('Ctrl+Enter saves; nothing to save is said', async () => {
    const { element, close } = await open(fakeDesktop());
    byTestId(element, 'save-note').click();
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('[role=status]')?.textContent).to.contain('nothing to save');
    type(note(element), 'by key');
    note(element).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
    await element.updateComplete;
    expect(saved(element)).to.deep.equal(['by key']);
    close();
  });

  it('notes of version 1 become notes of version 2; anything else is a fault and kept aside', async () => {
    const desktop = fakeDesktop();
    await desktop.namespace.put('kept.notes', ['an old one'], { version: 1 });
    expect(saved(await show(Notes, desktop.handle))).to.deep.equal(['an old one']);
    const other = fakeDesktop();
    await other.namespace.put('kept.notes', [{ text: 7 }], { version: 1 });
    const element = new Notes();
    element.desktop = other.handle;
    document.body.append(element);
    expect(await element.whenReady.catch((fault: unknown) => fault)).to.deep.include({ step: 'restore' });
    expect((await other.namespace.get('kept.notes~broken'))?.value).to.deep.equal([{ text: 7 }]);
  });

  it('is accessible and fits 320 px', async () => {
    const { element, close } = await open(fakeDesktop({ dialogs: [someDialog()] }));
    type(note(element), 'something');
    byTestId(element, 'save-note').click();
    await element.updateComplete;
    type(note(element), 'more');
    await element.updateComplete;
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
    close();
  });
});
