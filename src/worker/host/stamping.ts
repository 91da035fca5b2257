/** The session's sign of life, by which a later worker sees for how long nobody was there. */
import type { SessionStore } from '../store/session-store.ts';
import { stampEveryMs } from '../pure/kept-session.ts';

/** Sign of life every 5 s of virtual time (a twelfth of the grace), but no oftener than a write is worth. Real ms. */
export function stampRegularly(store: SessionStore, alive: () => boolean, speed: () => number): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const next = () => {
    timer = setTimeout(
      () => {
        if (alive()) store.stamp();
        next();
      },
      Math.max(100, stampEveryMs / speed()),
    );
  };
  next();
  return () => clearTimeout(timer);
}
