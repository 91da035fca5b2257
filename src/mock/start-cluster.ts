/**
 * Brings the cluster up in a worker: the stored one with the time of the absence lived through, or a fresh one. Every way
 * in which the stored one cannot be used ends in a fresh one and a line in the log, never in a worker without a cluster.
 */
import type { ClusterLogEntry } from '../cluster/contract.ts';
import type { World, WorldOptions } from '../sim/contract.ts';
import type { Ms } from '../wire/names.ts';
import type { ClockOrigin } from '../thread/clock.ts';
import type { ClusterServer } from './cluster-server.ts';
import { createEngine, type Engine } from './engine.ts';
import { JournalFailure, type ClusterJournal } from './journal.ts';
import { rebuild, type WorldMaker } from './rebuild.ts';
import type { LoadedJournal } from './stored-cluster.ts';

export interface StartOptions {
  readonly server: ClusterServer;
  readonly journal: ClusterJournal;
  readonly makeWorld: WorldMaker;
  /** For a fresh cluster; a stored one keeps its own. */
  readonly options: WorldOptions;
  /** Wall time, ms since 1970. */
  readonly wall: () => Ms;
}

/** What an engine starts from. */
interface Beginning {
  readonly world: World;
  readonly at: Ms;
  readonly origin: ClockOrigin;
  readonly sequence: number;
  readonly clients: Set<string>;
  readonly options: WorldOptions;
  readonly say: string;
}

export async function startCluster(start: StartOptions): Promise<Engine> {
  const { server, journal, wall } = start;
  const remembered: ClusterLogEntry[] = [];
  const { loaded, lost } = await load(journal);
  let beginning: Beginning | undefined;
  let trouble = loaded.kind === 'unreadable' ? loaded.because : undefined;
  if (loaded.kind === 'stored') {
    try {
      beginning = goOn(loaded, start, (entry) => remembered.push(entry));
    } catch (error) {
      // An older program's history, or a damaged one: whatever the world throws at it, the servers must come up.
      trouble = error instanceof Error ? error.message : String(error);
    }
  }
  beginning ??= startAfresh(start, await server.firstSpeed, trouble);
  const { say, ...state } = beginning;
  for (const entry of remembered) server.log(entry);
  const engine = createEngine({
    ...state,
    journal,
    release: (effects) => server.release(effects),
    onJournalLost: (failure) => server.say(journalLost(failure)),
    onFault: (error) => server.say(`The simulated cluster failed: ${String(error)}`),
    wall,
  });
  // Before the first client is served: what it will be told must stand on something stored.
  if (lost) engine.goOnInMemory(lost);
  else await engine.settle();
  server.begin(engine, say);
  return engine;
}

async function load(journal: ClusterJournal): Promise<{ loaded: LoadedJournal; lost?: JournalFailure }> {
  try {
    return { loaded: await journal.load() };
  } catch (error) {
    const lost = error instanceof JournalFailure ? error : new JournalFailure('failed', String(error));
    return { loaded: { kind: 'empty' }, lost };
  }
}

function goOn(
  loaded: Extract<LoadedJournal, { kind: 'stored' }>,
  { makeWorld, wall }: StartOptions,
  onLog: (entry: ClusterLogEntry) => void,
): Beginning {
  const { timeline, sequence, clients, origin, gone, awayMs } = rebuild(loaded.cluster, makeWorld, wall(), onLog);
  const away = Math.round(awayMs / 1000);
  return {
    world: timeline.world,
    at: timeline.at,
    origin,
    sequence,
    clients,
    options: loaded.cluster.snapshot.options,
    say:
      `The servers went on while nobody watched: ${away} s have passed` +
      (gone.length > 0 ? `, and ${gone.length} connection(s) fell silent.` : '.'),
  };
}

function startAfresh(
  { makeWorld, options, wall }: StartOptions,
  speed: number,
  trouble: string | undefined,
): Beginning {
  const now = Math.floor(wall());
  const world = makeWorld(options, now);
  return {
    world,
    at: now,
    origin: { realAt: now, virtualAt: now, speed },
    sequence: 0,
    clients: new Set(),
    options,
    say:
      trouble === undefined
        ? 'A fresh cluster was started.'
        : `A fresh cluster was started; the stored one could not be used: ${trouble}.`,
  };
}

function journalLost({ code, message }: JournalFailure): string {
  const words: Readonly<Record<JournalFailure['code'], string>> = {
    unavailable: 'this browser offers no database here',
    blocked: 'the database is held by something else',
    quota: 'the browser’s storage is full',
    closed: 'the database was closed',
    failed: 'the database failed',
  };
  return `The cluster goes on in memory only and will not outlive a reload: ${words[code]} (${message}).`;
}
