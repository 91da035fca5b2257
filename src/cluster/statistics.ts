/** Queue statistics, counted from one node's copy of agents and calls. Changes nothing. */
import { paths } from '../wire/paths.ts';
import type { Queue } from '../wire/queue.ts';
import { partyOf } from './calls.ts';
import type { QueueFixture } from './fixtures.ts';
import { isoTime } from './iso-time.ts';
import type { AgentFact } from './messages.ts';
import { agentFact, callsOf } from './render.ts';
import type { NodeState } from './state.ts';

type Talk = 'inbound' | 'outbound' | 'internal';

function talkOf(node: NodeState, agent: AgentFact): Talk | undefined {
  if (agent.state !== 'TALKING') return undefined;
  const call = callsOf(node, agent.loginId).find((each) => partyOf(each, agent.loginId)?.state !== 'HELD');
  if (call?.callType === 'AGENT_INSIDE' || call?.callType === 'CONSULT') return 'internal';
  return call?.callType === 'OUT' || call?.callType === 'OUTBOUND' ? 'outbound' : 'inbound';
}

/** Every member counts once: in one talking column, in one wrap-up column, as ready, not ready or busy otherwise. */
export function renderQueue(node: NodeState, queue: QueueFixture): Queue {
  const agents = queue.members.map((loginId) => agentFact(node, loginId)).filter((agent) => agent.state !== 'LOGOUT');
  const inState = (state: string): number => agents.filter((agent) => agent.state === state).length;
  const talking = (talk: Talk): number => agents.filter((agent) => talkOf(node, agent) === talk).length;
  // A call waits until somebody has answered it.
  const waiting = Object.values(node.calls).filter(
    (call) => call.queueId === queue.id && call.parties.some((each) => each.state === 'ALERTING'),
  );
  const longest = waiting.reduce((earliest, call) => Math.min(earliest, call.startedAt), Infinity);
  return {
    uri: paths.queue(queue.id),
    id: queue.id,
    name: queue.name,
    statistics: {
      callsInQueue: waiting.length,
      startTimeOfLongestCallInQueue: waiting.length > 0 ? isoTime(longest) : '',
      agentsReady: inState('READY'),
      agentsNotReady: inState('NOT_READY'),
      agentsBusyOther: ['RESERVED', 'RESERVED_OUTBOUND', 'RESERVED_OUTBOUND_PREVIEW', 'HOLD']
        .map(inState)
        .reduce((sum, each) => sum + each, 0),
      agentsLoggedOn: agents.length,
      agentsTalkingInbound: talking('inbound'),
      agentsTalkingOutbound: talking('outbound'),
      agentsTalkingInternal: talking('internal'),
      agentsWrapUpNotReady: inState('WORK'),
      agentsWrapUpReady: inState('WORK_READY'),
    },
  };
}
