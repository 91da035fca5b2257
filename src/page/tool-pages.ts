/** The pages beside the work, and how each is loaded when it is first wanted. */
import type { ToolPage } from '../desktop/mount.ts';
import { nodesKnown } from './nodes-known.ts';
import { readSurroundings, type SurroundingsOptions } from './surroundings.ts';
import { catalogue } from '../gadget/locale.ts';

const texts = catalogue('tool-page', {
  readiness: 'Readiness',
  readinessSummary: 'What this browser and both nodes would cost in a failover, and what to change.',
  planner: 'Failover planner',
  plannerSummary: 'How long a failover of all agents would take, where the time goes, and what one more gadget costs.',
});

export function toolPages(options: SurroundingsOptions): readonly ToolPage[] {
  return [
    {
      id: 'readiness',
      title: texts.readiness,
      summary: texts.readinessSummary,
      open: async (place) => {
        const [{ mountReadiness }] = await Promise.all([
          import('../desktop/readiness/mount.ts'),
          nodesKnown(options.client),
        ]);
        return mountReadiness(place, () => readSurroundings(options));
      },
    },
    {
      id: 'planner',
      title: texts.planner,
      summary: texts.plannerSummary,
      open: async (place) => {
        const { mountPlanner } = await import('../desktop/planner/mount.ts');
        return mountPlanner(place);
      },
    },
  ];
}
