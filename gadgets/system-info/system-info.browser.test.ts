// System info: what the desktop knows of both nodes, and what the node in use says of itself, read once per move.
import { expect } from '@open-wc/testing';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import { answerWith, byTestId, fakeDesktop, morning, show, until } from '../../src/gadget/test/fake-desktop.ts';
import type { SystemInfo } from '../../src/gadget/index.ts';
import SystemInfoGadget from './index.ts';

const info: SystemInfo = {
  uri: '/finesse/api/SystemInfo',
  currentTimestamp: '2026-05-04T09:00:00.000Z',
  deploymentType: 'UCCE',
  status: 'IN_SERVICE',
  statusReason: '',
  lastCTIHeartbeatStatus: 'success',
  ctiHeartbeatInterval: 10,
  ctiVersion: 24,
  primaryNode: { host: 'publisher.example' },
  secondaryNode: { host: 'subscriber.example' },
  xmppDomain: 'publisher.example',
  xmppPubSubDomain: 'pubsub.publisher.example',
  systemAuthMode: 'NON_SSO',
  ctiServers: [
    { host: 'cti-a.example', active: true },
    { host: 'cti-b.example', active: false },
  ],
};
const text = (element: HTMLElement, id: string) => byTestId(element, id).textContent.replace(/\s+/g, ' ').trim();
const facts = (element: HTMLElement, id: string) =>
  element.shadowRoot?.querySelector(`[data-testid="facts-${id}"]`)?.textContent.replace(/\s+/g, ' ') ?? '';
const shown = async () => {
  const desktop = fakeDesktop();
  desktop.answerRead = () => answerWith({ kind: 'SystemInfo', value: info });
  const element = await show(SystemInfoGadget, desktop.handle);
  await until(() => facts(element, 'system').includes('UCCE'), 'the node speaks');
  return { desktop, element };
};
afterEach(() => document.body.replaceChildren());

describe('system-info', () => {
  it('shows both nodes as they are known, and what was never looked at as such', async () => {
    const { desktop, element } = await shown();
    expect(text(element, 'node')).to.contain('Publisher in use In service publisher.example CTI heartbeat heard');
    desktop.setView({
      nodes: {
        ...desktop.handle.view.nodes,
        subscriber: {
          host: 'subscriber.example',
          status: 'unreachable',
          heartbeat: 'unknown',
          seenAt: morning,
          roundTripMs: 41.6,
        },
      },
    });
    await element.updateComplete;
    const subscriber = element.shadowRoot?.querySelector('[data-node="subscriber"]')?.textContent.replace(/\s+/g, ' ');
    expect(subscriber).to.contain('Not reachable').and.contain('42 ms').and.contain('not known');
  });

  it('is read once per move, and says which node said it', async () => {
    const { desktop, element } = await shown();
    expect(facts(element, 'system')).to.contain('version 24').and.contain('cti-a.example (active)');
    desktop.setView({ phase: 'searching' });
    await element.updateComplete;
    expect(desktop.reads).to.have.length(1);
    desktop.setView({
      phase: 'connected',
      node: 'subscriber',
      epoch: 2,
      lastMove: {
        from: 'publisher',
        to: 'subscriber',
        trigger: 'silence',
        startedAt: morning,
        endedAt: morning + 2300,
      },
    });
    await until(() => desktop.reads.length === 2, 'the other node is asked');
    await until(
      () => element.shadowRoot?.textContent.includes('What the subscriber says') === true,
      'the other node speaks',
    );
    expect(facts(element, 'connection'))
      .to.contain('publisher to subscriber in 2.3 s')
      .and.contain('because the node was silent')
      .and.contain('number 2 of this session');
  });

  it('its button does nothing while there is no connection', async () => {
    const { desktop, element } = await shown();
    desktop.setView({ phase: 'searching' });
    await element.updateComplete;
    byTestId(element, 'system-info-again').click();
    expect(desktop.reads).to.have.length(1);
    expect(byTestId(element, 'system-info-again').getAttribute('aria-disabled')).to.equal('true');
  });

  it('is accessible and fits 320 px', async () => {
    const { element } = await shown();
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
  });
});
