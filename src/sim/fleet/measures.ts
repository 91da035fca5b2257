/** What is counted while a fleet runs: by second since the fault. Knows no desk and no node. */
import type { Ms } from '../../wire/names.ts';
import type { Curves } from './contract.ts';

export interface Measures {
  begin(at: Ms): void;
  readonly beganAt: Ms | undefined;
  arrival(at: Ms): void;
  login(at: Ms): void;
  request(bytes: number): void;
  /** An answer or a stanza has left the node. */
  sent(at: Ms, bytes: number): void;
  queue(at: Ms, length: number): void;
  restored(at: Ms): void;
  /** Once everybody is back, bytes and requests are counted no more. */
  end(): void;
  readonly totals: { bytes: number; requests: number };
  readonly restoredAt: readonly Ms[];
  curves(): Curves;
}

export function createMeasures(): Measures {
  const [arrivals, logins, sentBytes, queues]: [number[], number[], number[], number[]] = [[], [], [], []];
  const restoredAt: Ms[] = [];
  const totals = { bytes: 0, requests: 0 };
  let beganAt: Ms | undefined;
  let ended = false;
  const second = (at: Ms): number => Math.floor((at - (beganAt ?? at)) / 1000);
  const add = (list: number[], at: Ms, value: number): void => {
    if (beganAt === undefined || ended) return;
    const index = second(at);
    list[index] = (list[index] ?? 0) + value;
  };
  const filled = (list: readonly number[]): number[] =>
    Array.from({ length: list.length }, (_, index) => list[index] ?? 0);
  return {
    begin(at) {
      beganAt = at;
    },
    get beganAt() {
      return beganAt;
    },
    arrival: (at) => add(arrivals, at, 1),
    login: (at) => add(logins, at, 1),
    request(bytes) {
      if (beganAt === undefined || ended) return;
      totals.requests += 1;
      totals.bytes += bytes;
    },
    sent: (at, bytes) => add(sentBytes, at, bytes),
    queue(at, length) {
      if (beganAt === undefined || ended) return;
      const index = second(at);
      queues[index] = Math.max(queues[index] ?? 0, length);
    },
    restored(at) {
      restoredAt.push(at);
    },
    end() {
      ended = true;
    },
    totals,
    restoredAt,
    curves() {
      const restored: number[] = [];
      for (const at of restoredAt) restored[second(at)] = (restored[second(at)] ?? 0) + 1;
      const mbit = filled(sentBytes).map((bytes) => (bytes * 8) / 1e6);
      return {
        restored: filled(restored),
        arrivals: filled(arrivals),
        logins: filled(logins),
        mbit,
        queue: filled(queues),
      };
    },
  };
}
