// The framed note, as its page is built: it starts in its frame, has a height, and is accessible where it stands.
import { expect } from '@open-wc/testing';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import { fakeDesktop, show, until } from '../../src/gadget/test/fake-desktop.ts';
import FramedNoteGadget from './index.ts';

afterEach(() => document.body.replaceChildren());

describe('framed-note', () => {
  it('starts in its frame, says how high it is, and fits', async () => {
    const element = await show(FramedNoteGadget, fakeDesktop().handle);
    await until(() => element.dataset['frame'] === 'greeted', 'the frame says hello');
    await until(() => parseInt(element.style.getPropertyValue('--us-frame-height')) > 100, 'its height');
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
  });

  it('is granted no action', () => {
    expect(FramedNoteGadget.may).to.deep.equal([]);
  });
});
