/**
 * A floor full of agents in virtual time: desktops that sign in, ping, obey a maintenance alert and fail over when their
 * node goes away, as simply as can be. Nothing is checked here. Test code only.
 */
import type { WorldEffect, WorldInput, WorldOptions, World } from '../contract.ts';
import type { ApiRequest } from '../../wire/http.ts';
import { otherNode } from '../../wire/names.ts';
import type { Ms, NodeName } from '../../wire/names.ts';
import { paths } from '../../wire/paths.ts';
import { createWorld } from '../world.ts';
import { options, start } from './world-bench.ts';

interface Desk {
  readonly loginId: string;
  readonly number: number;
  node: NodeName;
  /** Grows with every session. */
  session: number;
  /** On the way to another node; nothing else is begun meanwhile. */
  moving: boolean;
}

/** Where agent `number` begins, and what becomes of it. */
export function createFloor(count: number, place: (number: number) => NodeName, changed: Partial<WorldOptions> = {}) {
  const world: World = createWorld({ ...options, extraAgents: count, ...changed }, start);
  const todo: { readonly at: Ms; readonly run: () => void }[] = [];
  let now = start;
  let requests = 0;

  const later = (delay: Ms, run: () => void): void => {
    const at = now + delay;
    const index = todo.findIndex((other) => other.at > at);
    todo.splice(index < 0 ? todo.length : index, 0, { at, run });
  };
  const feed = (input: WorldInput): void => {
    world.handle(input, now);
    for (const effect of world.effects()) take(effect);
  };
  const request = (desk: Desk, what: ApiRequest): void => {
    const authorization = { scheme: 'Basic', loginId: desk.loginId, password: 'secret' } as const;
    const id = `r${(requests += 1)}`;
    feed({ type: 'rest', client: desk.loginId, id, node: desk.node, request: what, authorization });
  };
  const tell = (desk: Desk, message: (WorldInput & { type: 'xmpp' })['message']): void => {
    feed({ type: 'xmpp', client: desk.loginId, session: `s${desk.session}`, node: desk.node, message });
  };
  const ping = (desk: Desk, session: number): void => {
    if (desk.session !== session) return;
    tell(desk, { kind: 'ping', ping: 0 });
    later(20_000, () => {
      ping(desk, session);
    });
  };
  const arrive = (desk: Desk, node: NodeName): void => {
    desk.node = node;
    desk.session += 1;
    desk.moving = false;
    tell(desk, { kind: 'connect', loginId: desk.loginId, password: 'secret', resource: 'desktop' });
    ping(desk, desk.session);
    const extension = String(Number(desk.loginId) + 3000);
    request(desk, { method: 'PUT', path: paths.user(desk.loginId), body: { kind: 'UserLogin', extension } });
  };
  /** One desktop's reload takes 5 to 15 s. */
  const move = (desk: Desk, ahead: Ms): void => {
    if (desk.moving) return;
    desk.moving = true;
    later(ahead, () => {
      tell(desk, { kind: 'disconnect' });
      desk.session += 1;
      later(5_000 + (desk.number % 11) * 1_000, () => {
        arrive(desk, otherNode(desk.node));
      });
    });
  };

  function take(effect: WorldEffect): void {
    if (effect.type !== 'xmpp') return;
    const desk = desks.get(effect.client);
    if (!desk || effect.session !== `s${desk.session}`) return;
    if (effect.message.kind === 'closed') move(desk, 0);
    if (effect.message.kind !== 'item') return;
    const { data } = effect.message.update;
    if (data.kind === 'MaintenanceAlert' && data.value.phase === 'MIGRATING') move(desk, data.value.seconds * 1000);
  }

  const desks = new Map<string, Desk>();
  for (let number = 0; number < count; number += 1) {
    const loginId = String(20_001 + number);
    desks.set(loginId, { loginId, number, node: place(number), session: 0, moving: false });
  }

  return {
    world,
    desks: [...desks.values()],
    request,
    fault: (fault: (WorldInput & { type: 'fault' })['fault']): void => {
      feed({ type: 'fault', fault });
    },
    /** Everybody signs in, one every 50 ms. */
    open(): void {
      for (const desk of desks.values()) {
        later(desk.number * 50, () => {
          arrive(desk, desk.node);
        });
      }
      this.advance(count * 50 + 1_000);
    },
    advance(ms: Ms): void {
      const until = now + ms;
      for (;;) {
        const inWorld = world.deadline() ?? Infinity;
        const own = todo[0]?.at ?? Infinity;
        if (Math.min(inWorld, own) > until) break;
        now = Math.max(now, Math.min(inWorld, own));
        if (own < inWorld) todo.shift()?.run();
        else {
          world.wake(now);
          for (const effect of world.effects()) take(effect);
        }
      }
      now = until;
    },
  };
}

export type Floor = ReturnType<typeof createFloor>;
