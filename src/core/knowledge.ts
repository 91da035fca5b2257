/** What probes and events have shown of the two nodes, and nothing else; plus the difference of the clocks. */
import type { Ms, NodeName } from '../wire/names.ts';
import type { SystemInfo } from '../wire/system-info.ts';
import { parseIsoTime } from './iso-time.ts';
import { maintenanceSeen } from './maintenance-facts.ts';
import { rememberLinkDown } from './race-memory.ts';
import { learnRoundTrip } from './round-trips.ts';
import { patchView, type Answer, type Step } from './state.ts';
import type { NodeKnowledge } from './view.ts';

/** Smaller differences are the network's doing. */
const clockNoiseMs = 25;

function learn(step: Step, node: NodeName, shown: Pick<NodeKnowledge, 'status' | 'heartbeat'>): void {
  if (shown.status === 'out-of-service' && node === step.state.view.node) rememberLinkDown(step);
  const { nodes } = step.state.view;
  const { status, heartbeat } = shown;
  const knowledge: NodeKnowledge = { ...nodes[node], status, heartbeat, seenAt: step.now };
  patchView(step, {
    nodes:
      node === 'publisher'
        ? { publisher: knowledge, subscriber: nodes.subscriber }
        : { publisher: nodes.publisher, subscriber: knowledge },
  });
}

/** `askedAt` is absent for an event: half a round trip is then not known. */
export function learnSystemInfo(step: Step, node: NodeName, info: SystemInfo, askedAt?: Ms): void {
  const status = info.status === 'IN_SERVICE' ? 'in-service' : 'out-of-service';
  learn(step, node, { status, heartbeat: info.lastCTIHeartbeatStatus });
  maintenanceSeen(step, node, info, askedAt);
  const stamped = parseIsoTime(info.currentTimestamp);
  if (stamped === undefined || askedAt === undefined || node !== step.state.view.node) return;
  const clockOffset = Math.round(stamped - (askedAt + step.now) / 2);
  if (Math.abs(clockOffset - step.state.view.clockOffset) > clockNoiseMs) patchView(step, { clockOffset });
}

export function learnUnreachable(step: Step, node: NodeName): void {
  learn(step, node, { status: 'unreachable', heartbeat: 'unknown' });
}

/** A 503 says out of service without telling why. */
export function learnOutOfService(step: Step, node: NodeName): void {
  learn(step, node, { status: 'out-of-service', heartbeat: step.state.view.nodes[node].heartbeat });
}

export type Health = 'good' | 'out-of-service' | 'unreachable';

/** Takes in the answer to a SystemInfo request; an answer that is none of SystemInfo's counts as out of service. */
export function learnProbe(step: Step, node: NodeName, askedAt: Ms, answer: Answer): Health {
  if (answer.kind === 'failed') {
    // Silence to an old question says nothing when the node was heard since.
    if ((step.state.view.nodes[node].seenAt ?? -1) <= askedAt) learnUnreachable(step, node);
    return 'unreachable';
  }
  learnRoundTrip(step, node, step.now - askedAt);
  const { status, payload } = answer.reply;
  if (status >= 200 && status < 300 && payload.kind === 'SystemInfo') {
    learnSystemInfo(step, node, payload.value, askedAt);
    return payload.value.status === 'IN_SERVICE' ? 'good' : 'out-of-service';
  }
  learnOutOfService(step, node);
  return 'out-of-service';
}

/** Good to be used: in service and, where the profile asks for it, with a successful CTI heartbeat (DF-4). */
export function isServing(step: Step, node: NodeName): boolean {
  const { status, heartbeat } = step.state.view.nodes[node];
  return status === 'in-service' && (!step.policy.heartbeatRequired || heartbeat === 'success');
}
