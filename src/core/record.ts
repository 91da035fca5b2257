/** What outlives the core: the record for a new worker. Written whenever it would read differently. */
import { chatRecord } from './chat.ts';
import { settleDoubts } from './doubtful-calls.ts';
import { deriveGaps } from './gaps.ts';
import { unsettledIntents } from './intents.ts';
import { settleForgottenReads } from './gadget-reads.ts';
import { keepList } from './same.ts';
import type { SessionRecord } from './contract.ts';
import { deriveMedia } from './media-data.ts';
import { emit, patchView, type CoreState, type Step } from './state.ts';
import { tidyPrepared } from './prepare.ts';
import { hasTimer } from './timers.ts';
import type { PendingCommand } from './view.ts';

export function sessionRecord(state: CoreState): SessionRecord | undefined {
  const { session, node, epoch, maintenance } = state.view;
  if (!state.established || !session || node === undefined) return undefined;
  const target = state.failover?.target ?? node;
  const isMoving = state.failover !== undefined && state.failover.from !== target;
  return {
    version: 1,
    agentId: session.agentId,
    extension: session.extension,
    node: target,
    epoch,
    signedInAt: session.signedInAt,
    unsettled: unsettledIntents(state),
    ...(state.wish ? { wish: state.wish } : {}),
    races: state.races,
    ...(state.view.phase === 'displaced' ? { displaced: true as const } : {}),
    ...(isMoving && state.failover
      ? { movingSince: state.failover.startedAt, movingTrigger: state.failover.trigger }
      : {}),
    ...mediaRecord(state),
    ...chatRecord(state),
    ...(maintenance && maintenance.stage !== 'stays'
      ? {
          maintenance: {
            stage: maintenance.stage,
            from: maintenance.from,
            to: maintenance.to,
            movesAt: maintenance.movesAt,
            postponeSeconds: maintenance.postponeSeconds,
          },
        }
      : {}),
  };
}

/** A new worker signs in to the same domains, and knows for which gadgets it has to wait. */
function mediaRecord({ media }: CoreState): Pick<SessionRecord, 'media'> {
  const { signIns, services } = media;
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
  const text = session && JSON.stringify(session);
  if (text === state.persisted) return;
  if (text === undefined) delete state.persisted;
  else state.persisted = text;
  // A copy: parts of the state change in place.
  emit(step, { type: 'persist', session: text === undefined ? undefined : (JSON.parse(text) as SessionRecord) });
}

/** After every input and timer: the parts of view and record that follow from the rest of the state. */
export function deriveRest(step: Step): void {
  const { state } = step;
  deriveMedia(step);
  settleDoubts(step);
  deriveGaps(step);
  const pending = state.commands.map(({ id, command, since, status }): PendingCommand => ({
    id,
    command,
    since,
    status,
  }));
  settleForgottenReads(step);
  tidyPrepared(step);
  if (state.view.turn && !hasTimer(state, 'turn')) patchView(step, { turn: undefined });
  patchView(step, {
    pending: keepList(state.view.pending, pending, (entry) => entry.id),
    notifications: state.channel?.status ?? 'closed',
  });
  persistIfNew(step);
}
