/**
 * Runs one world in real life: feeds it with the clock's time, wakes it at its deadlines, and lets nothing out before the
 * inputs that led to it stand in the journal. Inputs that arrive while a transaction is under way go into the next one
 * together. Knows no ports and no clients; the database only as a `ClusterJournal`.
 */
import type { World, WorldEffect, WorldInput, WorldOptions, WorldView } from '../sim/contract.ts';
import type { Ms } from '../wire/names.ts';
import type { ClockOrigin } from '../thread/clock.ts';
import { createMovingClock } from '../thread/moving-clock.ts';
import { withSpeed } from './clock-origins.ts';
import type { ClusterJournal, JournalFailure } from './journal.ts';
import { journalFormat, noteClient, type JournalEntry, type StoredSnapshot } from './stored-cluster.ts';
import { createTimeline } from './timeline.ts';

export interface EngineOptions {
  /** Effects that may be seen now, in order. */
  readonly release: (effects: readonly WorldEffect[]) => void;
  /** Told once, when the journal is given up; the cluster goes on in memory. */
  readonly onJournalLost: (failure: JournalFailure) => void;
  /** The world threw something that is no refusal: a fault of ours, for the log. */
  readonly onFault: (error: unknown) => void;
  readonly options: WorldOptions;
  readonly origin: ClockOrigin;
  readonly sequence: number;
  readonly clients: Set<string>;
  readonly world: World;
  /** Virtual time up to which `world` has lived. */
  readonly at: Ms;
  readonly journal: ClusterJournal;
  /** Wall time, ms since 1970. */
  readonly wall: () => Ms;
}

export interface Engine {
  readonly origin: ClockOrigin;
  /** Whole virtual milliseconds; never goes back. */
  now(): Ms;
  view(): WorldView;
  /** Rethrows the world's refusal. `afterwards` runs when the input is journalled and its first effects are released. */
  feed(input: WorldInput, afterwards?: () => void): void;
  /** Clients with a session, as the world knows them. */
  readonly clients: ReadonlySet<string>;
  /** Goes on at another speed; virtual time is continuous. */
  setSpeed(speed: number): void;
  /** Writes the sign of life. */
  stamp(): void;
  /** Writes a snapshot now. Resolves when it is stored, or given up. */
  settle(): Promise<void>;
  /** Gives the journal up; told once. */
  goOnInMemory(because: JournalFailure): void;
  stop(): void;
}

/** A replay of this many inputs takes some ten milliseconds; a snapshot is larger than an input. */
const inputsPerSnapshot = 200;
/** After this much real time without an input, a snapshot costs nobody anything. */
const idleBeforeSnapshotMs = 5000;

export function createEngine(setup: EngineOptions): Engine {
  const { journal, clients } = setup;
  const clock = createMovingClock(setup.origin);
  let sequence = setup.sequence;
  let cancelWake: (() => void) | undefined;
  let idleTimer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let inMemory = false;
  let writing: Promise<void> | undefined;
  let unwritten: JournalEntry[] = [];
  let sinceSnapshot = 0;
  let snapshotWanted = false;
  let stampWanted = false;
  let committed = sequence;
  const held: { readonly after: number; readonly run: () => void }[] = [];

  const hold = (run: () => void): void => {
    held.push({ after: sequence, run });
  };
  const timeline = createTimeline(setup.world, setup.at, (effects) => {
    hold(() => setup.release(effects));
  });

  const releaseHeld = (): void => {
    for (let next = held[0]; next && next.after <= committed; next = held[0]) {
      held.shift();
      try {
        next.run();
      } catch (error) {
        // One client's trouble must keep nothing from the others, nor stop the journal.
        setup.onFault(error);
      }
    }
  };

  const now = (): Ms => Math.max(timeline.at, Math.floor(clock.now()));

  const wake = (): void => {
    if (stopped) return;
    try {
      timeline.advance(now());
      arm();
    } catch (error) {
      // Not armed again: a world that fails at a deadline would fail at it for ever.
      setup.onFault(error);
    }
    releaseHeld();
  };

  const arm = (): void => {
    cancelWake?.();
    const due = timeline.world.deadline();
    cancelWake = stopped || due === undefined ? undefined : clock.at(due, wake);
  };

  const sign = (): ClockOrigin => ({
    realAt: setup.wall(),
    virtualAt: now(),
    speed: clock.origin.speed,
  });

  const snapshot = (): StoredSnapshot => ({
    format: journalFormat,
    options: setup.options,
    at: timeline.at,
    through: sequence,
    world: timeline.world.snapshot(),
    clients: [...clients],
  });

  /** One transaction's work: a snapshot contains all inputs so far, so it takes their place. */
  const writeOnce = async (): Promise<void> => {
    const through = sequence;
    const entries = unwritten;
    unwritten = [];
    if (!snapshotWanted && sinceSnapshot + entries.length < inputsPerSnapshot) {
      sinceSnapshot += entries.length;
      try {
        if (entries.length > 0) await journal.append(entries);
        if (stampWanted) await journal.stamp(sign());
        stampWanted = false;
        committed = through;
        return;
      } catch {
        // A dead handle or a full disk: a snapshot opens the database anew and takes less room.
      }
    }
    const everything = sequence;
    unwritten = [];
    snapshotWanted = false;
    stampWanted = false;
    await journal.replace(snapshot(), sign());
    sinceSnapshot = 0;
    committed = everything;
  };

  const goOnInMemory = (because: JournalFailure): void => {
    if (inMemory) return;
    inMemory = true;
    unwritten = [];
    committed = sequence;
    setup.onJournalLost(because);
    releaseHeld();
  };

  const hasWork = (): boolean => !inMemory && (unwritten.length > 0 || snapshotWanted || stampWanted);

  const writeAll = async (): Promise<void> => {
    while (hasWork()) {
      try {
        await writeOnce();
      } catch (failure) {
        goOnInMemory(failure as JournalFailure);
      }
      releaseHeld();
    }
    writing = undefined;
  };

  const flush = async (): Promise<void> => {
    if (inMemory) {
      unwritten = [];
      committed = sequence;
      releaseHeld();
    }
    if (hasWork()) writing ??= writeAll();
    await writing;
  };

  const restartIdleTimer = (): void => {
    clearTimeout(idleTimer);
    idleTimer = setTimeout(() => {
      if (stopped || sinceSnapshot === 0) return;
      snapshotWanted = true;
      void flush();
    }, idleBeforeSnapshotMs);
  };

  arm();
  return {
    clients,
    now,
    get origin() {
      return clock.origin;
    },
    view: () => timeline.world.view(),
    feed(input, afterwards) {
      const at = now();
      timeline.advance(at);
      // The number is taken first: what the input brings about is held until this very input is journalled.
      sequence += 1;
      try {
        timeline.feed(input, at);
      } catch (error) {
        sequence -= 1;
        releaseHeld();
        arm();
        throw error;
      }
      noteClient(clients, input);
      unwritten.push({ sequence, at, input });
      if (afterwards) hold(afterwards);
      restartIdleTimer();
      void flush();
      arm();
    },
    setSpeed(speed) {
      clock.rebase(withSpeed(clock.now(), setup.wall(), speed));
      this.stamp();
    },
    stamp() {
      stampWanted = true;
      void flush();
    },
    settle() {
      snapshotWanted = true;
      return flush();
    },
    goOnInMemory,
    stop() {
      stopped = true;
      cancelWake?.();
      clearTimeout(idleTimer);
      journal.close();
    },
  };
}
