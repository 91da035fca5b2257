import { expect } from '@open-wc/testing';
import { axeInBothThemes, byTestId, deepAll, press, readText, until, useTokens } from '../../desktop/test/page.ts';
import { sampleNow } from '../../desktop/test/sample-view.ts';
import { collectTimeline, type TimelineCollector } from './collect.ts';
import { Timeline } from './timeline.ts';

describe('the timeline', () => {
  let timeline: Timeline;
  let collected: TimelineCollector;

  const mark = (name: string, epoch: number, after: number): void => {
    performance.mark(`understudy:${name}`, { detail: { epoch, node: 'subscriber', at: sampleNow + after } });
  };

  beforeEach(async () => {
    await useTokens();
    timeline = new Timeline();
    timeline.now = sampleNow + 2000;
    const main = document.createElement('main');
    const heading = document.createElement('h1');
    heading.textContent = 'Timeline';
    const section = document.createElement('h2');
    section.textContent = 'Lab';
    main.append(heading, section, timeline);
    document.body.append(main);
    collected = collectTimeline(
      () => sampleNow + 1500,
      () => (timeline.data = collected.data),
    );
    collected.cluster({ at: sampleNow, part: 'operator', text: 'stops the publisher' });
    mark('connected', 1, -500);
    mark('suspect', 1, 10);
    mark('searching', 1, 210);
    mark('switching', 2, 260);
    mark('restoring', 2, 300);
    mark('connected', 2, 910);
    mark('gadget:notes:ready', 2, 950);
    await until(() => collected.data.events.some(({ lane }) => lane === 'gadget'));
    await timeline.updateComplete;
  });
  afterEach(() => {
    collected.dispose();
    timeline.parentElement?.remove();
  });

  const drawn = (kind: string): number => deepAll(document, `svg .${kind}`).length;

  it('measures a move from the core’s marks, phase by phase, and shows it as bars and as a table', () => {
    expect(readText(byTestId('timeline-moves').querySelector('tbody'))).to.match(
      /^Epoch 2, subscriber, \d\d:\d\d:\d\d\.\d{3} suspect 0\.20 s searching 0\.05 s switching 0\.04 s restoring 0\.61 s 0\.90 s/,
    );
    expect(drawn('span')).to.equal(6);
    expect(drawn('fault')).to.equal(1);
  });

  it('everything drawn stands in the table too', () => {
    const rows = deepAll(byTestId('timeline-table'), 'tbody tr').map(readText);
    expect(rows.length).to.equal(drawn('mark') + drawn('fault') + drawn('event'));
    expect(rows.some((row) => row.endsWith('notes ready'))).to.equal(true);
    expect(rows.some((row) => row.endsWith('operator stops the publisher'))).to.equal(true);
  });

  it('filters by epoch', async () => {
    const select = byTestId('timeline-epoch') as HTMLSelectElement;
    select.value = '1';
    select.dispatchEvent(new Event('change'));
    await until(() => drawn('span') === 3);
    select.value = '';
    select.dispatchEvent(new Event('change'));
    await until(() => drawn('span') === 6);
  });

  it('zooms and moves by keys, and shows all again', async () => {
    const all = drawn('mark');
    for (let times = 0; times < 4; times += 1) press(byTestId('timeline'), '+');
    await until(() => drawn('mark') < all);
    press(byTestId('timeline'), 'ArrowLeft');
    press(byTestId('timeline'), '0');
    await until(() => drawn('mark') === all);
  });

  it('tells what is under the pointer', async () => {
    const box = deepAll(document, 'svg')[0]?.getBoundingClientRect();
    const fault = deepAll(document, '.fault')[0]?.getBoundingClientRect();
    if (!box || !fault) throw new Error('nothing is drawn');
    deepAll(document, 'svg')[0]?.dispatchEvent(
      new PointerEvent('pointermove', { clientX: fault.x + fault.width / 2, clientY: box.top + 15, bubbles: true }),
    );
    await until(() => readText(byTestId('timeline-pointed')).endsWith('operator stops the publisher'));
  });

  it('is clean for axe', async () => {
    for (const details of deepAll(document, 'details')) details.setAttribute('open', '');
    expect(await axeInBothThemes()).to.deep.equal([]);
  });
});
