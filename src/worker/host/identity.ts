/**
 * Who this worker acts for: the agent's credential (in memory only; sealed on disk by the session store) and the lock that
 * makes it the agent's one core. Sign-ins are taken one after the other.
 */
import type { Credential } from '../link/link.ts';
import { createAgentLock } from './rivals.ts';

export interface Identity {
  readonly credential: Credential | undefined;
  /**
   * Acts under this credential; when `act` throws, all is as before. `lock`: the agent's core is to be here from now
   * on (rejects with `HostRefusal` `agent-in-use` when another worker has it).
   */
  assume(credential: Credential, lock: () => boolean, act: () => void): Promise<void>;
  /** The same agent's credential in another form: tokens in place of a password, or newer ones. */
  replace(next: Credential): void;
  /** Nobody is signed in any more. Does nothing in the middle of `assume`. */
  forget(): void;
}

export function createIdentity(scope: string): Identity {
  const agentLock = createAgentLock(scope);
  let credential: Credential | undefined;
  let assuming = 0;
  let turns: Promise<unknown> = Promise.resolve();

  const assumeNow = async (next: Credential, lock: () => boolean, act: () => void) => {
    const before = credential;
    const locked = lock();
    if (locked) await agentLock.take(next.agentId);
    credential = next;
    try {
      act();
    } catch (error) {
      credential = before;
      if (locked) agentLock.release();
      throw error;
    }
  };

  return {
    get credential() {
      return credential;
    },
    assume(next, lock, act) {
      assuming += 1;
      const turn = turns.then(() => assumeNow(next, lock, act)).finally(() => (assuming -= 1));
      turns = turn.catch(() => undefined);
      return turn;
    },
    replace(next) {
      if (credential?.agentId === next.agentId) credential = next;
    },
    forget() {
      if (assuming > 0) return;
      credential = undefined;
      agentLock.release();
    },
  };
}
