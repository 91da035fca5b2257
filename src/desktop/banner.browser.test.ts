import { expect } from '@open-wc/testing';
import type { DesktopView } from '../core/view.ts';
import { openTestDesktop, type TestDesktop } from './test/desktop-fixture.ts';
import { byTestId, deep, until } from './test/page.ts';
import { connectedView, notice, sampleNow, searchingView } from './test/sample-view.ts';

/** Every text that the live region has held, as a screen reader would hear it. */
function listen(): { readonly heard: string[]; stop(): void } {
  const region = byTestId('banner');
  const heard: string[] = [];
  const observer = new MutationObserver(() => {
    const text = region.textContent;
    if (text && heard.at(-1) !== text) heard.push(text);
    else if (text) heard.push(`again: ${text}`);
  });
  observer.observe(region, { childList: true, characterData: true, subtree: true });
  return { heard, stop: () => observer.disconnect() };
}

const story: readonly Partial<DesktopView>[] = [
  {
    phase: 'suspect',
    staleSince: sampleNow,
    banner: notice('connection-lost', { node: 'publisher', trigger: 'silence' }),
  },
  { phase: 'searching', banner: notice('searching', { node: 'publisher', trigger: 'silence' }) },
  { phase: 'switching', banner: notice('switching', { from: 'publisher', to: 'subscriber' }) },
  { phase: 'restoring', epoch: 2, node: 'subscriber', banner: notice('restoring', { node: 'subscriber' }) },
  {
    phase: 'connected',
    staleSince: undefined,
    banner: notice('moved', { from: 'publisher', to: 'subscriber', seconds: 3 }),
  },
];

describe('the banner', () => {
  let desktop: TestDesktop;
  afterEach(() => desktop.dispose());

  it('is a status region from the first moment, and says that the core is awaited', async () => {
    desktop = await openTestDesktop();
    desktop.client.setConnection({ kind: 'connecting' });
    await until(() => byTestId('banner').textContent === 'Connecting to the core…');
    expect(byTestId('banner').role).to.equal('status');
  });

  it('announces each phase once, whatever else changes and however long it takes', async () => {
    desktop = await openTestDesktop(connectedView);
    await until(() => byTestId('banner').textContent !== '');
    const { heard, stop } = listen();
    for (const step of story) {
      desktop.client.show(step);
      const text = byTestId('banner').textContent;
      await until(() => byTestId('banner').textContent !== text);
      for (let tick = 0; tick < 3; tick += 1) {
        desktop.client.time += 1000;
        desktop.client.show({ queues: [] });
        await (deep(document, 'us-banner') as unknown as { updateComplete: Promise<unknown> }).updateComplete;
      }
    }
    stop();
    expect(heard.length).to.equal(story.length);
    expect(heard.filter((text) => text.startsWith('again'))).to.deep.equal([]);
    expect(heard[0]).to.contain('Connection to the publisher is lost');
    expect(heard.at(-1)).to.contain('You are on the subscriber now');
  });

  it('counts the seconds beside the live region, and stops when connected', async () => {
    desktop = await openTestDesktop(searchingView);
    const elapsed = await until(() => deep(document, '[data-testid="elapsed"]'));
    expect(elapsed.textContent).to.contain('0:04');
    expect(byTestId('banner').contains(elapsed)).to.equal(false);
    desktop.client.time += 61_000;
    await until(() => elapsed.textContent.includes('1:05'));
    desktop.client.show(connectedView);
    await until(() => !deep(document, '[data-testid="elapsed"]'));
  });

  it('says beside it what a move usually takes, when that is known, and when it takes longer', async () => {
    desktop = await openTestDesktop({ ...searchingView, staleSince: sampleNow });
    const expected = await until(() => deep(document, '[data-testid="expected"]'));
    expect(expected.textContent).to.match(/^usually within \d+ seconds$/);
    expect(byTestId('banner').contains(expected)).to.equal(false);
    desktop.client.time += 61_000;
    await until(() => expected.textContent.startsWith('longer than the usual'));
    desktop.client.show({ nodes: { ...searchingView.nodes, subscriber: searchingView.nodes.publisher } });
    await until(() => expected.textContent === 'no node in service yet');
    desktop.client.show(connectedView);
    await until(() => !deep(document, '[data-testid="expected"]'));
  });

  it('can be put away when connected; the next one shows again', async () => {
    desktop = await openTestDesktop(connectedView);
    const away = await until(() => deep(document, '[aria-label="Put this message away"]'));
    away.click();
    await until(() => byTestId('banner').textContent === '');
    expect(desktop.client.calls).to.deep.equal([['dismissNotice', connectedView.banner?.id]]);
    desktop.client.show(searchingView);
    await until(() => byTestId('banner').textContent.includes('both nodes'));
    expect(deep(document, '[aria-label="Put this message away"]') === undefined).to.equal(true);
  });

  it('tells when the worker behind the desktop is being replaced', async () => {
    desktop = await openTestDesktop(connectedView);
    desktop.client.setConnection({ kind: 'replacing' });
    await until(() => byTestId('banner').textContent.includes('worker behind this desktop'));
    desktop.client.setConnection({ kind: 'open', instance: 'b', host: 'shared' });
    await until(() => byTestId('banner').textContent.includes('signed in'));
  });
});

