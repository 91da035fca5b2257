/** The whole shell: which screen is shown when, who is named in the header, what the switches of the header do. */
import { expect } from '@open-wc/testing';
import { currentTheme } from './theme.ts';
import { openTestDesktop, type TestDesktop } from './test/desktop-fixture.ts';
import { byTestId, deep, readText, until } from './test/page.ts';
import { ann, connectedView, movedView, searchingView, signedOutView } from './test/sample-view.ts';

describe('the desktop', () => {
  let desktop: TestDesktop;
  afterEach(() => {
    desktop.dispose();
    localStorage.removeItem('understudy:theme');
    delete document.documentElement.dataset.theme;
  });

  it('waits for the core, then shows the sign-in page, then the desktop', async () => {
    desktop = await openTestDesktop();
    expect(deep(document, '.skeleton') !== undefined).to.equal(true);
    desktop.client.show(signedOutView);
    await until(() => deep(document, '[data-testid="agent-id"]'));
    desktop.client.show({ phase: 'signing-in' });
    desktop.client.show(connectedView);
    await until(() => deep(document, '[data-testid="gadget-good"]'));
    expect(deep(document, '[data-testid="agent-id"]') === undefined).to.equal(true);
  });

  it('shows no half desktop while a session comes back: gadgets wait for the agent', async () => {
    desktop = await openTestDesktop({ ...connectedView, phase: 'restoring', agent: undefined });
    await until(() => deep(document, '.skeleton'));
    expect(deep(document, 'us-gadget-host') === undefined).to.equal(true);
    desktop.client.show(connectedView);
    await until(() => deep(document, '[data-testid="gadget-good"]'));
  });

  it('keeps every gadget in place through a whole failover', async () => {
    desktop = await openTestDesktop(connectedView);
    const gadget = await until(() => deep(document, 'us-good'));
    for (const step of [searchingView, { ...searchingView, phase: 'switching' as const }, movedView]) {
      desktop.client.show(step);
      await until(() => byTestId('node-indicator').textContent.includes(step.epoch === 2 ? 'Subscriber' : 'Publisher'));
      expect(deep(document, 'us-good') === gadget).to.equal(true);
    }
  });

  it('names agent, extension, team and node', async () => {
    desktop = await openTestDesktop(connectedView);
    expect(readText(byTestId('agent-name').parentElement)).to.equal('Ann Baker Ext. 4001 · Support');
    byTestId('node-indicator').click();
    const details = await until(() => deep(document, '#details:not([hidden])'));
    expect(readText(details)).to.match(/Publisher you are here in service, CTI heartbeat good, seen \d\d:03/);
    expect(readText(details)).to.match(/Subscriber not known/);
  });

  it('gives a supervisor the layout of supervisors', async () => {
    desktop = await openTestDesktop({ ...connectedView, agent: { ...ann, roles: ['Agent', 'Supervisor'] } });
    await until(() => deep(document, '#panel-team'));
    expect(deep(document, '#panel-work') === undefined).to.equal(true);
  });

  it('moves the focus into the desktop after the sign-in button is gone, and never in a failover', async () => {
    desktop = await openTestDesktop(signedOutView);
    (await until(() => deep(document, '[data-testid="sign-in"]'))).focus();
    desktop.client.show(connectedView);
    const root = desktop.root.querySelector('understudy-desktop')?.shadowRoot;
    await until(() => root?.activeElement?.localName === 'main');
    const field = (await until(() => deep(document, 'us-good')?.shadowRoot?.querySelector('input'))) as HTMLElement;
    field.focus();
    for (const step of [searchingView, movedView]) {
      desktop.client.show(step);
      await until(() => byTestId('banner').textContent.includes(step === movedView ? 'subscriber' : 'both nodes'));
      expect((field.getRootNode() as ShadowRoot).activeElement === field).to.equal(true);
    }
  });

  it('offers a newer build, and takes it only while nothing is under way', async () => {
    let tell = (): void => undefined;
    let accepted = 0;
    desktop = await openTestDesktop(connectedView, {
      update: {
        offered: false,
        onOffered: (listener) => {
          tell = listener;
          return () => undefined;
        },
        accept: () => (accepted += 1),
      },
    });
    expect(deep(document, '[data-testid="accept-update"]') === undefined).to.equal(true);
    tell();
    const button = await until(() => deep(document, '[data-testid="accept-update"]'));
    desktop.client.show(searchingView);
    await until(() => button.ariaDisabled === 'true');
    button.click();
    expect(accepted).to.equal(0);
    desktop.client.show(connectedView);
    await until(() => button.ariaDisabled === 'false');
    button.click();
    expect(accepted).to.equal(1);
  });

  it('changes the theme and keeps it', async () => {
    desktop = await openTestDesktop(connectedView);
    const button = await until(() => deep(document, '[aria-label^="Theme:"]'));
    const seen: (string | undefined)[] = [];
    for (let press = 0; press < 3; press += 1) {
      button.click();
      seen.push(document.documentElement.dataset.theme);
      expect(currentTheme()).to.equal(document.documentElement.dataset.theme ?? 'system');
    }
    expect(seen).to.deep.equal(['light', 'dark', undefined]);
  });

  it('opens the lab where there is one', async () => {
    let opened = 0;
    desktop = await openTestDesktop(connectedView, { openLab: () => (opened += 1) });
    byTestId('open-lab').click();
    expect(opened).to.equal(1);
    desktop.dispose();
    desktop = await openTestDesktop(connectedView);
    expect(deep(document, '[data-testid="open-lab"]') === undefined).to.equal(true);
  });

  it('fills in the agent that the address names', async () => {
    desktop = await openTestDesktop(signedOutView, { prefill: { agentId: '1002', extension: '4002' } });
    await until(() => deep(document, '[data-testid="agent-id"]'));
    const values = ['agent-id', 'extension', 'password'].map((id) => (byTestId(id) as HTMLInputElement).value);
    expect(values).to.deep.equal(['1002', '4002', '']);
  });
});
