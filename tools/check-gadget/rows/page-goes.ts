/** The page goes away: loaded anew with a call up, and killed while somebody types. */
import type { Row } from '../contract.ts';
import { beginWork, findWork, typingIsStored } from '../work.ts';

export const pageRows: readonly Row[] = [
  {
    name: 'reload',
    title: 'The page is loaded anew, with a call up',
    async run(stage) {
      const work = await beginWork(stage);
      await stage.page.reload();
      await stage.until('connected');
      await findWork(stage, work, 'after a reload');
    },
  },
  {
    name: 'crash',
    title: 'The page crashes while somebody types',
    async run(stage) {
      const work = await beginWork(stage);
      await typingIsStored(stage, work);
      const crashed = stage.page.waitForEvent('crash');
      const session = await stage.context.newCDPSession(stage.page);
      // The command itself is never answered: its renderer is dead.
      session.send('Page.crash').catch(() => undefined);
      await crashed;
      stage.page = await stage.context.newPage();
      await stage.load();
      await stage.until('connected');
      await findWork(stage, work, 'after a crash');
    },
  },
];
