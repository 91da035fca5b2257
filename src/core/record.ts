/** What outlives the core: the record for a new worker. Written whenever it would read differently. */
import { chatRecord } from './chat.ts';
import { settleDoubts } from './doubtful-calls.ts';
import { deriveGaps } from './gaps.ts';
import { unsettledIntents } from './intents.ts';
import { settleForgottenReads } from './gadget-reads.ts';
import { keepList, plainCopy, same } from './same.ts';
import type { SessionRecord } from './contract.ts';
import type { MediaBook } from './media-book.ts';
import { deriveMedia } from './media-data.ts';
import { emit, patchView, type CoreState, type Step } from './state.ts';
import { tidyPrepared } from './prepare.ts';
import { hasTimer } from './timers.ts';
import type { PendingCommand } from './view.ts';
import type { Writable } from '../wire/writable.ts';

/** Put together after every input: what may be absent is put in afterwards, which costs a tenth of spreading it. */
export function sessionRecord(state: CoreState): SessionRecord | undefined {
  const { session, node, epoch, maintenance } = state.view;
  if (!state.established || !session || node === undefined) return undefined;
  const target = state.failover?.target ?? node;
  const isMoving = state.failover !== undefined && state.failover.from !== target;
  const record: Writable<SessionRecord> = {
    version: 1,
    agentId: session.agentId,
    extension: session.extension,
    node: target,
    epoch,
    signedInAt: session.signedInAt,
    unsettled: unsettledIntents(state),
    races: state.races,
  };
  if (state.wish) record.wish = state.wish;
  if (state.view.phase === 'displaced') record.displaced = true;
  if (isMoving && state.failover) {
    record.movingSince = state.failover.startedAt;
    record.movingTrigger = state.failover.trigger;
  }
  const { media } = mediaRecord(state);
  if (media) record.media = media;
  const { chats } = chatRecord(state);
  if (chats) record.chats = chats;
  if (maintenance && maintenance.stage !== 'stays') {
    const { stage, from, to, movesAt, postponeSeconds } = maintenance;
    record.maintenance = { stage, from, to, movesAt, postponeSeconds };
  }
  return record;
}

/** A new worker signs in to the same domains, and knows for which gadgets it has to wait. */
function mediaRecord({ media }: CoreState): MediaRecord {
  const { signIns, services } = media;
  const known = mediaRecords.get(services);
  if (known?.signIns === signIns) return known.record;
  const record = newMediaRecord(media);
  mediaRecords.set(services, { signIns, record });
  return record;
}

type MediaRecord = Pick<SessionRecord, 'media'>;

/** Both lists are replaced, never changed: what was made of the same two is the same. */
const mediaRecords = new WeakMap<MediaBook['services'], { signIns: MediaBook['signIns']; record: MediaRecord }>();

function newMediaRecord({ signIns, services }: MediaBook): MediaRecord {
  if (services.length === 0 && Object.keys(signIns).length === 0) return {};
  const required = services
    .filter(({ need }) => need === 'required')
    .map(({ gadgetId, mrdId }) => ({ gadgetId, mrdId }))
    .filter(({ gadgetId, mrdId }, at, all) => {
      return all.findIndex((other) => other.gadgetId === gadgetId && other.mrdId === mrdId) === at;
    })
    .sort((one, other) => (`${one.mrdId} ${one.gadgetId}` < `${other.mrdId} ${other.gadgetId}` ? -1 : 1));
  if (required.length === 0 && Object.keys(signIns).length === 0) return {};
  return { media: { signIns, required } };
}

function persistIfNew(step: Step): void {
  const { state } = step;
  const session = sessionRecord(state);
  if (same(session, state.persisted)) return;
  // A copy: parts of the state change in place.
  const copy = session && plainCopy(session);
  state.persisted = copy;
  emit(step, { type: 'persist', session: copy });
}

/** After every input and timer: the parts of view and record that follow from the rest of the state. */
export function deriveRest(step: Step): void {
  const { state } = step;
  deriveMedia(step);
  settleDoubts(step);
  deriveGaps(step);
  settleForgottenReads(step);
  tidyPrepared(step);
  if (state.view.turn && !hasTimer(state, 'turn')) patchView(step, { turn: undefined });
  derivePending(step);
  const notifications = state.channel?.status ?? 'closed';
  if (state.view.notifications !== notifications) patchView(step, { notifications });
  persistIfNew(step);
}

function derivePending(step: Step): void {
  const { commands, view } = step.state;
  if (commands.length === 0 && view.pending.length === 0) return;
  const pending = commands.map(({ id, command, since, status }): PendingCommand => ({ id, command, since, status }));
  patchView(step, { pending: keepList(view.pending, pending, (entry) => entry.id) });
}
