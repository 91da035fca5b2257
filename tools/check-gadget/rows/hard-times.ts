/** A slow network, and a browser that cannot keep anything. */
import type { Row } from '../contract.ts';
import { whileSampling } from '../profile.ts';
import type { Stage } from '../stage.ts';
import { beginWork, findWork } from '../work.ts';

/** A page over a poor line, bytes per second and ms. */
const slow = { offline: false, latency: 400, downloadThroughput: 190_000, uploadThroughput: 95_000 } as const;

const withoutStorage = async (stage: Stage): Promise<void> => {
  const work = await beginWork(stage);
  await stage.lab('stop-node', { node: 'publisher' });
  await stage.until('connected', 'subscriber');
  await findWork(stage, work, 'after a move while nothing could be stored', 'same');
};

export const hardRows: readonly Row[] = [
  {
    name: 'slow-network',
    title: 'A slow network: loaded anew and moved',
    opening: { speed: 5 },
    async run(stage) {
      const work = await beginWork(stage);
      await stage.lab('set-latency', { ms: 400 });
      const session = await stage.context.newCDPSession(stage.page);
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', slow);
      await stage.page.reload();
      await stage.until('connected');
      await findWork(stage, work, 'after a reload over a slow network');
      await stage.lab('stop-node', { node: 'publisher' });
      await stage.until('connected', 'subscriber');
      await findWork(stage, work, 'after a move over a slow network');
    },
  },
  {
    name: 'storage-full',
    title: 'Storage is full: every write is refused',
    opening: { storage: 'full' },
    run: withoutStorage,
  },
  {
    name: 'storage-gone',
    title: 'Storage is not there: no database can be opened',
    opening: { storage: 'gone' },
    run: withoutStorage,
  },
  {
    name: 'hold-up',
    title: 'Holds the page up for nobody: start, call, typing, move',
    async run(stage) {
      await whileSampling(stage, async () => {
        await stage.page.reload();
        await stage.until('connected');
        await stage.untilReady();
        await beginWork(stage);
        await stage.lab('stop-node', { node: 'publisher' });
        await stage.until('connected', 'subscriber');
        await stage.lab('hang-up', { agent: stage.agent });
        await stage.untilTrue('the call ended', () => window.understudy.view()?.dialogs.length === 0, undefined);
      });
      await stage.noteQuarantine('at work');
    },
  },
];
