/**
 * The page comes from the other node's address: takes the waiting session to the core, or says why there is none. The
 * fragment tells; it is removed, so that F5 is a plain F5.
 */
import { arrivalText, type Arrival } from '../../desktop/messages-moving.ts';
import type { HandOverStore } from '../../handover/store.ts';
import type { CoreClient } from '../../worker/client/contract.ts';

/** Resolves with what the agent must be told, if anything. */
export async function arrive(client: CoreClient, store: HandOverStore): Promise<Arrival | undefined> {
  const { hash } = location;
  const told = /^#(moved|handed-over|hand-over-refused)(?:=([\w-]{1,40}))?$/.exec(hash);
  if (!told) return undefined;
  history.replaceState(null, '', `${location.pathname}${location.search}`);
  const [, word, value = ''] = told;
  if (word === 'hand-over-refused') return { kind: 'refused', code: value };
  if (word === 'moved') return value === 'unprepared' ? { kind: 'unprepared' } : undefined;
  const envelope = await store.takePending().catch(() => undefined);
  if (!envelope) return { kind: 'refused', code: 'used' };
  try {
    await client.handOver.take(envelope);
    return undefined;
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    return { kind: 'refused', code: typeof code === 'string' ? code : '' };
  }
}

/** Above the desktop, until somebody has signed in. */
export function showArrival(root: HTMLElement, arrival: Arrival, client: CoreClient): void {
  const line = root.ownerDocument.createElement('p');
  line.className = 'us-url-problems';
  line.setAttribute('role', 'status');
  line.dataset['testid'] = 'arrival';
  root.before(line);
  // After it is in the document: a status region is read aloud when it changes.
  line.textContent = arrivalText(arrival);
  // Gone with the sign-in that it asks for; who is signed in already reads it when there is time.
  let wasOut = client.view?.phase === 'signed-out';
  const stop = client.onView(({ phase }) => {
    wasOut ||= phase === 'signed-out';
    if (phase !== 'connected' || !wasOut) return;
    stop();
    line.remove();
  });
}
