import { expect } from '@open-wc/testing';
import { openTestDesktop } from '../desktop/test/desktop-fixture.ts';
import { FakeClient } from '../desktop/test/fake-client.ts';
import { axeInBothThemes, byTestId, deep, deepAll, press, readText, until, useTokens } from '../desktop/test/page.ts';
import { connectedView, sampleNow, searchingView } from '../desktop/test/sample-view.ts';
import { createLabApi, labActions } from './api.ts';
import { keptLines, type LiveLog } from './live-log.ts';
import { mountLab } from './mount.ts';
import { FakeCluster, healthyWorld } from './test/fake-cluster.ts';

describe('the lab', () => {
  let cluster: FakeCluster;
  let client: FakeClient;
  let lab: ReturnType<typeof mountLab>;

  beforeEach(async () => {
    await useTokens();
    cluster = new FakeCluster();
    client = new FakeClient(connectedView);
    lab = mountLab({ root: document.body, cluster, client });
    lab.toggle();
    await until(() => deep(document, '[data-testid="stop-node-publisher"]'));
  });
  afterEach(() => lab.dispose());

  const switches: readonly [testId: string, off: string, on: string, args: object, broken: () => void][] = [
    [
      'stop-node-publisher',
      'stop-node',
      'start-node',
      { node: 'publisher' },
      () => cluster.changeNode('publisher', { running: false, inService: false }),
    ],
    [
      'stop-notification-subscriber',
      'stop-notification',
      'start-notification',
      { node: 'subscriber' },
      () => cluster.changeNode('subscriber', { notificationRunning: false }),
    ],
    [
      'hide-finesse-presence-publisher',
      'hide-finesse-presence',
      'show-finesse-presence',
      { node: 'publisher' },
      () => cluster.changeNode('publisher', { finessePresence: false }),
    ],
    [
      'cut-network-subscriber',
      'cut-network',
      'restore-network',
      { node: 'subscriber' },
      () => {
        const network = { ...cluster.world.network, subscriber: { cut: true, latencyMs: 25 } };
        cluster.show({ ...cluster.world, network });
      },
    ],
    [
      'cut-cti-B',
      'cut-cti',
      'restore-cti',
      { side: 'B' },
      () => cluster.show({ ...cluster.world, cti: { A: 'up', B: 'down' } }),
    ],
  ];
  for (const [testId, off, on, args, breakIt] of switches) {
    it(`${testId}: one switch to break and to mend, showing what the cluster says`, async () => {
      expect(byTestId(testId).ariaChecked).to.equal('true');
      byTestId(testId).click();
      expect(cluster.calls).to.deep.equal([[off, args]]);
      expect(byTestId(testId).ariaChecked).to.equal('true');
      breakIt();
      await until(() => byTestId(testId).ariaChecked === 'false');
      byTestId(testId).click();
      expect(cluster.calls.at(-1)).to.deep.equal([on, args]);
    });
  }

  it('rings an agent and hangs up', async () => {
    const form = deep(document, 'form.ring');
    const from = form?.querySelector<HTMLInputElement>('[name=from]');
    if (from) from.value = '5550177';
    byTestId('lab-ring').click();
    expect(cluster.calls).to.deep.equal([['ring', { agent: '1001', from: '5550177' }]]);
    deep(document, '[aria-label="Hang up for agent 1001"]')?.click();
    expect(cluster.calls.at(-1)).to.deep.equal(['hang-up', { agent: '1001' }]);
    cluster.show({ ...healthyWorld, calls: [] });
    await until(() => !deep(document, '[aria-label="Hang up for agent 1001"]'));
  });

  it('says in words what was refused, until the next action', async () => {
    cluster.refusal = new Error('agent 1001 is not available');
    byTestId('lab-ring').click();
    await until(() => byTestId('lab-problem').textContent === 'ring was refused: agent 1001 is not available');
    cluster.refusal = undefined;
    byTestId('lab-ring').click();
    await until(() => byTestId('lab-problem').textContent === '');
  });

  it('sets profile and move of the core', () => {
    const choose = (testId: string, value: string): void => {
      const select = byTestId(testId) as HTMLSelectElement;
      select.value = value;
      select.dispatchEvent(new Event('change'));
    };
    choose('lab-profile', '12.6');
    choose('lab-move', 'reload');
    expect(client.calls).to.deep.equal([
      ['configure', { profile: '12.6' }],
      ['configure', { move: 'reload' }],
    ]);
  });

  it('logs what core, cluster and desktop say, in order, and keeps an end', async () => {
    cluster.say({ at: sampleNow, part: 'operator', text: 'stop-node publisher' });
    client.log('trigger notifications-lost');
    client.show(searchingView);
    client.show({ queues: [] });
    const lines = (): string[] => deepAll(document, 'li:has(time)').map((line) => readText(line).slice(13));
    await until(() => lines().length === 4);
    expect(lines().slice(1)).to.deep.equal([
      'operator stop-node publisher',
      'core trigger notifications-lost',
      'desktop phase searching, epoch 1, on publisher',
    ]);
    for (let line = 0; line < keptLines + 10; line += 1) client.log(`line ${line}`);
    await until(() => lines().at(-1) === `core line ${keptLines + 9}`);
    expect(lines().length).to.equal(keptLines);
  });

  it('follows the log unless somebody reads further up', async () => {
    const box = byTestId('lab-log');
    const atEnd = (): boolean => box.scrollTop + box.clientHeight >= box.scrollHeight - 4;
    for (let line = 0; line < 100; line += 1) client.log(`line ${line}`);
    await until(() => box.textContent.includes('line 99') && atEnd());
    expect(box.scrollTop).to.be.above(0);
    box.scrollTop = 0;
    client.log('one more');
    await until(() => box.textContent.includes('one more'));
    expect(box.scrollTop).to.equal(0);
  });

  it('leaves who reads further up there when its box becomes smaller', async () => {
    const box = byTestId('lab-log');
    for (let line = 0; line < 100; line += 1) client.log(`line ${line}`);
    await until(() => box.textContent.includes('line 99') && box.scrollTop > 0);
    box.scrollTop = 0;
    // As the browser does before it draws, which a page in the background never does.
    box.dispatchEvent(new Event('scroll'));
    (deep(document, 'us-live-log') as LiveLog).keepUp();
    expect(box.scrollTop).to.equal(0);
  });

  it('is closed until it is wanted', () => {
    lab.dispose();
    lab = mountLab({ root: document.body, cluster, client });
    expect(document.documentElement.dataset.lab).to.equal('closed');
    expect(document.querySelector('us-lab')?.checkVisibility()).to.equal(false);
  });

  it('is at the end of the log when it is shown, whatever came while it was hidden', async () => {
    lab.toggle();
    for (let line = 0; line < 100; line += 1) client.log(`line ${line}`);
    await until(() => byTestId('lab-log').textContent.includes('line 99'));
    lab.toggle();
    const box = byTestId('lab-log');
    await until(() => box.scrollTop > 0 && box.scrollTop + box.clientHeight >= box.scrollHeight - 4);
  });

  it('opens, closes by Escape, and gives the focus back; the stream goes on', async () => {
    const opener = document.createElement('button');
    document.body.append(opener);
    lab.toggle();
    expect(byTestId('lab').checkVisibility()).to.equal(false);
    opener.focus();
    lab.toggle();
    await until(() => deep(document, '#title') === deep(document, 'us-lab')?.shadowRoot?.activeElement);
    press(byTestId('lab'), 'Escape');
    expect(document.activeElement === opener).to.equal(true);
    expect(cluster.watchers).to.equal(1);
    opener.remove();
  });

  it('closed when its opener is gone, it hands the focus to the work', async () => {
    lab.dispose();
    const work = document.createElement('button');
    const opener = document.createElement('button');
    document.body.append(work, opener);
    lab = mountLab({ root: document.body, cluster, client, focusWork: () => work.focus() });
    opener.focus();
    lab.toggle();
    await until(() => deep(document, '#title') === deep(document, 'us-lab')?.shadowRoot?.activeElement);
    opener.remove();
    press(byTestId('lab'), 'Escape');
    expect(document.activeElement === work).to.equal(true);
    work.remove();
  });

  it('leaves nothing behind', () => {
    const sheets = document.adoptedStyleSheets.length;
    lab.dispose();
    expect(cluster.watchers).to.equal(0);
    expect(document.querySelector('us-lab') === null).to.equal(true);
    expect(document.adoptedStyleSheets.length).to.equal(sheets - 1);
    lab = mountLab({ root: document.body, cluster, client });
  });

  it('is clean for axe beside the desktop, healthy and broken', async () => {
    const desktop = await openTestDesktop(connectedView);
    expect(await axeInBothThemes()).to.deep.equal([]);
    cluster.changeNode('publisher', { running: false, inService: false });
    cluster.changeNode('subscriber', { inService: false, ctiSide: undefined });
    cluster.refusal = new Error('not so');
    byTestId('lab-ring').click();
    await until(() => byTestId('lab-problem').textContent !== '');
    expect(await axeInBothThemes()).to.deep.equal([]);
    desktop.dispose();
  });
});

describe('the lab for scripts', () => {
  it('passes actions on and lists what there is', async () => {
    const cluster = new FakeCluster();
    const api = createLabApi(cluster);
    await api.do('stop-node', { node: 'publisher' });
    await api.do('cut-network');
    expect(cluster.calls).to.deep.equal([
      ['stop-node', { node: 'publisher' }],
      ['cut-network', {}],
    ]);
    expect(api.actions).to.equal(labActions);
    cluster.refusal = new Error('no');
    const refused = await api.do('ring').catch((error: unknown) => error);
    expect(refused).to.equal(cluster.refusal);
  });
});
