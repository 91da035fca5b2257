/**
 * The network between desktops and nodes: delay, and cuts in which packets vanish without a word. It carries packets and
 * keeps count of connections; what is in a packet it does not read, except where a connection begins or ends.
 */
import { nodeNames } from '../wire/names.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import type { ClientSession } from '../cluster/contract.ts';
import type { NetworkFault } from './contract.ts';
import { isToNode } from './network-state.ts';
import type { Connection, NetworkState, Packet, Transit } from './network-state.ts';

/**
 * A connection whose data stays unacknowledged for so long is reset by the client's own stack. assumed; systems differ
 * from 20 s to many minutes.
 */
export const unacknowledgedLimitMs: Ms = 60_000;

/** What the network hands over, to the node or to the client, or takes as the end of a connection. */
export type Arrival =
  | { readonly kind: 'at-node'; readonly node: NodeName; readonly packet: Packet }
  | { readonly kind: 'at-client'; readonly connection: Connection; readonly packet: Packet }
  /** The client's stack gave the connection up; the node has not heard of it. */
  | { readonly kind: 'given-up'; readonly id: string; readonly connection: Connection };

/** The network's connections by what is asked of them, beside the state and never in it. */
interface ConnectionIndex {
  /** By client and its name for it: sessions of clients that are not gone, of which there is one each. */
  readonly sessions: Map<string, string>;
  readonly open: Record<NodeName, number>;
}

/**
 * Asked for every packet, and for every moment of a cut: a record from which entries are deleted is slow to walk. A network
 * that is not known yet, from a snapshot, is read once.
 */
const indexes = new WeakMap<NetworkState, ConnectionIndex>();

const sessionKey = (client: string, name: ClientSession): string => `${client} ${name}`;

function indexOf(state: NetworkState): ConnectionIndex {
  let index = indexes.get(state);
  if (index) return index;
  index = { sessions: new Map(), open: { publisher: 0, subscriber: 0 } };
  indexes.set(state, index);
  for (const [id, connection] of Object.entries(state.connections)) note(index, id, connection);
  return index;
}

function note(index: ConnectionIndex, id: string, { kind, client, name, node, gone }: Connection): void {
  index.open[node] += 1;
  if (kind === 'session' && !gone) index.sessions.set(sessionKey(client, name), id);
}

function forgetSession({ sessions }: ConnectionIndex, id: string, { client, name }: Connection): void {
  const key = sessionKey(client, name);
  if (sessions.get(key) === id) sessions.delete(key);
}

export function openConnection(state: NetworkState, connection: Connection): string {
  const index = indexOf(state);
  const id = `${connection.kind}-${state.nextConnection}`;
  state.nextConnection += 1;
  state.connections[id] = connection;
  note(index, id, connection);
  return id;
}

export function closeConnection(state: NetworkState, id: string): void {
  const index = indexOf(state);
  const connection = state.connections[id];
  if (!connection) return;
  index.open[connection.node] -= 1;
  if (connection.kind === 'session') forgetSession(index, id, connection);
  // In place: each request is a connection, and a copy of all for each would be most of a long run's work.
  Reflect.deleteProperty(state.connections, id);
}

export function markGone(state: NetworkState, id: string): void {
  const connection = state.connections[id];
  if (!connection) return;
  forgetSession(indexOf(state), id, connection);
  connection.gone = true;
}

export const sessionId = (state: NetworkState, client: string, name: ClientSession): string | undefined =>
  indexOf(state).sessions.get(sessionKey(client, name));

export const connectionsOf = (state: NetworkState, client: string): [string, Connection][] =>
  Object.entries(state.connections).filter(([, each]) => each.client === client);

/** Sends a packet on its way; during a cut nobody notices that it does not arrive. */
export function sendPacket(state: NetworkState, node: NodeName, packet: Packet, now: Ms): void {
  const road = state.roads[node];
  const direction = isToNode(packet) ? 'toNode' : 'toClient';
  const at = Math.max(now + road.latencyMs, road.lastArrival[direction]);
  road.lastArrival[direction] = at;
  insert(state, { at, sequence: (state.sequence += 1), node, packet });
}

function insert(state: NetworkState, transit: Transit): void {
  let index = state.transits.length;
  while (index > 0 && (state.transits[index - 1]?.at ?? 0) > transit.at) index -= 1;
  state.transits.splice(index, 0, transit);
}

/** When the network next has something to do. */
export function networkDeadline(state: NetworkState): Ms | undefined {
  let least = state.transits[0]?.at;
  for (const name of nodeNames) {
    const at = givesUpAt(state, name);
    if (at !== undefined && (least === undefined || at < least)) least = at;
  }
  return least;
}

function givesUpAt(state: NetworkState, name: NodeName): Ms | undefined {
  const { cutSince } = state.roads[name];
  if (cutSince === null || indexOf(state).open[name] === 0) return undefined;
  return cutSince + unacknowledgedLimitMs;
}

/** Does the next thing that is due at `now`; `undefined` when nothing is, an empty list when it came to nothing. */
export function stepNetwork(state: NetworkState, now: Ms): readonly Arrival[] | undefined {
  for (const name of nodeNames) {
    if ((givesUpAt(state, name) ?? Infinity) <= now) return giveUp(state, name);
  }
  const transit = state.transits[0];
  if (!transit || transit.at > now) return undefined;
  state.transits.shift();
  const { node, packet } = transit;
  const connection = state.connections[packet.connection];
  if (!connection) return [];
  const road = state.roads[node];
  if (road.cutSince !== null) {
    road.held.push(packet);
    return [];
  }
  return [arrival(node, packet, connection)];
}

function arrival(node: NodeName, packet: Packet, connection: Connection): Arrival {
  return isToNode(packet) ? { kind: 'at-node', node, packet } : { kind: 'at-client', connection, packet };
}

function giveUp(state: NetworkState, name: NodeName): readonly Arrival[] {
  const lost = Object.entries(state.connections).filter(([, each]) => each.node === name);
  state.roads[name].held = [];
  for (const [id] of lost) closeConnection(state, id);
  return lost.map(([id, connection]) => ({ kind: 'given-up', id, connection }));
}

/** A road's cut, or its end: what was held travels on in order, a delay later. */
export function applyNetworkFault(state: NetworkState, fault: NetworkFault, now: Ms): void {
  for (const name of fault.node === undefined ? nodeNames : [fault.node]) {
    const road = state.roads[name];
    switch (fault.action) {
      case 'set-latency':
        road.latencyMs = fault.ms;
        break;
      case 'cut-network':
        road.cutSince ??= now;
        break;
      case 'restore-network': {
        if (road.cutSince === null) break;
        road.cutSince = null;
        const held = road.held;
        road.held = [];
        // What was sent during the cut and is still under way must not overtake what was held before it.
        const underWay = state.transits.filter(({ node }) => node === name).map(({ packet }) => packet);
        state.transits = state.transits.filter(({ node }) => node !== name);
        for (const packet of [...held, ...underWay]) sendPacket(state, name, packet, now);
        break;
      }
    }
  }
}
