/** What a node knows of non-voice media, as the wire's objects. Changes nothing. */
import type { Dialog } from '../wire/dialog.ts';
import type { Media } from '../wire/media.ts';
import { paths } from '../wire/paths.ts';
import type { ReasonCode } from '../wire/reason-code.ts';
import { reasonCodes, systemReasonCode } from './fixtures.ts';
import { isoTime } from './iso-time.ts';
import { domainOf, mediaKey, unknownOptions } from './media-domains.ts';
import type { MediaFact, Task } from './media-messages.ts';
import { actionsOnTask } from './media-tasks.ts';
import type { NodeState } from './state.ts';

/** `undefined` for a domain that is not configured. Who was never heard of there is signed out. */
export function renderMedia(node: NodeState, loginId: string, mrdId: string): Media | undefined {
  const domain = domainOf(mrdId);
  if (!domain) return undefined;
  const key = mediaKey(loginId, mrdId);
  const fact = node.media.facts[key];
  const state = fact?.state ?? 'LOGOUT';
  const reason = fact && reasonOf(fact);
  return {
    uri: paths.userMedia(loginId, mrdId),
    id: domain.id,
    name: domain.name,
    description: domain.description,
    state,
    stateChangeTime: fact ? isoTime(fact.changedAt) : '',
    ...(state === 'NOT_READY' || state === 'LOGOUT' ? { reasonCodeId: reason?.id ?? -1 } : {}),
    ...(reason ? { reasonCode: reason } : {}),
    routable: fact !== undefined && state !== 'LOGOUT' && fact.routable,
    interruptible: domain.interruptible,
    ...(node.media.options[key] ?? unknownOptions),
  };
}

function reasonOf({ reason, state }: MediaFact): ReasonCode | undefined {
  if (!reason) return undefined;
  const configured = reasonCodes.find((code) => code.id === reason.id);
  return configured ?? systemReasonCode(state === 'LOGOUT' ? 'LOGOUT' : 'NOT_READY', reason.code);
}

/** The agent's place in a task is named by the login, for there is no device (assumed). */
export function renderTask(task: Task): Dialog {
  const domain = domainOf(task.mrdId);
  const startTime = isoTime(task.offeredAt);
  return {
    uri: paths.dialog(task.id),
    id: task.id,
    mediaType: domain?.name ?? task.mrdId,
    fromAddress: task.customer,
    toAddress: task.loginId,
    state: task.state,
    associatedDialogUri: '',
    secondaryId: '',
    mediaProperties: {
      mediaId: task.mrdId,
      callType: '',
      dialedNumber: '',
      DNIS: '',
      queueNumber: '',
      queueName: '',
      wrapUpReason: '',
      callVariables: [],
    },
    participants: [
      {
        mediaAddress: task.loginId,
        mediaAddressType: domain?.description ?? '',
        state: task.state,
        stateCause: '',
        startTime,
        stateChangeTime: isoTime(task.changedAt),
        actions: actionsOnTask(task.state),
      },
    ],
  };
}
