/** What an operator's screen would show of the cluster. Reads all parts, for the lab, tests and checkers only. */
import { nodeNames } from '../wire/names.ts';
import type { CtiSide, NodeName } from '../wire/names.ts';
import { loadView } from './capacity.ts';
import { chatView } from './chat.ts';
import type { ClusterOptions, ClusterView } from './contract.ts';
import { maintenanceView } from './maintenance-render.ts';
import { mediaViewOf } from './media-view.ts';
import { presentUsers } from './notification.ts';
import { isInService } from './render.ts';
import type { ClusterState } from './state.ts';

type NodeView = ClusterView['nodes'][NodeName];

export function viewOf(state: ClusterState, options: Pick<ClusterOptions, 'capacity'>): ClusterView {
  const nodeView = (name: NodeName): NodeView => {
    const node = state.nodes[name];
    const notification = state.notification[name];
    return {
      running: node.phase === 'running',
      inService: isInService(node),
      notificationRunning: notification.running,
      finessePresence: notification.running && notification.webApplication,
      ctiSide: node.cti.phase === 'connected' ? node.cti.side : undefined,
      present: presentUsers(notification),
      ...maintenanceView(node),
      ...loadView(state, name, options.capacity),
    };
  };
  return {
    nodes: Object.fromEntries(nodeNames.map((name) => [name, nodeView(name)])) as Record<NodeName, NodeView>,
    cti: { ...state.pg.sides },
    ctiLinks: Object.fromEntries(nodeNames.map((name) => [name, linksOf(state.pg.cut[name])])) as NonNullable<
      ClusterView['ctiLinks']
    >,
    agents: Object.values(state.pg.agents).map((agent) => ({
      loginId: agent.loginId,
      state: agent.state,
      reasonCode: agent.reason?.code,
      extension: agent.extension,
    })),
    calls: Object.values(state.telephony.calls).map((call) => ({
      id: call.id,
      from: call.from,
      to: call.to,
      agents: call.parties.flatMap((each) => each.loginId ?? []),
    })),
    awdb: { ...state.awdb.sides },
    chat: chatView(state.chat),
    media: mediaViewOf(state.pg.media),
  };
}

const linksOf = (cut: Readonly<Record<CtiSide, boolean>>): Record<CtiSide, 'whole' | 'cut'> => ({
  A: cut.A ? 'cut' : 'whole',
  B: cut.B ? 'cut' : 'whole',
});
