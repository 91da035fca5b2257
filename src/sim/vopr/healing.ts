/**
 * The beginning of the liveness phase: a core of the cluster is healed - one CTI side, at least one node and the network to
 * it - and whoever sits at a desktop does what a person would: opens it, gives the password when asked for it. The rest
 * stays as broken as it is.
 */
import { ctiSides, nodeNames, otherNode, type Ms, type NodeName } from '../../wire/names.ts';
import type { WorldFault, WorldView } from '../contract.ts';
import type { Desk } from './desk.ts';
import type { Dice } from './dice.ts';
import type { Swarm } from './swarm.ts';
import type { DeskWorker } from './worker.ts';

export interface HealingTools {
  readonly dice: Dice;
  readonly swarm: Swarm;
  readonly desks: readonly Desk[];
  readonly workers: readonly DeskWorker[];
  readonly now: () => Ms;
  readonly later: (delay: Ms, run: () => void) => void;
  readonly fault: (fault: WorldFault) => void;
  readonly world: () => WorldView;
  readonly note: (text: string) => void;
}

const askEveryMs: Ms = 4_000;

/** Longer than any part of the cluster waits for another's word. */
const wordMs: Ms = 10;

/** Returns the nodes that are well from now on. */
export function heal(tools: HealingTools): readonly NodeName[] {
  const { dice, swarm, desks, workers, now, fault } = tools;
  const good = dice.pick(nodeNames);
  const nodes = dice.chance(0.4) ? [good] : [good, otherNode(good)];
  const sides = dice.chance(0.5) ? [dice.pick(ctiSides)] : ctiSides;
  tools.note(`# liveness: healed are ${nodes.join(' and ')}, CTI ${sides.join(' and ')}`);
  for (const side of sides) fault({ action: 'restore-cti', side });
  // Without a database nobody is known, and every sign-in is refused.
  fault({ action: 'restore-awdb', side: 'both' });
  stopWhatGoesDown(tools);
  // Whoever signs in from now on may stay.
  if (swarm.signIn !== 'password') fault({ action: 'set-sign-in', lasts: '8 h' });
  for (const node of nodes) {
    fault({ action: 'restore-network', node });
    fault({ action: 'set-latency', node, ms: Math.min(400, swarm.latencyMs[node]) });
    fault({ action: 'start-node', node });
    fault({ action: 'start-notification', node });
    fault({ action: 'show-finesse-presence', node });
    // The active side may be the one whose links are cut.
    fault({ action: 'restore-cti', side: 'both', node });
  }
  // The operator's last word may still be on its way to the node.
  tools.later(wordMs, () => {
    for (const node of stopWhatGoesDown(tools)) if (nodes.includes(node)) fault({ action: 'start-node', node });
  });
  for (const desk of desks) {
    desk.store.setFull(false);
    desk.restoreChat();
    desk.wakeUp(now());
    const worker = workers[desk.index];
    worker?.loseShell(false);
    worker?.open();
    for (const node of nodes) desk.restore(node, now());
    desk.renew(now());
    sitDown(tools, desk, nodes);
  }
  return nodes;
}

/**
 * A node in maintenance is on its way to being stopped, which nobody waits for. It is also when all is done and only its last
 * words get out: who starts a node that still runs changes nothing, and it would be down a second after it was healed.
 */
function stopWhatGoesDown({ world, fault }: Pick<HealingTools, 'world' | 'fault'>): readonly NodeName[] {
  const { nodes } = world();
  const ending = nodeNames.filter((node) => {
    const { running, maintenance } = nodes[node];
    return running && maintenance !== undefined && maintenance.status !== 'FAILED';
  });
  for (const node of ending) fault({ action: 'stop-node', node });
  return ending;
}

/** Whose credential is asked for gives it, for as long as the run lasts. */
function sitDown(tools: HealingTools, desk: Desk, healed: readonly NodeName[]): void {
  const { dice, later, now } = tools;
  later(dice.between(askEveryMs, 2 * askEveryMs), () => {
    sitDown(tools, desk, healed);
    const { view, agentId, extension } = desk;
    if (view?.phase === 'expired') {
      const node = healed.find((each) => each === view.node) ?? dice.pick(healed as [NodeName]);
      desk.feed({ type: 'sign-in', agentId, extension, node }, now());
    } else if (view?.phase !== 'signed-out' && view?.signInEnd) desk.renew(now());
  });
}
