/** What rings or is offered is said once to a screen reader, whatever happens to the connection in between. */
import { expect } from '@open-wc/testing';
import type { Dialog } from '../wire/dialog.ts';
import { openTestDesktop, type TestDesktop } from './test/desktop-fixture.ts';
import { byTestId, until } from './test/page.ts';
import { aCall, ann, connectedView, ringing, sampleNow, signedOutView } from './test/sample-view.ts';

const offered: Dialog = {
  ...aCall,
  id: '77',
  mediaType: 'Cisco_Chat',
  fromAddress: 'customer-1',
  participants: aCall.participants.map((one) => ({ ...one, mediaAddress: ann.loginId, state: 'OFFERED' as const })),
};

describe('what waits for an answer', () => {
  let desktop: TestDesktop;
  let heard: string[];
  let observer: MutationObserver;
  beforeEach(async () => {
    desktop = await openTestDesktop(connectedView);
    heard = [];
    observer = new MutationObserver((records) => {
      for (const node of records.flatMap(({ addedNodes }) => [...addedNodes]))
        if (node instanceof HTMLElement) heard.push(node.textContent);
      if (records.some(({ type }) => type === 'characterData')) heard.push('changed');
    });
    observer.observe(byTestId('arrivals'), { childList: true, characterData: true, subtree: true });
  });
  afterEach(() => {
    observer.disconnect();
    desktop.dispose();
  });
  const lines = (): number => byTestId('arrivals').querySelectorAll('p').length;

  it('a ringing call is said once, also when a failover comes while it rings', async () => {
    const region = byTestId('arrivals');
    expect([region.role, region.getAttribute('aria-atomic')]).to.deep.equal(['status', 'false']);
    desktop.client.show({ dialogs: [ringing('1', '5550100')] });
    await until(() => lines() === 1);
    desktop.client.show({ phase: 'searching', staleSince: sampleNow });
    desktop.client.show({ phase: 'connected', node: 'subscriber', dialogs: [ringing('1', '5550100')] });
    desktop.client.show({ dialogs: [{ ...aCall, id: '1' }], media: { round: 1, domains: [], tasks: [offered] } });
    await until(() => heard.length === 2 && lines() === 1);
    expect(heard).to.deep.equal([
      'A call from 5550100 is ringing (Support).',
      'A task of customer-1 is offered to you.',
    ]);
  });

  it('the same caller twice is said twice; a call that goes out is not', async () => {
    desktop.client.show({ dialogs: [ringing('1', '5550100')] });
    await until(() => lines() === 1);
    desktop.client.show({ dialogs: [] });
    await until(() => lines() === 0);
    const going = { ...ringing('3', ann.extension), participants: [{ ...aCall.participants[0]!, state: 'INITIATED' }] };
    desktop.client.show({ dialogs: [going as Dialog, ringing('2', '5550100')] });
    await until(() => lines() === 1);
    expect(heard.length).to.equal(2);
  });

  it('the window’s title says what waits longest, through a failover, and then is as it was', async () => {
    const own = document.title;
    desktop.client.show({ dialogs: [ringing('1', '5550100')] });
    await until(() => document.title === `Ringing: 5550100 · ${own}`);
    desktop.client.show({ phase: 'searching', staleSince: sampleNow });
    desktop.client.show({ phase: 'connected', dialogs: [ringing('1', '5550100'), ringing('2', '5550101')] });
    await until(() => lines() === 2);
    expect(document.title).to.equal(`Ringing: 5550100 · ${own}`);
    desktop.client.show({ dialogs: [{ ...aCall, id: '1' }], media: { round: 1, domains: [], tasks: [offered] } });
    await until(() => document.title === `Task offered: customer-1 · ${own}`);
    desktop.client.show({ media: { round: 2, domains: [], tasks: [] } });
    await until(() => document.title === own);
    desktop.client.show({ dialogs: [ringing('3', '5550100')] });
    await until(() => document.title !== own);
    desktop.dispose();
    expect(document.title).to.equal(own);
  });

  it('takes no room, and neither does a banner with nothing to say', async () => {
    desktop.dispose();
    desktop = await openTestDesktop({ ...signedOutView, phase: 'signed-out' });
    await until(() => byTestId('banner').textContent === '' && byTestId('sign-in').checkVisibility());
    expect(byTestId('banner').closest('.bar')?.getBoundingClientRect().height).to.equal(0);
  });
});
