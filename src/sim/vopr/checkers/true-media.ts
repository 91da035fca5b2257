/** When all is quiet, what a connected desktop shows of non-voice media is how it is: states, tasks, and no sign-in lost (MRD-5). */
import type { Checker, Report } from '../contract.ts';

export function trueMedia(report: Report): Checker {
  return {
    end({ world, desks }) {
      for (const desk of desks) {
        const { view } = desk;
        if (view?.phase !== 'connected') continue;
        const real = world.media.filter(({ loginId }) => loginId === desk.agentId);
        for (const { media, options } of view.media.domains) {
          const truth = real.find(({ mrdId }) => mrdId === media.id)?.state ?? 'LOGOUT';
          if (truth !== media.state) report(desk, `shows ${media.state} in domain ${media.id} and is ${truth}`);
          if (options && truth === 'LOGOUT') report(desk, `has lost its sign-in to domain ${media.id}`);
        }
        const shown = view.media.tasks.map(({ id, state }) => `${id} ${state}`).sort();
        const tasks = real.flatMap((each) => each.tasks.map(({ id, state }) => `${id} ${state}`)).sort();
        if (shown.join() !== tasks.join())
          report(desk, `shows tasks [${shown.join(', ')}] and has [${tasks.join(', ')}]`);
      }
    },
  };
}
