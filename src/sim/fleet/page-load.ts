/**
 * One browser that loads the desktop from a node: the stages of the chain one after the other, six connections, TCP's slow
 * start, and one main thread on which responses queue. Knows the chain's form and no node; its host sends what it asks for.
 */
import type { ApiRequest } from '../../wire/http.ts';
import type { Ms } from '../../wire/names.ts';
import { connectionsPerHost, firstWindowBytes, reloadChain, roundTrips, type GadgetKind } from './chain.ts';

export interface PageLoadOptions {
  readonly loginId: string;
  readonly gadgets: number;
  readonly gadgetKind: GadgetKind;
  readonly roundTripMs: Ms;
  readonly browserMsPerResponse: Ms;
  readonly bytesOf: (request: ApiRequest) => number;
  /** Sends a request after so long; `number` comes back with the response. */
  readonly send: (number: number, request: ApiRequest, after: Ms) => void;
  /** Calls back later. */
  readonly later: (at: Ms, step: PageStep) => void;
  readonly done: (at: Ms) => void;
}

export type PageStep =
  | { readonly kind: 'received'; readonly number: number }
  /** The main thread has worked off the last response of a stage; those before it change nothing that anybody sees. */
  | { readonly kind: 'handled' };

export interface PageLoad {
  start(now: Ms): void;
  /** The first byte of a response is there. */
  response(number: number, now: Ms): void;
  step(step: PageStep, now: Ms): void;
}

interface Connection {
  open: boolean;
  busy: boolean;
  /** Bytes that may be under way without an acknowledgement. */
  window: number;
}

export function createPageLoad(options: PageLoadOptions): PageLoad {
  const { loginId, gadgets, gadgetKind, roundTripMs, browserMsPerResponse } = options;
  const connections: Connection[] = Array.from({ length: connectionsPerHost }, () => ({
    open: false,
    busy: false,
    window: firstWindowBytes,
  }));
  const underWay = new Map<number, { readonly connection: Connection; readonly bytes: number }>();
  let stage = -1;
  let waiting = 0;
  let unreceived = 0;
  let numbers = 0;
  let mainThreadFreeAt: Ms = 0;

  const sendWaiting = (): void => {
    const chain = reloadChain[stage];
    while (chain && waiting > 0) {
      // A connection that is open already is taken before another is opened.
      const connection = connections.find((each) => !each.busy && each.open) ?? connections.find((each) => !each.busy);
      if (!connection) return;
      waiting -= 1;
      numbers += 1;
      const request = chain.request(loginId, gadgetKind);
      underWay.set(numbers, { connection, bytes: options.bytesOf(request) });
      const setUp = connection.open ? 0 : roundTrips.connect;
      connection.open = true;
      connection.busy = true;
      options.send(numbers, request, setUp * roundTripMs);
    }
  };

  const nextStage = (now: Ms): void => {
    do stage += 1;
    while (stage < reloadChain.length && countOf(stage) === 0);
    if (stage >= reloadChain.length) {
      options.done(now);
      return;
    }
    waiting = unreceived = countOf(stage);
    sendWaiting();
  };

  const countOf = (index: number): number => {
    const chain = reloadChain[index];
    return chain ? chain.perDesktop + chain.perGadget * gadgets : 0;
  };

  const received = (number: number, now: Ms): void => {
    const found = underWay.get(number);
    if (!found) return;
    underWay.delete(number);
    found.connection.busy = false;
    mainThreadFreeAt = Math.max(now, mainThreadFreeAt) + browserMsPerResponse;
    unreceived -= 1;
    if (unreceived === 0) options.later(mainThreadFreeAt, { kind: 'handled' });
    else sendWaiting();
  };

  return {
    start: nextStage,
    response(number, now) {
      const found = underWay.get(number);
      if (!found) return;
      let rounds = 0;
      // Each further window waits for the acknowledgement of the one before it.
      for (let sent = found.connection.window; sent < found.bytes; sent += found.connection.window) {
        found.connection.window *= 2;
        rounds += 1;
      }
      if (rounds === 0) received(number, now);
      else options.later(now + rounds * roundTripMs, { kind: 'received', number });
    },
    step(step, now) {
      if (step.kind === 'received') received(step.number, now);
      else nextStage(now);
    },
  };
}
