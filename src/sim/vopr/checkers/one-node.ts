/** Never signed in on two nodes at once: one channel with presence at any time, and after settling each agent is present on one node. */
import { nodeNames } from '../../../wire/names.ts';
import type { Checker, Report } from '../contract.ts';

export function oneNode(report: Report): Checker {
  const channels = new Map<string, Set<number>>();
  return {
    life(desk, event) {
      if (event === 'starts') channels.set(desk.id, new Set());
    },
    handled(desk, input) {
      if (input?.type !== 'channel') return;
      const { kind } = input.event;
      if (kind === 'failed' || kind === 'closed') channels.get(desk.id)?.delete(input.channel);
    },
    effect(desk, effect) {
      const open = channels.get(desk.id);
      if (effect.type === 'close-channel') open?.delete(effect.channel);
      // A session without presence may stand ready on the other node; with presence there is one.
      const isPresent = effect.type === 'present-channel' || (effect.type === 'open-channel' && !effect.presence);
      if (!isPresent || !open) return;
      const [other] = open;
      if (other !== undefined) report(desk, `opens channel ${effect.channel} while it has channel ${other}`);
      open.add(effect.channel);
    },
    end({ world, desks }) {
      for (const desk of desks) {
        if (!desk.view) continue;
        const present = nodeNames.filter((node) => world.nodes[node].present.includes(desk.agentId));
        const where = present.join(' and ') || 'no node';
        const { phase, node } = desk.view;
        if (phase === 'connected' && (present.length !== 1 || present[0] !== node)) {
          report(desk, `is connected to the ${node ?? '?'} and present on ${where}`);
        } else if (phase === 'signed-out' && present.length > 0) report(desk, `is signed out and present on ${where}`);
      }
    },
  };
}
