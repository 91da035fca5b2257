/**
 * IP-1 to IP-3: an IP Phone Agent never acts as a desktop. It asks and connects to the one node that its user signed in to,
 * looks at it every 5 s, has no chat, moves nowhere, and in the end sits at its sign-in screen, at work, or before a node
 * that is still away.
 */
import type { CoreEffect } from '../../../core/contract.ts';
import type { NodeName } from '../../../wire/names.ts';
import type { Ms } from '../../../wire/names.ts';
import { paths } from '../../../wire/paths.ts';
import type { Checker, DeskFacts, Report } from '../contract.ts';

/** What only desktops do. */
const desktopEffects: readonly CoreEffect['type'][] = [
  'open-chat',
  'chat-send',
  'hand-over',
  'reload-pages',
  'save-gadgets',
  'present-channel',
];
const desktopPhases: readonly string[] = ['migrating', 'displaced'];

export function phoneStays(report: Report): Checker {
  /** The node that its user has chosen. */
  const nodes = new Map<string, NodeName>();
  const askedAt = new Map<string, Ms>();
  const isPhone = ({ profile }: DeskFacts): boolean => profile === 'ippa';

  return {
    life(desk) {
      askedAt.delete(desk.id);
    },
    handled(desk, input, before, after) {
      if (!isPhone(desk)) return;
      if (input?.type === 'sign-in') nodes.set(desk.id, input.node);
      if (input?.type === 'resume') nodes.set(desk.id, input.session.node);
      // The other service did not take its user, who is asked again where the work was.
      if (after.phase === 'expired' && after.node !== undefined) nodes.set(desk.id, after.node);
      const node = nodes.get(desk.id);
      if (after.node !== undefined && after.node !== node)
        report(desk, `is on the ${after.node}; its user chose the ${node ?? '?'}`);
      if (desktopPhases.includes(after.phase)) report(desk, `is ${after.phase}, which only desktops are`);
      if (after.phase !== 'connected' || before.phase !== 'connected') askedAt.delete(desk.id);
    },
    effect(desk, effect) {
      if (!isPhone(desk)) return;
      if (desktopEffects.includes(effect.type)) report(desk, `does what only desktops do: ${effect.type}`);
      if (!('node' in effect) || effect.type === 'mark') return;
      const node = nodes.get(desk.id);
      if (effect.node !== node)
        report(desk, `turns to the ${effect.node} by ${effect.type}; its user chose the ${node ?? '?'}`);
      if (effect.type !== 'request' || effect.request.path !== paths.systemInfo) return;
      const { now, policy, view, steadySince } = desk;
      const last = askedAt.get(desk.id);
      if (view?.phase !== 'connected') return;
      if (last !== undefined && steadySince <= last && now - last > policy.watchEveryMs + policy.probeTimeoutMs) {
        report(desk, `looks at its node only after ${now - last} ms`);
      }
      askedAt.set(desk.id, now);
    },
    end({ world, desks, healed }) {
      for (const desk of desks) {
        if (!isPhone(desk) || desk.view?.phase !== 'searching') continue;
        const { node } = desk.view;
        if (node !== undefined && healed.includes(node) && world.nodes[node].inService) {
          report(desk, `still calls the ${node} unavailable, which is well`);
        }
      }
    },
  };
}