describe('toasts', () => {
  let desktop: TestDesktop;
  afterEach(() => desktop.dispose());

  it('come in a log region and are dismissed by their button, keeping the focus in the region', async () => {
    const first = notice('forced-logout', { code: 255, state: 'NOT_READY', secondsSinceMove: 3 }, 'warning', 'toast');
    const second = notice('command-outcome', { command: 'set-state', outcome: 'unknown' }, 'error', 'toast');
    desktop = await openTestDesktop({ ...connectedView, toasts: [first, second] });
    const region = await until(() => deep(document, '[data-testid="toasts"]'));
    expect(region.role).to.equal('log');
    const buttons = [...region.querySelectorAll('button')];
    expect(buttons.length).to.equal(2);
    buttons[0]?.focus();
    buttons[0]?.click();
    expect(desktop.client.calls).to.deep.equal([['dismissNotice', first.id]]);
    desktop.client.show({ toasts: [second] });
    await until(() => region.querySelectorAll('button').length === 1);
    await until(() => (region.getRootNode() as ShadowRoot).activeElement === region.querySelector('button'));
  });

  it('leave by themselves when nothing went wrong; the others stay', async () => {
    const fine = notice('changed-by-supervisor', { state: 'READY' }, 'info', 'toast');
    const wrong = notice('pending-lost', { state: 'READY' }, 'warning', 'toast');
    desktop = await openTestDesktop(connectedView);
    const toasts = deep(document, 'us-toasts') as unknown as { staysMs: number };
    toasts.staysMs = 1;
    desktop.client.show({ toasts: [wrong, fine] });
    await until(() => desktop.client.calls.length > 0);
    expect(desktop.client.calls).to.deep.equal([['dismissNotice', fine.id]]);
  });

  it('tell when kept state will not survive a reload', async () => {
    desktop = await openTestDesktop(connectedView);
    desktop.cache.setState({ kind: 'memory-only', because: 'quota' });
    await until(() => /full.*will not survive a reload/s.test(byTestId('toasts').textContent));
    byTestId('toasts').querySelector('button')?.click();
    await until(() => !byTestId('toasts').textContent.includes('full'));
  });

  it('tell when a wish got no answer', async () => {
    desktop = await openTestDesktop(connectedView);
    desktop.client.rejection = new Error('the worker ended');
    (await until(() => deep(document, '[data-testid="state-select"]'))).click();
    (await until(() => deep(document, '[data-choice="READY"]'))).click();
    await until(() => byTestId('toasts').textContent.includes('the worker ended'));
  });
});
