/**
 * Brings a stored cluster back and up to the present: snapshot, replay, then the time of the absence. Pure but for the
 * world it is given to build; throws when the history does not replay, and the caller starts afresh.
 */
import type { ClusterLogEntry } from '../cluster/contract.ts';
import type { World, WorldOptions, WorldSnapshot } from '../sim/contract.ts';
import type { Ms } from '../wire/names.ts';
import type { ClockOrigin } from '../thread/clock.ts';
import { originAfterAbsence } from './clock-origins.ts';
import { unsealPasswords } from './credentials.ts';
import { noteClient, type StoredCluster } from './stored-cluster.ts';
import { createTimeline, type Timeline } from './timeline.ts';

export type WorldMaker = (options: WorldOptions, now: Ms, snapshot?: WorldSnapshot) => World;

/** The replay did not meet the times that were written: the journal belongs to another program or another history. */
export class ReplayDiverged extends Error {
  override readonly name = 'ReplayDiverged';
  readonly code = 'replay-diverged';
}

export interface Replayed {
  readonly timeline: Timeline;
  /** Number of the last input. */
  readonly sequence: number;
  readonly clients: Set<string>;
}

/** State at the last stored input, byte for byte as it was. */
export function replay(
  stored: StoredCluster,
  makeWorld: WorldMaker,
  onLog: (entry: ClusterLogEntry) => void = () => undefined,
): Replayed {
  const { snapshot, entries } = stored;
  const world = makeWorld(snapshot.options, snapshot.at, unsealPasswords(snapshot.world));
  const timeline = createTimeline(world, snapshot.at, (effects) => {
    // Nobody of that time listens any more; only the log is still worth reading.
    for (const effect of effects) if (effect.type === 'log') onLog(effect.entry);
  });
  const clients = new Set(snapshot.clients);
  let sequence = snapshot.through;
  for (const entry of entries) {
    const handledAt = timeline.feed(unsealPasswords(entry.input), entry.at);
    if (handledAt !== entry.at) {
      throw new ReplayDiverged(`input ${entry.sequence} was handled at ${handledAt}, not at ${entry.at}`);
    }
    noteClient(clients, entry.input);
    sequence = entry.sequence;
  }
  return { timeline, sequence, clients };
}

/**
 * A longer absence is not lived through: a cluster that was left broken retries without end (a day of a cut CTI is some
 * 130,000 events, seven seconds of work), and the page would wait for all of it.
 */
export const longestAbsenceMs: Ms = 24 * 60 * 60 * 1000;

export class AbsenceTooLong extends Error {
  override readonly name = 'AbsenceTooLong';
  readonly code = 'absence-too-long';
  constructor(awayMs: Ms) {
    super(`it was left alone for ${Math.floor(awayMs / 3_600_000)} hours of its time`);
  }
}

export interface Present extends Replayed {
  readonly origin: ClockOrigin;
  /** Clients that were connected when the cluster was last alive, and are not any more. */
  readonly gone: readonly string[];
  readonly replayedInputs: number;
  /** Virtual time between the last sign of life and now. */
  readonly awayMs: Ms;
}

/**
 * `replay`, then what the servers lived through meanwhile: all earlier clients fell silent at the last sign of life.
 * Throws `AbsenceTooLong`, and whatever a world throws at a history that is not its own.
 */
export function rebuild(
  stored: StoredCluster,
  makeWorld: WorldMaker,
  wall: Ms,
  onLog: (entry: ClusterLogEntry) => void = () => undefined,
): Present {
  const replayed = replay(stored, makeWorld, onLog);
  const { timeline, clients } = replayed;
  const lastAlive = Math.max(stored.lastSign.virtualAt, timeline.at);
  const due = originAfterAbsence(stored.lastSign, lastAlive, wall);
  const virtualAt = Math.floor(due.virtualAt);
  if (virtualAt - lastAlive > longestAbsenceMs) throw new AbsenceTooLong(virtualAt - lastAlive);
  const gone = [...clients];
  for (const client of gone) {
    timeline.feed({ type: 'client-gone', client }, lastAlive);
    clients.delete(client);
  }
  timeline.advance(virtualAt);
  return {
    ...replayed,
    origin: { ...due, virtualAt },
    gone,
    replayedInputs: stored.entries.length,
    awayMs: virtualAt - lastAlive,
  };
}
