/** When all is quiet, what a connected desktop shows is how it is: the agent's state, and which calls there are. */
import type { Checker, Report } from '../contract.ts';

export function trueView(report: Report): Checker {
  return {
    end({ world, desks }) {
      for (const desk of desks) {
        const { view } = desk;
        if (view?.phase !== 'connected') continue;
        const truth = world.agents.find(({ loginId }) => loginId === desk.agentId);
        if (truth?.state !== view.agent?.state) {
          report(desk, `shows ${view.agent?.state ?? 'no state'} and is ${truth?.state ?? 'unknown'}`);
        }
        const own = (id: string): string | undefined =>
          view.dialogs
            .find((dialog) => dialog.id === id)
            ?.participants.find(({ mediaAddress }) => mediaAddress === desk.extension)?.state;
        const shown = view.dialogs.map(({ id }) => id).filter((id) => own(id) !== 'DROPPED' && own(id) !== 'WRAP_UP');
        const real = world.calls.filter(({ agents }) => agents.includes(desk.agentId)).map(({ id }) => id);
        const missing = real.filter((id) => !view.dialogs.some((dialog) => dialog.id === id));
        const invented = shown.filter((id) => !real.includes(id));
        if (missing.length > 0) report(desk, `does not show call ${missing.join(', ')}`);
        if (invented.length > 0) report(desk, `shows call ${invented.join(', ')}, which is over`);
      }
    },
  };
}
