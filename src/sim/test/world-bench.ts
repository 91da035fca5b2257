/** A workbench for a whole world in virtual time, seen from desktops: one line per action. Test code only. */
import assert from 'node:assert/strict';
import type { XmppFromClient, XmppToClient } from '../../cluster/contract.ts';
import type { ApiReply, ApiRequest } from '../../wire/http.ts';
import type { Ms, NodeName } from '../../wire/names.ts';
import { paths } from '../../wire/paths.ts';
import type { Update } from '../../wire/update.ts';
import type { World, WorldEffect, WorldFault, WorldInput, WorldOptions } from '../contract.ts';
import { createWorld } from '../world.ts';

/** 2026-03-02T08:00:00Z */
export const start: Ms = 1_772_438_400_000;

export const options: WorldOptions = {
  seed: 11,
  hosts: { publisher: 'pub.example.com', subscriber: 'sub.example.com' },
  release: '12.6',
  load: 0,
  latencyMs: { publisher: 20, subscriber: 50 },
};

export type WorldBench = ReturnType<typeof worldBench>;

export function worldBench(changed: Partial<WorldOptions> = {}) {
  let now = start;
  const settings = { ...options, ...changed };
  let world: World = createWorld(settings, now);
  const out: { readonly at: Ms; readonly effect: WorldEffect }[] = [];
  const drain = (): void => {
    for (const effect of world.effects()) out.push({ at: now - start, effect });
  };
  const feed = (input: WorldInput): void => {
    try {
      world.handle(input, now);
    } finally {
      drain();
    }
  };
  const advance = (ms: Ms): void => {
    const until = now + ms;
    for (let due = world.deadline(); due !== undefined && due <= until; due = world.deadline()) {
      assert.ok(due >= start, 'a deadline before time began');
      now = Math.max(now, due);
      world.wake(now);
      drain();
    }
    now = until;
    world.wake(now);
    drain();
  };
  const xmpp = (client: string, node: NodeName, message: XmppFromClient): void => {
    feed({ type: 'xmpp', client, session: 's', node, message });
  };
  const answers = (client: string, id: string) =>
    out.flatMap(({ at, effect }) =>
      'id' in effect && effect.client === client && effect.id === id
        ? [{ at, answer: effect.type === 'rest-reply' ? effect.reply : effect.reason }]
        : [],
    );

  return {
    out,
    feed,
    advance,
    xmpp,
    answers,
    now: () => now - start,
    world: () => world,
    view: () => world.view(),
    reopen(): void {
      world = createWorld(settings, now, JSON.parse(JSON.stringify(world.snapshot())) as never);
    },
    fault(fault: WorldFault): void {
      feed({ type: 'fault', fault });
    },
    ask(client: string, node: NodeName, id: string, request: ApiRequest, loginId?: string): void {
      feed({
        type: 'rest',
        client,
        id,
        node,
        request,
        ...(loginId === undefined ? {} : { authorization: { scheme: 'Basic' as const, loginId, password: 'secret' } }),
      });
    },
    systemInfo(client: string, node: NodeName, id: string): void {
      feed({ type: 'rest', client, id, node, request: { method: 'GET', path: paths.systemInfo } });
    },
    /** Session open, signed in, Ready. */
    desk(client: string, loginId: string, node: NodeName): void {
      xmpp(client, node, { kind: 'connect', loginId, password: 'secret', resource: 'desktop' });
      this.signIn(client, loginId, node);
      this.ask(client, node, `ready-${now}`, ready(loginId), loginId);
      advance(500);
    },
    signIn(client: string, loginId: string, node: NodeName): void {
      const body = { kind: 'UserLogin', extension: String(Number(loginId) + 3000) } as const;
      this.ask(client, node, `login-${now}`, { method: 'PUT', path: paths.user(loginId), body }, loginId);
      advance(500);
    },
    /** Time passes and the client's session is kept by pings, as a living desktop does. */
    livesOn(client: string, node: NodeName, ms: Ms): void {
      for (let left = ms; left > 0; left -= 20_000) {
        xmpp(client, node, { kind: 'ping', ping: left });
        advance(Math.min(left, 20_000));
      }
    },
    messages: (client: string): XmppToClient[] =>
      out.flatMap(({ effect }) => (effect.type === 'xmpp' && effect.client === client ? [effect.message] : [])),
    updates: (client: string): Update[] =>
      out.flatMap(({ effect }) =>
        effect.type === 'xmpp' && effect.client === client && effect.message.kind === 'item'
          ? [effect.message.update]
          : [],
      ),
    agent(loginId: string): readonly [string, number | undefined] {
      const found = world.view().agents.find((each) => each.loginId === loginId);
      assert.ok(found);
      return [found.state, found.reasonCode];
    },
    forget(): void {
      out.length = 0;
    },
  };
}

export const ready = (loginId: string): ApiRequest => ({
  method: 'PUT',
  path: paths.user(loginId),
  body: { kind: 'UserState', state: 'READY' },
});

export const statusOf = (answer: ApiReply | string | undefined): number | string | undefined =>
  typeof answer === 'object' ? answer.status : answer;
