/**
 * A world: one simulated cluster and the network to it, as one five-verb part. It translates between clients' names and
 * the cluster's and keeps both clocks in step; it decides nothing that a network or a cluster decides.
 */
import { createCluster } from '../cluster/cluster.ts';
import type { ClusterEffect, ClusterSnapshot } from '../cluster/contract.ts';
import { copyOf, without } from '../cluster/record.ts';
import type { Ms } from '../wire/names.ts';
import type { nodeNames } from '../wire/names.ts';
import type { World, WorldEffect, WorldFault, WorldInput, WorldOptions, WorldSnapshot, WorldView } from './contract.ts';
import { parseFault } from './fault-arguments.ts';
import {
  applyNetworkFault,
  closeConnection,
  connectionsOf,
  markGone,
  networkDeadline,
  openConnection,
  sendPacket,
  sessionId,
  stepNetwork,
} from './network.ts';
import type { Arrival } from './network.ts';
import { freshNetwork } from './network-state.ts';
import type { Connection, NetworkState } from './network-state.ts';

interface WorldState {
  network: NetworkState;
  /** Chat sessions by the cluster's name for them. Nobody asks for the network to the chat service: it is always there. */
  chats: Record<string, { readonly client: string; readonly session: string }>;
  outbox: WorldEffect[];
}

