import { expect } from '@open-wc/testing';
import { openTestDesktop, type TestDesktop } from './test/desktop-fixture.ts';
import { byTestId, deep, until } from './test/page.ts';
import { connectedView, notice, sampleNow } from './test/sample-view.ts';

describe('what the agent is told ahead of time', () => {
  let desktop: TestDesktop;
  afterEach(() => desktop.dispose());

  it('DF-9: a paced arrival counts down beside the words, which are said once', async () => {
    const banner = notice('paced', { node: 'subscriber', seconds: 12 });
    const turn = { node: 'subscriber', at: sampleNow + 12_000 } as const;
    desktop = await openTestDesktop({ ...connectedView, phase: 'restoring', node: 'subscriber', banner, turn });
    desktop.client.time = sampleNow;
    desktop.client.show({ queues: [] });
    await until(() => byTestId('until-turn').textContent.includes('0:12'));
    const words = byTestId('banner').textContent;
    expect(words).to.contain('You move in 12 seconds');
    desktop.client.time += 4_000;
    desktop.client.show({ queues: [] });
    await until(() => byTestId('until-turn').textContent.includes('0:08'));
    expect(byTestId('banner').textContent).to.equal(words);
    expect(byTestId('banner').contains(byTestId('until-turn'))).to.equal(false);
  });

  it('GL-3, GL-4: an alternate that cannot be reached is marked in the header, explained, and its link offered', async () => {
    const { nodes } = connectedView;
    const link = 'https://subscriber.example/';
    const publisher = { ...nodes.publisher, status: 'in-service', roundTripMs: 12 } as const;
    const subscriber = { ...nodes.subscriber, status: 'unreachable', roundTripMs: 15, link } as const;
    desktop = await openTestDesktop({ ...connectedView, nodes: { publisher, subscriber } });
    await until(() => deep(document, '[data-testid="alternate-warning"]') !== undefined);
    expect(byTestId('alternate-warning').textContent).to.contain('cannot be reached from here, or is not trusted');
    byTestId('node-indicator').click();
    await until(() => byTestId('alternate-help').checkVisibility());
    const anchor = byTestId('alternate-help').querySelector('a');
    expect(anchor?.href).to.equal(link);
    expect(anchor?.rel).to.contain('noopener');
    const details = byTestId('alternate-help').closest('dl')?.textContent ?? '';
    expect(details).to.match(/answers in 12\sms/);
    expect(details).not.to.match(/answers in 15\sms/);
  });
});
