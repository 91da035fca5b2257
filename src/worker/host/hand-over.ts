/**
 * The session's way out of this worker and into it, sealed for the worker at the other node's address. The credential is
 * in clear in the two workers' memory and nowhere between. Knows no pages and no forms.
 */
import { moveKinds, profileNames } from '../../core/contract.ts';
import type { CoreInput, MoveKind, ProfileName, SessionRecord } from '../../core/contract.ts';
import type { DesktopView } from '../../core/view.ts';
import { HandOverRefused, type Envelope } from '../../handover/contract.ts';
import { seal } from '../../handover/envelope.ts';
import { take } from '../../handover/receive.ts';
import { openHandOverStore, type HandOverStore } from '../../handover/store.ts';
import { nodeNames } from '../../wire/names.ts';
import type { Credential } from '../link/link.ts';
import type { LinkChoice } from '../protocol.ts';
import type { Identity } from './identity.ts';
import { HostRefusal } from './rivals.ts';

export interface HandOverOptions {
  readonly link: LinkChoice;
  readonly identity: Identity;
  readonly view: () => DesktopView;
  /** The last record that the core asked to keep. */
  readonly record: () => SessionRecord | undefined;
  /** Throws what the core throws. */
  readonly feed: (input: CoreInput) => void;
  /** Resolves when the session that was taken is kept: the thread that brought it may be about to end. */
  readonly kept: () => Promise<void>;
  readonly store?: HandOverStore;
  /** Own origin, and the wall clock: for tests. */
  readonly origin?: string;
  readonly wallNow: () => number;
}

export interface HandOver {
  /** Rejects with `HostRefusal` `not-handing-over` unless the core is doing so, in this epoch. */
  ticket(epoch: number): Promise<Envelope>;
  /** Rejects with `HandOverRefused`; the core is then as it was. */
  takeOver(envelope: unknown): Promise<'taken' | 'already-here'>;
}

interface SessionContent {
  readonly session: SessionRecord;
  readonly credential: Credential;
  readonly profile: ProfileName;
  readonly move: MoveKind;
}

export function createHandOver(options: HandOverOptions): HandOver {
  const { link, identity, view, record, feed, kept, wallNow } = options;
  const origin = options.origin ?? location.origin;
  const store = options.store ?? openHandOverStore();

  return {
    async ticket(epoch) {
      const session = record();
      const { credential } = identity;
      const isLeaving = () => view().phase === 'switching' && view().epoch === epoch;
      if (link.kind !== 'live' || !session || !credential || !isLeaving())
        throw new HostRefusal('not-handing-over', 'there is nothing to hand over now');
      const pairing = await store.sending(link.nodes[session.node], wallNow());
      if (!pairing) throw new HostRefusal('not-handing-over', 'the other address is not prepared');
      const { profile, move } = view();
      const content: SessionContent = { session, credential, profile, move };
      const envelope = await seal(pairing, { kind: 'session', from: origin, now: wallNow() }, content);
      if (!isLeaving()) throw new HostRefusal('not-handing-over', 'the move has ended otherwise');
      return envelope;
    },
    async takeOver(envelope) {
      if (link.kind !== 'live') throw new HandOverRefused('wrong-origin', 'simulated nodes take nothing over');
      const content = await take(store, envelope, { kind: 'session', to: origin, now: wallNow() });
      // The pair's node at this address, and no other, is where the session goes on.
      if (!isSessionContent(content) || link.nodes[content.session.node] !== origin)
        throw new HandOverRefused('unreadable', 'the hand-over holds no session for this address');
      const { session, credential, profile, move } = content;
      const { phase, session: present } = view();
      if (phase !== 'signed-out') {
        if (present?.agentId === session.agentId) return 'already-here';
        throw new HandOverRefused('occupied', 'another agent is signed in here');
      }
      await identity.assume(
        credential,
        () => true,
        () => {
          feed({ type: 'configure', profile, move });
          feed({ type: 'resume', session });
        },
      );
      await kept();
      return 'taken';
    },
  };
}

function isSessionContent(value: unknown): value is SessionContent {
  if (typeof value !== 'object' || value === null) return false;
  const { session, credential, profile, move } = value as Partial<Record<keyof SessionContent, unknown>>;
  const known = (credential ?? {}) as Partial<Record<keyof Credential, unknown>>;
  return (
    isSession(session) &&
    known.agentId === session.agentId &&
    typeof known.password === 'string' &&
    (known.accessToken === undefined || typeof known.accessToken === 'string') &&
    profileNames.some((name) => name === profile) &&
    moveKinds.some((kind) => kind === move)
  );
}

function isSession(value: unknown): value is SessionRecord {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Partial<Record<keyof SessionRecord, unknown>>;
  return (
    record.version === 1 &&
    typeof record.agentId === 'string' &&
    typeof record.extension === 'string' &&
    nodeNames.some((node) => node === record.node) &&
    Number.isSafeInteger(record.epoch) &&
    Number.isFinite(record.signedInAt) &&
    Array.isArray(record.unsettled)
  );
}
