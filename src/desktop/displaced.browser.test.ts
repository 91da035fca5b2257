import { expect } from '@open-wc/testing';
import { gapMark } from './gap-mark.ts';
import { openTestDesktop, type TestDesktop } from './test/desktop-fixture.ts';
import { byTestId, deep, until } from './test/page.ts';
import { connectedView, notice, sampleNow } from './test/sample-view.ts';

describe('a connection that another desktop has taken', () => {
  let desktop: TestDesktop;
  afterEach(() => desktop.dispose());

  it('is a choice above the work that stays, and each button does what it says', async () => {
    desktop = await openTestDesktop({
      ...connectedView,
      phase: 'displaced',
      staleSince: sampleNow,
      banner: notice('displaced', { node: 'publisher', times: 1 }),
    });
    await until(() => byTestId('banner').textContent.includes('Another desktop with your agent ID'));
    expect(deep(document, 'us-workspace')).to.not.equal(undefined);
    byTestId('take-back').click();
    byTestId('leave-to-other').click();
    await until(() => desktop.client.calls.length === 2);
    expect(desktop.client.calls.map(([name]) => name)).to.deep.equal(['takeBack', 'signOut']);
    desktop.client.show({ phase: 'restoring', banner: notice('taking-back', { node: 'publisher' }) });
    await until(() => deep(document, 'us-displaced') === undefined);
  });
});

describe('the mark of missed events', () => {
  const gaps = [
    { slice: 'queues', from: 1_000, to: 121_000 },
    { slice: 'calls', from: 1_000 },
  ] as const;

  it('tells how long, of what and from when to when; for the gadgets that show it, and for a while', () => {
    const mark = gapMark(gaps, ['queues'], 130_000, 0);
    expect(mark?.text).to.equal('Missed 2 minutes');
    expect(mark?.title).to.match(/^Events about queues from \d\d:\d\d to \d\d:\d\d are missing\./);
    expect(gapMark(gaps, ['team'], 130_000, 0)).to.equal(undefined);
    expect(gapMark(gaps, ['calls'], 130_000, 0), 'still open: the mark beside says since when').to.equal(undefined);
    expect(gapMark(gaps, ['queues'], 121_000 + 11 * 60_000, 0)).to.equal(undefined);
  });
});
