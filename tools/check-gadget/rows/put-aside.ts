/** The gadget fails and is started again, three times; nothing of the old ones may stay behind. */
import type { CDPSession } from 'playwright-core';
import type { Row } from '../contract.ts';
import { neighbour } from '../site.ts';
import type { Stage } from '../stage.ts';
import { beginWork, findWork } from '../work.ts';

const restarts = 3;
/** One may be held by what has just happened; what grows with each start is a leak. */
const leakFrom = 2;

interface Remains {
  /** Elements of the gadget that are alive and not on the page. */
  readonly elements: number;
  readonly listeners: number;
  readonly intervals: number;
  readonly following: number;
}

const everywhere = [
  'window',
  'document',
  'document.documentElement',
  'document.body',
  'window.visualViewport',
  'screen',
];

async function remains(stage: Stage): Promise<Remains> {
  const session = await stage.context.newCDPSession(stage.page);
  const elements = await elementsAlive(session);
  let listeners = 0;
  for (const expression of everywhere) {
    const { result } = await session.send('Runtime.evaluate', { expression });
    if (result.objectId === undefined) continue;
    const found = await session.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
    listeners += found.listeners.length;
  }
  await session.detach();
  const counts = await stage.page.evaluate(() => ({
    intervals: window.gadgetWatch.intervals.size,
    following: window.gadgetWatch.following.size,
  }));
  return { elements, listeners, ...counts };
}

/** Collects garbage, then counts what is still there of the gadget's class. */
async function elementsAlive(session: CDPSession): Promise<number> {
  const { result: prototype } = await session.send('Runtime.evaluate', {
    expression: 'Object.getPrototypeOf(window.gadgetHands.element())',
    objectGroup: 'remains',
  });
  if (prototype.objectId === undefined) return 0;
  await session.send('HeapProfiler.collectGarbage');
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: prototype.objectId,
    objectGroup: 'remains',
  });
  const { result } = await session.send('Runtime.callFunctionOn', {
    functionDeclaration: 'function () { return this.filter((one) => one.isConnected === false).length; }',
    objectId: objects.objectId ?? '',
    returnByValue: true,
  });
  await session.send('Runtime.releaseObjectGroup', { objectGroup: 'remains' });
  return Number(result.value);
}

async function failAndRestart(stage: Stage): Promise<void> {
  await stage.page.evaluate(() => {
    const detail = { step: 'event', message: 'put aside by the check', at: Date.now() };
    window.gadgetHands
      .element()
      ?.dispatchEvent(new CustomEvent('gadget-fault', { bubbles: true, composed: true, detail }));
  });
  await stage.untilTrue('the gadget put aside', () => window.gadgetHands.state() === 'quarantined', undefined);
  await stage.page.getByTestId(`restart-${stage.gadget.name}`).click();
  await stage.untilTrue(
    'the gadget started again',
    () => ['ready', 'stale', 'quarantined'].includes(window.gadgetHands.state()),
    undefined,
  );
}

export const putAsideRow: Row = {
  name: 'quarantine',
  title: `Put aside and started again, ${restarts} times`,
  async run(stage) {
    const work = await beginWork(stage);
    const before = await remains(stage);
    for (let time = 0; time < restarts; time += 1) {
      await failAndRestart(stage);
      if ((await stage.noteQuarantine('when it was started again')) === 'quarantined') return;
    }
    await findWork(stage, work, 'when it was started again');
    const after = await remains(stage);
    const { wrong } = stage.found;
    if (after.elements >= leakFrom)
      wrong.push(
        `${after.elements} of its ${restarts} old elements are still held by something: a listener, a timer, a list`,
      );
    const grown = (kind: keyof Remains): boolean => after[kind] - before[kind] >= leakFrom;
    if (grown('listeners'))
      wrong.push(`left ${after.listeners - before.listeners} listeners behind on the window or the document`);
    if (grown('intervals')) wrong.push(`left ${after.intervals - before.intervals} intervals running`);
    if (grown('following')) wrong.push(`left ${after.following - before.following} listeners at the desktop`);
    if (stage.gadget.name === neighbour) return;
    const mark = await stage.page.getByTestId(`mark-${neighbour}`).innerText();
    if (mark !== 'Live') stage.found.notes.push(`its neighbour says “${mark}”`);
  },
};
