/** `/finesse/api/User/{id}/Media` and the tasks in it: non-voice sign-in, states, actions (finesse.md §1.6). */
import type { ApiReply } from '../../wire/http.ts';
import type { MediaOptions, SettableMediaState } from '../../wire/media.ts';
import { systemReason } from '../../wire/reason-code.ts';
import { personOf, reasonCodes } from '../fixtures.ts';
import { domainOf, mediaDomains, mediaKey, unknownOptions } from '../media-domains.ts';
import type { MediaWish } from '../media-messages.ts';
import { actionsOnTask, isTaskAction } from '../media-tasks.ts';
import { isMutated } from '../mutations.ts';
import { rememberOptions } from '../node-media.ts';
import { renderMedia, renderTask } from '../render-media.ts';
import { mayLookAt, passOn, unusableBody } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { accepted, invalidInput, invalidState, notFound, notYours, ok, userNotFound } from './replies.ts';

export function getMediaList({ node, person }: Exchange, loginId: string): ApiReply {
  if (!mayLookAt(person, loginId)) return notYours(loginId);
  if (!personOf(loginId)) return userNotFound(loginId);
  const value = mediaDomains.flatMap((domain) => renderMedia(node, loginId, domain.id) ?? []);
  return ok({ kind: 'MediaList', value });
}

export function getMedia({ node, person }: Exchange, loginId: string, mrdId: string): ApiReply {
  if (!mayLookAt(person, loginId)) return notYours(loginId);
  if (!personOf(loginId)) return userNotFound(loginId);
  const value = renderMedia(node, loginId, mrdId);
  return value ? ok({ kind: 'Media', value }) : notFound(mrdId);
}

export function getMediaDialogs({ node, person }: Exchange, loginId: string, mrdId: string): ApiReply {
  if (!mayLookAt(person, loginId)) return notYours(loginId);
  if (!domainOf(mrdId)) return notFound(mrdId);
  const tasks = Object.values(node.media.tasks).filter((task) => task.loginId === loginId && task.mrdId === mrdId);
  return ok({ kind: 'Dialogs', value: tasks.map(renderTask) });
}

/** Only for oneself: no supervisor changes a member's media. */
export function putMedia(exchange: Exchange, loginId: string, mrdId: string): ApiReply {
  const { node, person, request, context } = exchange;
  if (person.loginId !== loginId) return notYours(loginId);
  if (!domainOf(mrdId)) return notFound(mrdId);
  const body = request.body;
  switch (body?.kind) {
    case 'MediaLogin': {
      const { maxDialogLimit, interruptAction, dialogLogoutAction } = body;
      const options: MediaOptions = {
        maxDialogLimit,
        interruptAction: interruptAction ?? unknownOptions.interruptAction,
        dialogLogoutAction: dialogLogoutAction ?? unknownOptions.dialogLogoutAction,
      };
      // Also when the agent is signed in already: the error that follows does not undo it.
      rememberOptions(node, loginId, mrdId, options);
      return ask(exchange, mrdId, { kind: 'login', maxTasks: maxDialogLimit });
    }
    case 'MediaState':
      return changeState(exchange, mrdId, body.state, body.reasonCodeId);
    case 'MediaRoutable':
      return ask(exchange, mrdId, { kind: 'routable', routable: body.routable });
    case 'MediaConnected': {
      const state = node.media.facts[mediaKey(loginId, mrdId)]?.state ?? 'LOGOUT';
      if (state !== 'WORK' && !isMutated(context.options, 'mrd-3-valid-in-any-state')) {
        return invalidState(`Only an agent in WORK can be made active; the agent is ${state}`);
      }
      return ask(exchange, mrdId, { kind: 'connected' });
    }
    default:
      return unusableBody(body, 'Media');
  }
}

function changeState(
  exchange: Exchange,
  mrdId: string,
  state: SettableMediaState,
  reasonCodeId: number | undefined,
): ApiReply {
  const { node, person } = exchange;
  const current = node.media.facts[mediaKey(person.loginId, mrdId)]?.state;
  if (current === 'WORK') return invalidState('In WORK no state can be asked for');
  if (state === 'READY') return ask(exchange, mrdId, { kind: 'ready' });
  // Tells the peripheral's statistics that the desktop was moved; no state comes of it (MM-3).
  if (state === 'NOT_READY' && reasonCodeId === systemReason.desktopReconnect) return accepted;
  const code = reasonCodes.find((each) => each.id === reasonCodeId && each.category === state);
  if (reasonCodeId !== undefined && !code) {
    return invalidInput('No such reason code for this state', String(reasonCodeId));
  }
  const reason = code ? { reason: { code: code.code, id: code.id } } : {};
  if (state === 'NOT_READY') return ask(exchange, mrdId, { kind: 'not-ready', ...reason });
  return ask(exchange, mrdId, logoutWish(exchange, mrdId, reason));
}

/** What becomes of open tasks is this node's knowledge, or the default. */
function logoutWish(
  { node, person }: Exchange,
  mrdId: string,
  reason: Pick<MediaWish & { kind: 'logout' }, 'reason'>,
): MediaWish {
  const { dialogLogoutAction } = node.media.options[mediaKey(person.loginId, mrdId)] ?? unknownOptions;
  return { kind: 'logout', tasks: dialogLogoutAction, ...reason };
}

/** Signing out of voice signs out of every medium, unless `user_signout_channel` says voice only. */
export function signOutOfAllMedia(exchange: Exchange): void {
  const { node, person, context } = exchange;
  const voiceOnly = context.options.userSignOutChannel === 'voice';
  if (voiceOnly) return;
  for (const { id } of mediaDomains) {
    const state = node.media.facts[mediaKey(person.loginId, id)]?.state ?? 'LOGOUT';
    if (state !== 'LOGOUT') ask(exchange, id, logoutWish(exchange, id, {}));
  }
}

function ask(exchange: Exchange, mrdId: string, wish: MediaWish): ApiReply {
  const { person, requestId } = exchange;
  return passOn(exchange, { kind: 'media', loginId: person.loginId, requestId, mrdId, wish });
}

export function getTask({ node, person }: Exchange, id: string): ApiReply {
  const task = node.media.tasks[id];
  if (!task) return notFound(id);
  return mayLookAt(person, task.loginId) ? ok({ kind: 'Dialog', value: renderTask(task) }) : notYours(id);
}

export function putTask(exchange: Exchange, id: string): ApiReply {
  const { node, person, request } = exchange;
  const task = node.media.tasks[id];
  if (!task) return notFound(id);
  if (task.loginId !== person.loginId) return notYours(id);
  const body = request.body;
  if (body?.kind !== 'DialogAction') return unusableBody(body, 'Dialog');
  if (body.targetMediaAddress !== person.loginId) {
    return invalidInput('targetMediaAddress is no participant', body.targetMediaAddress);
  }
  if (!isTaskAction(body.action)) return invalidInput('This action is not available here', body.action);
  const current = node.media.facts[mediaKey(task.loginId, task.mrdId)]?.state;
  if (current === 'INTERRUPTED') return invalidState('The agent is interrupted');
  if (!actionsOnTask(task.state).includes(body.action)) {
    return invalidState(`${body.action} is not possible while ${task.state}`);
  }
  return ask(exchange, task.mrdId, { kind: 'task', taskId: id, action: body.action });
}
