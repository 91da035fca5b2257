/** A page that is left: who is asked, in which order. The page listens before its gadgets are there, as in the product. */
import { expect } from '@open-wc/testing';
import type { DesktopCache } from '../cache/contract.ts';
import { openTestDesktop, type TestDesktop } from '../desktop/test/desktop-fixture.ts';
import { FakeCache } from '../desktop/test/fake-cache.ts';
import { FakeClient } from '../desktop/test/fake-client.ts';
import { deep, until } from '../desktop/test/page.ts';
import { connectedView } from '../desktop/test/sample-view.ts';
import type { GadgetElement } from '../gadget/contract.ts';
import { saveWhenLeaving } from './leaving.ts';

let desktop: TestDesktop | undefined;
let stop: (() => void) | undefined;
afterEach(() => {
  stop?.();
  desktop?.dispose();
  Reflect.deleteProperty(document, 'visibilityState');
});

/** What was asked for, in its order; `save` stands for what the gadget does when it is asked. */
async function leftPage(save: () => Promise<void> = () => Promise.resolve()): Promise<string[]> {
  const told: string[] = [];
  const client = new FakeClient(connectedView);
  client.leave = () => void told.push('leave');
  const cache: DesktopCache = new FakeCache();
  cache.flush = (reason) => Promise.resolve(void told.push(`flush ${reason}`));
  stop = saveWhenLeaving(client, cache);
  desktop = await openTestDesktop(connectedView, { client, cache });
  const gadget = await until(() => deep(document, 'us-good') as unknown as GadgetElement | undefined);
  gadget.saveNow = (durability) => {
    told.push(`gadget ${durability}`);
    return save();
  };
  return told;
}

const pageHide = () => window.dispatchEvent(new PageTransitionEvent('pagehide'));
const becomes = (visibility: DocumentVisibilityState) => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: visibility });
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
};

describe('a page that is left', () => {
  it('asks its gadgets first, writes what they handed over, and says goodbye', async () => {
    const told = await leftPage();
    pageHide();
    expect(told).to.deep.equal(['gadget relaxed', 'flush leaving', 'leave']);
  });

  it('writes although a gadget cannot save', async () => {
    let attempts = 0;
    const told = await leftPage(() => {
      if (++attempts === 1) throw new Error('planted');
      return Promise.resolve();
    });
    pageHide();
    expect(told).to.deep.equal(['gadget relaxed', 'flush leaving', 'leave']);
  });

  it('writes when it goes to the background, where it may be ended without a word; its tab stays', async () => {
    const told = await leftPage();
    becomes('hidden');
    expect(told).to.deep.equal(['gadget relaxed', 'flush leaving']);
    becomes('visible');
    expect(told).to.have.lengthOf(2);
  });

  it('writes what gadgets have changed since, when it is the last to hear that it is hidden', async () => {
    const told = await leftPage();
    const late = () => void told.push('gadget by itself');
    document.addEventListener('visibilitychange', late, { once: true });
    pageHide();
    becomes('hidden');
    expect(told.slice(3)).to.deep.equal(['gadget by itself', 'gadget relaxed', 'flush leaving']);
  });
});
