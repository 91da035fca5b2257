/** The banner and the node indicator claim only what a probe or an event has just shown, of that node, with that content. */
import type { CoreInput } from '../../../core/contract.ts';
import type { NodeKnowledge } from '../../../core/view.ts';
import { nodeNames, type NodeName } from '../../../wire/names.ts';
import type { Checker, DeskFacts, Report } from '../contract.ts';
import { createRequestBook, systemInfoIn } from './looks.ts';

type Claim = Pick<NodeKnowledge, 'status' | 'heartbeat'>;

export function shownKnowledge(report: Report): Checker {
  const book = createRequestBook();
  const channels = new Map<string, Map<number, NodeName>>();

  /** What this input shows of this node. */
  function shown(desk: DeskFacts, input: CoreInput | undefined, node: NodeName): Claim | undefined {
    if (input === undefined) return undefined;
    const source =
      input.type === 'channel' ? channels.get(desk.id)?.get(input.channel) : book.asked(desk.id, input)?.node;
    if (source !== node) return undefined;
    const info = systemInfoIn(input);
    if (info) {
      const status = info.status === 'IN_SERVICE' ? 'in-service' : 'out-of-service';
      return { status, heartbeat: info.lastCTIHeartbeatStatus };
    }
    if (input.type === 'request-failed') return { status: 'unreachable', heartbeat: 'unknown' };
    const heartbeat = desk.view?.nodes[node].heartbeat ?? 'unknown';
    return input.type === 'reply' && input.reply.status >= 400 ? { status: 'out-of-service', heartbeat } : undefined;
  }

  return {
    life(desk, event) {
      if (event !== 'starts') return;
      book.forget(desk.id);
      channels.set(desk.id, new Map());
    },
    effect(desk, effect) {
      book.effect(desk.id, effect);
      if (effect.type === 'open-channel') channels.get(desk.id)?.set(effect.channel, effect.node);
    },
    handled(desk, input, before, after) {
      for (const node of nodeNames) {
        const was = before.nodes[node];
        const is = after.nodes[node];
        if (was === is) continue;
        if (was.status === is.status && was.heartbeat === is.heartbeat && was.seenAt === is.seenAt) continue;
        const proof = shown(desk, input, node);
        const isProven = proof?.status === is.status && proof.heartbeat === is.heartbeat && is.seenAt === desk.now;
        if (!isProven) {
          const proven = proof ? `${proof.status}/${proof.heartbeat}` : 'nothing';
          report(desk, `claims ${is.status}/${is.heartbeat} of the ${node}; shown was ${proven}`);
        }
      }
    },
  };
}
