/** The three triggers of a failover (DF-2), with the page staying where it is. */
import type { Row } from '../contract.ts';
import type { Stage } from '../stage.ts';
import { beginWork, findWork } from '../work.ts';

const moved = async (stage: Stage, trigger: () => Promise<void>, when: string): Promise<void> => {
  const work = await beginWork(stage);
  await trigger();
  await stage.until('connected', 'subscriber');
  await findWork(stage, work, when, 'same');
};

export const triggerRows: readonly Row[] = [
  {
    name: 'connection-lost',
    title: 'The notification connection is lost, the node with it',
    run: (stage) => moved(stage, () => stage.lab('stop-node', { node: 'publisher' }), 'after the move'),
  },
  {
    name: 'finesse-unavailable',
    title: 'The presence of the user “finesse” is gone',
    run: (stage) => moved(stage, () => stage.lab('hide-finesse-presence', { node: 'publisher' }), 'after the move'),
  },
  {
    name: 'out-of-service',
    title: 'The node says OUT_OF_SERVICE: its way to both CTI sides is cut',
    run: (stage) =>
      moved(
        stage,
        async () => {
          await stage.lab('cut-cti', { side: 'A', node: 'publisher' });
          await stage.lab('cut-cti', { side: 'B', node: 'publisher' });
        },
        'after the move',
      ),
  },
];
