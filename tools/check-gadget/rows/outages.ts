/** There is no connection for a while: both CTI cases, and a long silence in which a gadget has to be quiet. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Row } from '../contract.ts';
import type { Stage } from '../stage.ts';
import { beginWork, findWork, takeCall } from '../work.ts';

const untilLost = (stage: Stage): Promise<void> =>
  stage.untilTrue('the connection lost', () => document.documentElement.dataset['phase'] !== 'connected', undefined);

/** Real ms; the gadget's timers run twenty times as fast, so this is a minute to it. */
const silenceMs = 3_000;
const timerSpeed = 20;

export const outageRows: readonly Row[] = [
  {
    name: 'cti-one-side',
    title: 'The CTI side in use is lost; the other one takes over',
    opening: { speed: 15 },
    async run(stage) {
      const work = await beginWork(stage);
      await stage.lab('cut-cti', { side: 'A' });
      await untilLost(stage);
      await findWork(stage, work, 'while the CTI side is changed');
      await stage.until('connected');
      await findWork(stage, work, 'after the CTI side was changed', 'same');
    },
  },
  {
    name: 'cti-both-sides',
    title: 'Both CTI sides are lost, then come back',
    opening: { speed: 15 },
    async run(stage) {
      const work = await beginWork(stage);
      await stage.lab('cut-cti', { side: 'both' });
      await untilLost(stage);
      await findWork(stage, work, 'while there is no CTI side');
      await stage.lab('restore-cti', { side: 'both' });
      await stage.until('connected');
      await findWork(stage, work, 'after both CTI sides came back', 'same');
    },
  },
  {
    name: 'silence',
    title: 'No node for a minute: nothing may be asked for',
    opening: { timerSpeed },
    async run(stage) {
      await takeCall(stage);
      await stage.lab('stop-node', { node: 'publisher' });
      await stage.lab('stop-node', { node: 'subscriber' });
      await untilLost(stage);
      const from = stage.requests.length;
      await pause(silenceMs);
      // Also what the page itself does not see, such as a picture's address or a worker's request.
      const seen = stage.requests.slice(from).filter((url) => !isPartOfSite(url));
      const noted = (await stage.page.evaluate(() => window.gadgetWatch.asks.map(({ what }) => what))).join('\n');
      for (const url of new Set(seen)) {
        if (noted.includes(url) || noted.includes(new URL(url).pathname)) continue;
        stage.found.wrong.push(`asked while there was no connection: ${url}`);
        stage.measures.requestsWhileDisconnected += 1;
      }
      await stage.noteQuarantine('while there was no connection');
      await stage.shoot('silence');
    },
  },
];

/** Files of the desktop, and what never leaves the page. */
const isPartOfSite = (url: string): boolean =>
  !/^(https?|wss?):/.test(url) ||
  /^\/(assets|icons)\/|^\/(layout\.xml|manifest\.webmanifest|favicon\.ico)?$/.test(new URL(url).pathname);
