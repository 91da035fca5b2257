/**
 * A workbench for the cluster in virtual time: requests, sessions and faults in one line each, everything that came out
 * kept in order. Test code only.
 */
import assert from 'node:assert/strict';
import { createCluster } from '../cluster.ts';
import type {
  Cluster,
  ClusterEffect,
  ClusterFault,
  ClusterInput,
  ClusterOptions,
  ClusterView,
  XmppToClient,
} from '../contract.ts';
import type { ApiReply, Method, RequestBody, WirePayload } from '../../wire/http.ts';
import type { Ms, NodeName } from '../../wire/names.ts';
import { paths } from '../../wire/paths.ts';
import type { Update } from '../../wire/update.ts';
import type { SettableAgentState } from '../../wire/user.ts';

/** 2026-03-02T08:00:00Z */
export const start: Ms = 1_772_438_400_000;

export const options: ClusterOptions = {
  seed: 7,
  hosts: { publisher: 'pub.example.com', subscriber: 'sub.example.com' },
  release: '12.6',
  load: 0,
};

export type Bench = ReturnType<typeof bench>;

export function bench(changed: Partial<ClusterOptions> = {}) {
  let now = start;
  let requests = 0;
  const settings = { ...options, ...changed };
  let cluster: Cluster = createCluster(settings, now);
  const out: (ClusterEffect & { readonly at: Ms })[] = [];

  const drain = (): void => {
    for (const effect of cluster.effects()) out.push({ ...effect, at: now });
  };
  const feed = (input: ClusterInput): void => {
    cluster.handle(input, now);
    drain();
  };
  /** Runs to the moment, from deadline to deadline. */
  const advance = (ms: Ms): void => {
    const until = now + ms;
    for (let due = cluster.deadline(); due !== undefined && due <= until; due = cluster.deadline()) {
      now = Math.max(now, due);
      cluster.wake(now);
      drain();
    }
    now = until;
    cluster.wake(now);
    drain();
  };

  const ask = (
    node: NodeName,
    method: Method,
    path: string,
    how: {
      readonly as?: string;
      readonly password?: string;
      readonly body?: RequestBody;
      readonly query?: Readonly<Record<string, string>>;
      readonly requestId?: string;
    } = {},
  ): string => {
    const id = `r${(requests += 1)}`;
    feed({
      type: 'rest',
      id,
      node,
      request: {
        method,
        path,
        ...(how.query ? { query: how.query } : {}),
        ...(how.body ? { body: how.body } : {}),
        ...(how.requestId === undefined ? {} : { requestId: how.requestId }),
      },
      ...(how.as === undefined
        ? {}
        : { authorization: { scheme: 'Basic', loginId: how.as, password: how.password ?? 'secret' } }),
    });
    return id;
  };
  const replyTo = (id: string): ApiReply | 'refused' | 'reset' | undefined => {
    const found = out.filter((effect) => 'id' in effect && effect.id === id);
    assert.ok(found.length <= 1, `request ${id} was answered ${found.length} times`);
    const [effect] = found;
    if (effect?.type === 'rest-reply') return effect.reply;
    return effect?.type === 'rest-refused' ? effect.reason : undefined;
  };
  /** Sends and waits for the reply, and 20 ms more: enough for the events of it. */
  const rest = (...args: Parameters<typeof ask>): ApiReply => {
    const id = ask(...args);
    advance(30);
    const reply = replyTo(id);
    assert.ok(
      reply !== undefined && typeof reply === 'object',
      `no reply but ${typeof reply === 'string' ? reply : 'silence'}`,
    );
    return reply;
  };

  const sent = (session: string): XmppToClient[] =>
    out.flatMap((effect) => (effect.type === 'xmpp' && effect.session === session ? [effect.message] : []));
  const updates = (session: string): Update[] =>
    sent(session).flatMap((message) => (message.kind === 'item' ? [message.update] : []));

  return {
    out,
    ask,
    rest,
    replyTo,
    feed,
    advance,
    sent,
    updates,
    now: () => now,
    view: (): ClusterView => cluster.view(),
    cluster: () => cluster,
    deadline: () => cluster.deadline(),
    /** Continues from what the snapshot says, as text. */
    reopen(): void {
      cluster = createCluster(settings, now, JSON.parse(JSON.stringify(cluster.snapshot())) as never);
    },
    fault(fault: ClusterFault): void {
      feed({ type: 'fault', fault });
    },
    connect(node: NodeName, loginId: string, session: string, resource = 'desktop'): void {
      feed({ type: 'xmpp', node, session, message: { kind: 'connect', loginId, password: 'secret', resource } });
      advance(10);
    },
    ping(node: NodeName, session: string): void {
      feed({ type: 'xmpp', node, session, message: { kind: 'ping', ping: 1 } });
      advance(5);
    },
    disconnect(node: NodeName, session: string): void {
      feed({ type: 'xmpp', node, session, message: { kind: 'disconnect' } });
      advance(10);
    },
    signIn(loginId: string, node: NodeName = 'publisher'): ApiReply {
      const body = { kind: 'UserLogin', extension: String(Number(loginId) + 3000) } as const;
      return rest(node, 'PUT', paths.user(loginId), { as: loginId, body });
    },
    setState(
      loginId: string,
      state: SettableAgentState,
      how: { node?: NodeName; reasonCodeId?: number } = {},
    ): ApiReply {
      const reason = how.reasonCodeId === undefined ? {} : { reasonCodeId: how.reasonCodeId };
      const body = { kind: 'UserState', state, ...reason } as const;
      return rest(how.node ?? 'publisher', 'PUT', paths.user(loginId), { as: loginId, body });
    },
    /** A call rings; returns its id. */
    ring(agent: string, from = '0301234567'): string {
      feed({ type: 'fault', fault: { action: 'ring', agent, from } });
      advance(20);
      const call = cluster.view().calls.find((each) => each.agents.includes(agent));
      assert.ok(call);
      return call.id;
    },
    act(
      loginId: string,
      callId: string,
      action: 'ANSWER' | 'HOLD' | 'RETRIEVE' | 'DROP',
      node: NodeName = 'publisher',
    ) {
      const targetMediaAddress = String(Number(loginId) + 3000);
      const body = { kind: 'DialogAction', action, targetMediaAddress } as const;
      return rest(node, 'PUT', paths.dialog(callId), { as: loginId, body });
    },
    agent(loginId: string): {
      readonly state: string;
      readonly reasonCode: number | undefined;
      readonly extension: string;
    } {
      const found = cluster.view().agents.find((each) => each.loginId === loginId);
      assert.ok(found);
      return found;
    },
    inService: (node: NodeName): boolean => cluster.view().nodes[node].inService,
    log: (): string[] => out.flatMap((effect) => (effect.type === 'log' ? [effect.entry.text] : [])),
    forget(): void {
      out.length = 0;
    },
  };
}

/** The payload, if it is of this kind. */
export function valueOf<Kind extends WirePayload['kind']>(
  payload: WirePayload,
  kind: Kind,
): Extract<WirePayload, { kind: Kind }> extends { value: infer Value } ? Value : never {
  assert.equal(payload.kind, kind);
  return (payload as unknown as { value: never }).value;
}

export function errorOf(reply: ApiReply): { status: number; type: string; message: string } {
  const [error] = valueOf(reply.payload, 'ApiErrors');
  assert.ok(error);
  return { status: reply.status, type: error.errorType, message: error.errorMessage };
}
