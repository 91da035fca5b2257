/** Ends that are announced: a maintenance that moves the desktop within 15 s, and a sign-in that lasts only so long. */
import type { Row } from '../contract.ts';
import { whileSampling } from '../profile.ts';
import { beginWork, findWork } from '../work.ts';

export const announcedRows: readonly Row[] = [
  {
    name: 'maintenance',
    title: 'Maintenance: told, then moved within 15 s',
    opening: { speed: 12 },
    async run(stage) {
      const work = await beginWork(stage);
      const unsaved: string[] = [];
      await whileSampling(stage, async () => {
        await stage.lab('start-maintenance', { node: 'publisher' });
        await stage.untilTrue(
          'the desktop moved to the subscriber',
          (name) => {
            const list = document.documentElement.dataset;
            const told = JSON.stringify(window.understudy.view());
            if (told.includes(`"gadget":"${name}","outcome":"failed"`)) list['checkUnsaved'] = 'seen';
            return list['phase'] === 'connected' && list['node'] === 'subscriber';
          },
          stage.gadget.name,
        );
        if (await stage.page.evaluate(() => document.documentElement.dataset['checkUnsaved'] === 'seen'))
          unsaved.push('could not save itself before the move');
      });
      stage.found.wrong.push(...unsaved);
      await findWork(stage, work, 'after a maintenance', 'same');
    },
  },
  {
    name: 'session-expiry',
    title: 'The sign-in expires; the agent signs in again',
    opening: { speed: 15, query: '&sso=2' },
    async run(stage) {
      const work = await beginWork(stage);
      await stage.until('expired');
      await findWork(stage, work, 'while the sign-in has expired');
      await stage.page.getByTestId('password').fill('secret');
      await stage.page.getByTestId('sign-in').click();
      await stage.until('connected');
      await findWork(stage, work, 'after signing in again');
    },
  },
];
