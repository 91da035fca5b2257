/**
 * A world small enough to see through, for tests of what drives a world: it answers requests after a delay, beats every
 * 5 s, and every verb leaves its exact time in a running hash, so that one wake-up at another moment shows for ever.
 */
import { ClusterRefusal } from '../../cluster/contract.ts';
import type { World, WorldEffect, WorldInput, WorldOptions, WorldSnapshot, WorldView } from '../../sim/contract.ts';
import type { ApiReply } from '../../wire/http.ts';

interface ToyState {
  hash: number;
  nextBeat: number;
  beats: number;
  due: { readonly at: number; readonly client: string; readonly id: string }[];
  gone: string[];
  password: string;
}

export const toyOptions: WorldOptions = {
  seed: 1,
  hosts: { publisher: 'publisher.understudy.example', subscriber: 'subscriber.understudy.example' },
  release: '12.6',
  load: 0,
  latencyMs: { publisher: 15, subscriber: 25 },
};

export function toyReply(status = 200): ApiReply {
  return { status, headers: {}, payload: { kind: 'Empty' } };
}

export function createToyWorld(options: WorldOptions, now: number, snapshot?: WorldSnapshot): World {
  const state: ToyState = snapshot
    ? structuredClone((snapshot as unknown as { toy: ToyState }).toy)
    : { hash: options.seed, nextBeat: now + 5000, beats: 0, due: [], gone: [], password: 'secret' };
  let out: WorldEffect[] = [];
  const mark = (text: string): void => {
    for (const char of text) state.hash = (state.hash * 31 + char.charCodeAt(0)) % 1_000_000_007;
  };
  return {
    handle(input: WorldInput, at) {
      if (input.type === 'fault' && input.fault.action === 'ring' && input.fault.agent === 'nobody') {
        throw new ClusterRefusal('unknown-agent', 'There is no agent "nobody".');
      }
      mark(`handle ${at} ${JSON.stringify(input)}`);
      if (input.type === 'rest')
        state.due.push({ at: at + options.latencyMs[input.node], client: input.client, id: input.id });
      if (input.type === 'client-gone') state.gone.push(input.client);
      if (input.type === 'fault') out.push({ type: 'log', entry: { at, part: 'operator', text: input.fault.action } });
      if (input.type === 'xmpp') {
        const { client, session } = input;
        out.push({ type: 'xmpp', client, session, message: { kind: 'bound', jid: `${session}@toy` } });
      }
    },
    wake(at) {
      mark(`wake ${at}`);
      if (at >= state.nextBeat) {
        state.beats += 1;
        state.nextBeat += 5000;
      }
      for (const { client, id } of state.due.filter((due) => due.at <= at)) {
        out.push({ type: 'rest-reply', client, id, reply: toyReply() });
      }
      state.due = state.due.filter((due) => due.at > at);
    },
    effects() {
      const drained = out;
      out = [];
      return drained;
    },
    deadline: () => Math.min(state.nextBeat, ...state.due.map(({ at }) => at)),
    view: () => ({ nodes: {}, beats: state.beats }) as unknown as WorldView,
    snapshot: () => ({ toy: structuredClone(state) }),
  };
}

export const toyHash = (world: World): number => (world.snapshot() as unknown as { toy: ToyState }).toy.hash;
export const toyGone = (world: World): readonly string[] => (world.snapshot() as unknown as { toy: ToyState }).toy.gone;

let requests = 0;
export function toyRequest(client = 'someone', node: 'publisher' | 'subscriber' = 'publisher'): WorldInput {
  requests += 1;
  return {
    type: 'rest',
    client,
    id: `r${requests}`,
    node,
    request: { method: 'GET', path: '/finesse/api/SystemInfo' },
  };
}