/** A healthy world at `now`, or the one of `snapshot`. Throws `SnapshotMismatch` for another version's snapshot. */
export function createWorld(options: WorldOptions, now: Ms, snapshot?: WorldSnapshot): World {
  const cluster = createCluster(options, now, snapshot?.['cluster'] as ClusterSnapshot | undefined);
  const state: WorldState = snapshot
    ? (copyOf({
        network: snapshot['network'],
        chats: snapshot['chats'] ?? {},
        outbox: snapshot['outbox'],
      }) as unknown as WorldState)
    : { network: freshNetwork(options.latencyMs), chats: {}, outbox: [] };

  /** The cluster speaks: onto the road to the client. A word to a client that is gone goes nowhere. */
  const fromCluster = (effect: ClusterEffect, at: Ms): void => {
    if (effect.type === 'log') {
      state.outbox.push(effect);
      return;
    }
    // A world has the whole cluster inside, so no mail leaves; and its desktops ask none of these questions.
    if (effect.type === 'chat') {
      chatSaid(effect);
      return;
    }
    if (effect.type === 'mail' || effect.type === 'xmpp-answer') return;
    const id = effect.type === 'xmpp' ? effect.session : effect.id;
    const connection = state.network.connections[id];
    if (!connection) return;
    switch (effect.type) {
      case 'rest-reply':
        sendPacket(state.network, connection.node, { kind: 'reply', connection: id, reply: effect.reply }, at);
        return;
      case 'rest-refused':
        sendPacket(state.network, connection.node, { kind: 'refusal', connection: id, reason: effect.reason }, at);
        return;
      case 'xmpp':
        sendPacket(state.network, connection.node, { kind: 'to-client', connection: id, message: effect.message }, at);
        return;
    }
  };

  const chatSaid = ({ session: id, message }: ClusterEffect & { type: 'chat' }): void => {
    const names = state.chats[id];
    if (!names) return;
    if (message.kind === 'closed' || message.kind === 'refused') state.chats = without(state.chats, id);
    state.outbox.push({ type: 'chat', ...names, message });
  };

  const arrive = (arrival: Arrival, at: Ms): void => {
    switch (arrival.kind) {
      case 'at-node':
        deliverToNode(arrival, at);
        return;
      case 'at-client':
        deliverToClient(arrival);
        return;
      case 'given-up': {
        const { id, connection } = arrival;
        if (connection.kind === 'session')
          cluster.handle({ type: 'session-silent', node: connection.node, session: id }, at);
        if (!connection.gone) state.outbox.push(brokenConnection(connection));
        return;
      }
    }
  };

  const deliverToNode = ({ node, packet }: Arrival & { kind: 'at-node' }, at: Ms): void => {
    if (packet.kind === 'request') {
      const { connection: id, request, authorization } = packet;
      cluster.handle({ type: 'rest', id, node, request, ...(authorization ? { authorization } : {}) }, at);
    } else if (packet.kind === 'from-client') {
      cluster.handle({ type: 'xmpp', node, session: packet.connection, message: packet.message }, at);
      if (packet.message.kind === 'disconnect') closeConnection(state.network, packet.connection);
    } else if (packet.kind === 'silence') {
      cluster.handle({ type: 'session-silent', node, session: packet.connection }, at);
      closeConnection(state.network, packet.connection);
    }
  };

  const deliverToClient = ({ connection, packet }: Arrival & { kind: 'at-client' }): void => {
    const { client, name, gone } = connection;
    const effect = ((): WorldEffect | undefined => {
      switch (packet.kind) {
        case 'reply':
          return { type: 'rest-reply', client, id: name, reply: packet.reply };
        case 'refusal':
          return { type: 'rest-refused', client, id: name, reason: packet.reason };
        case 'to-client':
          return { type: 'xmpp', client, session: name, message: packet.message };
        default:
          return undefined;
      }
    })();
    if (effect && !gone) state.outbox.push(effect);
    const last = packet.kind !== 'to-client' || packet.message.kind === 'closed' || packet.message.kind === 'refused';
    if (last) closeConnection(state.network, packet.connection);
  };

  /** The earlier of the two goes first, the cluster before the network when equal; each at its own time. */
  const advance = (until: Ms): void => {
    for (;;) {
      const inCluster = cluster.deadline() ?? Infinity;
      const onNetwork = networkDeadline(state.network) ?? Infinity;
      const next = Math.min(inCluster, onNetwork);
      if (next > until) return;
      if (inCluster <= onNetwork) cluster.wake(next);
      else for (const arrival of stepNetwork(state.network, next) ?? []) arrive(arrival, next);
      for (const effect of cluster.effects()) fromCluster(effect, next);
    }
  };

  return {
    handle(input, at) {
      advance(at);
      takeInput(input, at);
      for (const effect of cluster.effects()) fromCluster(effect, at);
      // Without any delay on the road, things may be due at once.
      advance(at);
    },
    wake: advance,
    effects: () => state.outbox.splice(0),
    deadline() {
      const next = Math.min(cluster.deadline() ?? Infinity, networkDeadline(state.network) ?? Infinity);
      return next === Infinity ? undefined : next;
    },
    view: () => ({ ...cluster.view(), network: networkView(state.network) }),
    snapshot: () => copyOf({ cluster: cluster.snapshot(), ...state }),
  };

  function takeInput(input: WorldInput, at: Ms): void {
    const { network } = state;
    switch (input.type) {
      case 'rest': {
        const { client, id, node, request, authorization } = input;
        // A new connection during a cut gets no answer, now or later.
        if (network.roads[node].cutSince !== null) return;
        const connection = openConnection(network, { kind: 'request', client, name: id, node, gone: false });
        sendPacket(
          network,
          node,
          { kind: 'request', connection, request, ...(authorization ? { authorization } : {}) },
          at,
        );
        return;
      }
      case 'xmpp': {
        const { client, session, node, message } = input;
        const known = sessionId(network, client, session);
        if (known === undefined && (message.kind !== 'connect' || network.roads[node].cutSince !== null)) return;
        const connection =
          known ?? openConnection(network, { kind: 'session', client, name: session, node, gone: false });
        sendPacket(
          network,
          network.connections[connection]?.node ?? node,
          { kind: 'from-client', connection, message },
          at,
        );
        return;
      }
      case 'chat': {
        const id = JSON.stringify([input.client, input.session]);
        state.chats[id] = { client: input.client, session: input.session };
        cluster.handle({ type: 'chat', session: id, message: input.message }, at);
        return;
      }
      case 'client-gone':
        for (const [session, { client }] of Object.entries(state.chats)) {
          if (client !== input.client) continue;
          state.chats = without(state.chats, session);
          cluster.handle({ type: 'chat', session, message: { kind: 'disconnect' } }, at);
        }
        for (const [connection, { kind, node }] of connectionsOf(network, input.client)) {
          markGone(network, connection);
          if (kind === 'session') sendPacket(network, node, { kind: 'silence', connection }, at);
        }
        return;
      case 'fault':
        applyFault(input.fault, at);
        return;
    }
  }

  /** Checked here too: a fault may come from a script or a stored journal. Throws `ClusterRefusal`. */
  function applyFault(untrusted: WorldFault, at: Ms): void {
    const { action, ...args } = untrusted;
    const fault = parseFault(action, args);
    switch (fault.action) {
      case 'cut-network':
      case 'restore-network':
      case 'set-latency':
        state.outbox.push({ type: 'log', entry: { at, part: 'operator', text: networkText(fault) } });
        applyNetworkFault(state.network, fault, at);
        return;
      default:
        cluster.handle({ type: 'fault', fault }, at);
    }
  }
}

function brokenConnection({ kind, client, name }: Connection): WorldEffect {
  return kind === 'request'
    ? { type: 'rest-refused', client, id: name, reason: 'reset' }
    : { type: 'xmpp', client, session: name, message: { kind: 'closed', reason: 'reset' } };
}

function networkText(fault: WorldFault & { action: 'cut-network' | 'restore-network' | 'set-latency' }): string {
  const where = fault.node === undefined ? 'both nodes' : `the ${fault.node}`;
  if (fault.action === 'set-latency') return `sets the delay to ${where} to ${fault.ms} ms`;
  return `${fault.action === 'cut-network' ? 'cuts' : 'restores'} the network to ${where}`;
}

function networkView(state: NetworkState): WorldView['network'] {
  const road = (name: (typeof nodeNames)[number]) => ({
    cut: state.roads[name].cutSince !== null,
    latencyMs: state.roads[name].latencyMs,
  });
  return { publisher: road('publisher'), subscriber: road('subscriber') };
}
