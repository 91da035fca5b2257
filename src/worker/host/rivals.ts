/**
 * Other core workers of this browser. Two builds may be alive at once (their scripts have different URLs), and one build
 * twice (shared and dedicated). The newest build stays, and an agent has one core whatever happens: the lock
 * `core:<scope>:<agentId>` decides.
 */
import { heldLocks, holdLock, tryLock, whenLockFree } from '../../thread/locks.ts';
import type { Release } from '../../thread/locks.ts';
import { aliveLock, buildOfInstance, instancesOf } from '../pure/instance.ts';
import { isNewerBuild } from '../pure/version.ts';

/** Real ms: how long an older worker may take to step down, or a dying one to die. */
const patienceMs = 3000;

/** Thrown to pages: refusals by the host, not by the core. */
export class HostRefusal extends Error {
  override readonly name = 'HostRefusal';
  /** `agent-in-use`: another core worker of this browser has that agent's session. */
  readonly code: 'agent-in-use' | 'bad-arguments' | 'not-handing-over' | 'sign-in-refused' | 'sign-in-unreachable';
  constructor(code: HostRefusal['code'], message: string) {
    super(message);
    this.code = code;
  }
}

interface StepDown {
  readonly build: string;
}

export interface Rivals {
  /** The newest build that is alive, when that is not this one: this worker must not start a core. */
  readonly newer: string | undefined;
}

/** Holds the proof of life, makes older builds' workers step down, and listens for newer ones for ever after. */
export async function meetRivals(
  { scope, build, instance }: { readonly scope: string; readonly build: string; readonly instance: string },
  stepDown: (forBuild: string) => void,
): Promise<Rivals> {
  const words = new BroadcastChannel(`core-builds:${scope}`);
  words.onmessage = (event: MessageEvent<StepDown>) => {
    if (isNewerBuild(event.data.build, build)) stepDown(event.data.build);
  };
  await holdLock(aliveLock(instance));
  const alive = (await heldLocks(aliveLock(instancesOf(scope)))).map((lock) => ({
    lock,
    build: buildOfInstance(lock),
  }));
  const newer = alive.map((other) => other.build).filter((other) => isNewerBuild(other, build));
  if (newer.length > 0) return { newer: newer.sort().at(-1) };
  const older = alive.filter((other) => isNewerBuild(build, other.build));
  if (older.length > 0) words.postMessage({ build } satisfies StepDown);
  await Promise.all(older.map(({ lock }) => whenLockFree(lock, AbortSignal.timeout(patienceMs))));
  return { newer: undefined };
}

export interface AgentLock {
  /** Rejects with `HostRefusal` `agent-in-use`. Gives another agent's lock back first. */
  take(agentId: string): Promise<void>;
  release(): void;
}

export function createAgentLock(scope: string): AgentLock {
  let held: { readonly agentId: string; readonly release: Release } | undefined;
  const release = () => {
    held?.release();
    held = undefined;
  };
  return {
    async take(agentId) {
      if (held?.agentId === agentId) return;
      release();
      const name = `core:${scope}:${agentId}`;
      try {
        // The holder may be the worker that this one replaces, in its last moments.
        held = { agentId, release: (await tryLock(name)) ?? (await holdLock(name, AbortSignal.timeout(patienceMs))) };
      } catch {
        throw new HostRefusal('agent-in-use', `Agent ${agentId} is signed in by another core of this browser`);
      }
    },
    release,
  };
}
