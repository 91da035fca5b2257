/**
 * A cluster of one agent for tests of the host: speaks `src/mock/protocol.ts` on its ports, in XML like the real one, and
 * notes what it was asked. Both nodes are one: what is tested here is the worker, not failover.
 */
import type { ClientToCluster, ClusterToClient, LinkFrameOut } from '../../mock/protocol.ts';
import { originNow } from '../../thread/clock.ts';
import { holdLock } from '../../thread/locks.ts';
import type { Release } from '../../thread/locks.ts';
import type { ApiReply, ApiRequest, WirePayload } from '../../wire/http.ts';
import { paths } from '../../wire/paths.ts';
import { decodeRequest, encodeReply } from '../../wire/rest-codec.ts';
import { encodeUpdate } from '../../wire/update-codec.ts';
import type { AgentState, User } from '../../wire/user.ts';

export const agentId = '1001';
export const password = 'hunter2-hunter2';

export interface FakeCluster {
  /** What `clusterPort` of a core client gives away. */
  port(): MessagePort;
  /** `GET /finesse/api/SystemInfo` and so on, and `xmpp connect`, in the order of arrival. */
  readonly asked: string[];
  /** Everything as it crossed, to look for what must not be there. */
  readonly crossed: unknown[];
  speed: number;
  /** Number of hellos: one per port in use. */
  readonly hellos: number;
  state: AgentState;
  /** Answers nothing any more, as a cut network. */
  mute: boolean;
  /** The cluster's worker dies: its lock is free. A later port reaches a new one. */
  die(): void;
  changeSpeed(speed: number): void;
}

export async function createFakeCluster(): Promise<FakeCluster> {
  let instance = crypto.randomUUID();
  let release: Release = await holdLock(`cluster-alive:${instance}`);
  let ports: MessagePort[] = [];
  const sessions = new Map<string, MessagePort>();
  let items = 0;
  let hellos = 0;

  const send = (port: MessagePort, message: ClusterToClient) => port.postMessage(message);
  const welcome = (port: MessagePort) => send(port, { type: 'welcome', instance, clock: originNow(cluster.speed) });

  const user = (): User => ({
    uri: paths.user(agentId),
    loginId: agentId,
    loginName: agentId,
    firstName: 'Ada',
    lastName: 'Test',
    extension: cluster.state === 'LOGOUT' ? '' : '4001',
    roles: ['Agent'],
    state: cluster.state,
    stateChangeTime: '2026-01-01T00:00:00.000Z',
    teamId: '1',
    teamName: 'Support',
  });
  const publishUser = () => {
    const path = paths.user(agentId);
    const update = { event: 'put', source: path, requestId: '', data: { kind: 'User', value: user() } } as const;
    for (const [session, port] of sessions) {
      const frame = { kind: 'item', path, itemId: `item-${items++}`, xml: encodeUpdate(update) } as const;
      send(port, { type: 'xmpp', session, frame });
    }
  };

  const payload = (request: ApiRequest): WirePayload => {
    if (request.path === paths.systemInfo) return { kind: 'SystemInfo', value: systemInfo() };
    if (request.path === paths.user(agentId)) return { kind: 'User', value: user() };
    if (request.path.endsWith('/Dialogs')) return { kind: 'Dialogs', value: [] };
    if (request.path.endsWith('/Queues')) return { kind: 'Queues', value: [] };
    return { kind: 'ReasonCodes', value: [] };
  };
  const answer = (request: ApiRequest, known: boolean): ApiReply => {
    const headers = {};
    if (!known && request.path !== paths.systemInfo) return { status: 401, headers, payload: { kind: 'Empty' } };
    const { body } = request;
    if (request.method === 'GET') return { status: 200, headers, payload: payload(request) };
    if (body?.kind === 'UserLogin' && cluster.state === 'LOGOUT') cluster.state = 'NOT_READY';
    if (body?.kind === 'UserState') cluster.state = body.state;
    setTimeout(publishUser, 0);
    return { status: 202, headers, payload: { kind: 'Empty' } };
  };

  const frameFrom = (port: MessagePort, session: string, frame: LinkFrameOut) => {
    if (frame.kind === 'connect') {
      const good = frame.loginId === agentId && frame.password === password;
      cluster.asked.push(`xmpp connect ${good ? 'bound' : 'refused'}`);
      if (!good) {
        send(port, { type: 'xmpp', session, frame: { kind: 'refused', reason: 'unauthorized' } });
        return;
      }
      sessions.set(session, port);
      send(port, { type: 'xmpp', session, frame: { kind: 'bound', jid: `${agentId}@fake/${frame.resource}` } });
      send(port, { type: 'xmpp', session, frame: { kind: 'presence', user: 'finesse', available: true } });
    } else if (frame.kind === 'ping') {
      send(port, { type: 'xmpp', session, frame: { kind: 'pong', ping: frame.ping } });
    } else if (frame.kind === 'disconnect') {
      cluster.asked.push('xmpp disconnect');
      sessions.delete(session);
    } else if (frame.kind === 'subscribe') {
      send(port, { type: 'xmpp', session, frame: { kind: 'subscribed', path: frame.path } });
    }
  };

  const receive = (port: MessagePort, message: ClientToCluster) => {
    cluster.crossed.push(message);
    if (cluster.mute || !ports.includes(port)) return;
    if (message.type === 'hello') {
      hellos += 1;
      welcome(port);
    } else if (message.type === 'rest') {
      const { request, authorization } = decodeRequest(message.request);
      cluster.asked.push(`${request.method} ${request.path}`);
      const known = authorization?.scheme === 'Basic' && authorization.password === password;
      send(port, { type: 'rest', id: message.id, reply: encodeReply(answer(request, known)) });
    } else if (message.type === 'xmpp') frameFrom(port, message.session, message.frame);
    else if (message.type === 'goodbye') cluster.asked.push('goodbye');
  };

  const cluster = {
    asked: [] as string[],
    crossed: [] as unknown[],
    speed: 1,
    state: 'LOGOUT' as AgentState,
    mute: false,
    get hellos() {
      return hellos;
    },
    port() {
      const { port1, port2 } = new MessageChannel();
      ports.push(port1);
      port1.onmessage = (event: MessageEvent<ClientToCluster>) => receive(port1, event.data);
      return port2;
    },
    die() {
      ports = [];
      sessions.clear();
      const old = release;
      instance = crypto.randomUUID();
      void holdLock(`cluster-alive:${instance}`).then((next) => {
        release = next;
        old();
      });
    },
    changeSpeed(speed: number) {
      cluster.speed = speed;
      for (const port of ports) welcome(port);
    },
  };
  return cluster;
}

function systemInfo() {
  return {
    uri: paths.systemInfo,
    currentTimestamp: new Date().toISOString(),
    deploymentType: 'UCCE',
    status: 'IN_SERVICE',
    statusReason: '',
    lastCTIHeartbeatStatus: 'success',
    ctiHeartbeatInterval: 5,
    primaryNode: { host: 'publisher.understudy.example' },
    xmppDomain: 'publisher.understudy.example',
    xmppPubSubDomain: 'pubsub.publisher.understudy.example',
    systemAuthMode: 'NON_SSO',
    ctiServers: [],
  } as const;
}
