/**
 * The stage of a scenario: one world in virtual time, and scripted clients that do as they are told and ping while they
 * live. It keeps the log. Knows no verb and judges nothing.
 */
import type { ClusterLogEntry, XmppFromClient } from '../cluster/contract.ts';
import type { Authorization } from '../wire/http.ts';
import type { Ms, NodeName } from '../wire/names.ts';
import { nodeNames } from '../wire/names.ts';
import type { WorldEffect, WorldInput, WorldOptions, WorldSnapshot } from './contract.ts';
import { ScenarioProblem } from './scenario-contract.ts';
import type { Answer, Desk, Stage } from './scenario-contract.ts';
import type { Words } from './scenario-words.ts';
import { createWorld } from './world.ts';

/** 2026-03-02T08:00:00Z */
const start: Ms = 1_772_438_400_000;
const pingEvery: Ms = 20_000;
const answerLimit: Ms = 10_000;
const boundLimit: Ms = 5_000;

/** What a scenario runs in unless a `given` line says otherwise. */
export const defaultOptions: WorldOptions = {
  seed: 11,
  hosts: { publisher: 'pub.example.com', subscriber: 'sub.example.com' },
  release: '12.6',
  load: 0,
  latencyMs: { publisher: 20, subscriber: 20 },
};

export function createStage(options: WorldOptions, words: Words): Stage & { readonly lines: readonly string[] } {
  let world = createWorld(options, start);
  const lines: string[] = [];
  const desks: Desk[] = [];
  const answers: Record<string, Answer | undefined> = {};
  const bound: Record<string, string | undefined> = {};
  const told: ClusterLogEntry[] = [];
  let toldBefore = 0;
  let now: Ms = 0;
  let counter = 0;
  let last: Answer | undefined;

  const log = (text: string): void => {
    lines.push(`${(now / 1000).toFixed(3).padStart(11)}  ${text}`);
  };

  const drain = (): void => {
    for (const effect of world.effects()) take(effect);
  };
  const feed = (input: WorldInput): void => {
    try {
      world.handle(input, start + now);
    } finally {
      drain();
    }
  };

  function take(effect: WorldEffect): void {
    if (effect.type === 'log') {
      told.push(effect.entry);
      log(`${effect.entry.part}: ${effect.entry.text}`);
      return;
    }
    const desk = desks.find((each) => each.client === effect.client);
    if (!desk) return;
    if (effect.type === 'chat') {
      const heard = words.chat(effect.message);
      desk.heard.push({ at: now, node: desk.node ?? 'publisher', words: heard });
      log(`${desk.agent} in the chat hears: ${heard}`);
      return;
    }
    if (effect.type === 'xmpp') {
      const { session, message } = effect;
      const node = desk.sessions[session]?.node ?? 'publisher';
      const closed = message.kind === 'closed' || message.kind === 'refused';
      if (message.kind === 'bound') bound[session] = 'bound';
      if (message.kind === 'refused') bound[session] = message.reason;
      const heard = words.heard(message);
      if (heard !== undefined) {
        desk.heard.push({ at: now, node, words: heard });
        log(`${desk.agent} at ${node} hears: ${heard}`);
      }
      if (closed) forget(desk, session);
      return;
    }
    answers[effect.id] = effect.type === 'rest-reply' ? effect.reply : effect.reason;
  }

  function forget(desk: Desk, session: string): void {
    desk.sessions = Object.fromEntries(Object.entries(desk.sessions).filter(([name]) => name !== session));
  }

  const pings = (): { readonly desk: Desk; readonly session: string; readonly at: Ms }[] =>
    desks.flatMap((desk) =>
      Object.entries(desk.sessions).map(([session, { nextPing }]) => ({ desk, session, at: nextPing })),
    );

  /** Does what is due next, no later than `until`; false when nothing is. */
  function step(until: Ms): boolean {
    const deadline = world.deadline();
    const inWorld = deadline === undefined ? Infinity : Math.max(now, deadline - start);
    const ping = pings().toSorted((a, b) => a.at - b.at)[0];
    if (Math.min(inWorld, ping?.at ?? Infinity) > until) return false;
    if (ping && ping.at < inWorld) {
      now = ping.at;
      const session = ping.desk.sessions[ping.session];
      if (session) ping.desk.sessions[ping.session] = { ...session, nextPing: now + pingEvery };
      send(ping.desk, ping.session, { kind: 'ping', ping: now });
    } else {
      now = inWorld;
      world.wake(start + now);
      drain();
    }
    return true;
  }

  function waitUntil(done: () => boolean, limit: Ms): boolean {
    const until = now + limit;
    for (;;) {
      if (done()) return true;
      if (step(until)) continue;
      now = until;
      return false;
    }
  }

  function send(desk: Desk, session: string, message: XmppFromClient): void {
    const node = desk.sessions[session]?.node;
    if (node) feed({ type: 'xmpp', client: desk.client, session, node, message });
  }

  function deskOf(agent: string): Desk {
    const known = desks.find((each) => each.agent === agent);
    if (known) return known;
    const desk: Desk = { agent, client: agent, node: undefined, sessions: {}, heard: [], used: 0 };
    desks.push(desk);
    return desk;
  }

  return {
    options,
    lines,
    log,
    begin(line) {
      for (const desk of desks) desk.used = desk.heard.length;
      toldBefore = told.length;
      log(`> ${line}`);
    },
    told: (since) => told.slice(since === 'command' ? toldBefore : 0),
    feed,
    waitUntil,
    now: () => now,
    view: () => world.view(),
    advance(ms) {
      waitUntil(() => false, ms);
    },
    reopen() {
      world = createWorld(options, start + now, JSON.parse(JSON.stringify(world.snapshot())) as WorldSnapshot);
    },
    fault: (fault) => {
      feed({ type: 'fault', fault });
    },
    desk: deskOf,
    desks: () => desks,
    connect(agent, node, how = {}) {
      const desk = deskOf(agent);
      const session = `session-${(counter += 1)}`;
      desk.sessions[session] = { node, nextPing: now + pingEvery };
      desk.node = node;
      const { password = 'secret', resource = 'desktop' } = how;
      send(desk, session, { kind: 'connect', loginId: agent, password, resource });
      waitUntil(() => bound[session] !== undefined, boundLimit);
      if (bound[session] === 'bound') return;
      forget(desk, session);
      throw new ScenarioProblem(`the notification service of the ${node} says: ${bound[session] ?? 'nothing'}`);
    },
    tell(agent, message, node) {
      const desk = deskOf(agent);
      for (const [session, open] of Object.entries(desk.sessions)) {
        if (node !== undefined && open.node !== node) continue;
        send(desk, session, message);
        if (message.kind === 'disconnect') forget(desk, session);
      }
    },
    vanish(agent) {
      const desk = deskOf(agent);
      feed({ type: 'client-gone', client: desk.client });
      desk.sessions = {};
      desk.client = `${agent}/${(counter += 1)}`;
    },
    request(agent, request, where, how = {}) {
      const desk = deskOf(agent);
      const node = where === undefined ? desk.node : nodeNames.find((name: NodeName) => name === where);
      if (!node) throw new ScenarioProblem(`say on which node: ${agent} is on none`);
      const id = `request-${(counter += 1)}`;
      const authorization: Authorization =
        how.token === undefined
          ? { scheme: 'Basic', loginId: agent, password: how.password ?? 'secret' }
          : { scheme: 'Bearer', token: how.token };
      feed({
        type: 'rest',
        client: desk.client,
        id,
        node,
        request,
        ...(how.anonymous ? {} : { authorization }),
      });
      waitUntil(() => answers[id] !== undefined, answerLimit);
      last = answers[id] ?? 'no answer';
      log(`${agent} gets from the ${node}: ${words.answer(last)}`);
      return last;
    },
    lastAnswer,
    lastAnswerWords: () => words.answer(lastAnswer()),
  };

  function lastAnswer(): Answer {
    if (last === undefined) throw new ScenarioProblem('nobody has asked anything yet');
    return last;
  }
}
