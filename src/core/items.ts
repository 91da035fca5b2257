/** Items of the notification channel: what each kind of update changes. The channel itself is in `channel-events.ts`. */
import type { Update } from '../wire/update.ts';
import { isVoice } from '../wire/dialog.ts';
import type { Dialog } from '../wire/dialog.ts';
import type { Media } from '../wire/media.ts';
import type { User } from '../wire/user.ts';
import { paths } from '../wire/paths.ts';
import { notePartings } from './call-commands.ts';
import { commandErrorEvent, settleByDialogEvent } from './commands.ts';
import { applyAgent, applyDialogs, ownAgentId, ownExtension } from './data.ts';
import { learnSystemInfo } from './knowledge.ts';
import { probe } from './links.ts';
import { mediaErrorTold, mediaEventTold } from './media-asks.ts';
import { applyMedia, tasksTold } from './media-data.ts';
import { maintenanceTold } from './maintenance.ts';
import { read, readAllTasks, userToldWhole } from './reading.ts';
import { dataChanged } from './replies.ts';
import { currentNodeTold } from './search.ts';
import { signOutRefused } from './session.ts';
import { signInLoginOutcome } from './sign-in.ts';
import { loginRefusal } from './signing-on.ts';
import { removeDialogs, replaceQueues, updateMember, updateQueue, upsertDialog, upsertTeam } from './slices.ts';
import { emit, patchView, type ChannelState, type Step } from './state.ts';
import { teamMessageTold } from './team-messages.ts';
import { attemptFailed, loginRefused, outOfService } from './trouble.ts';

export function applyUpdate(step: Step, channel: ChannelState, path: string, update: Update): void {
  const { view } = step.state;
  const { data } = update;
  switch (data.kind) {
    case 'User':
      userTold(step, update.event === 'delete' ? undefined : data.value);
      break;
    case 'Dialogs':
      dialogsTold(step, update.event, data.value);
      break;
    case 'Dialog':
      dialogsTold(step, update.event, [data.value]);
      break;
    case 'Queue': {
      const gone = data.value.id;
      const isGone = update.event === 'delete';
      const queues = isGone ? view.queues.filter(({ id }) => id !== gone) : updateQueue(view.queues, data.value);
      patchView(step, { queues });
      break;
    }
    case 'Queues':
      patchView(step, { queues: replaceQueues(view.queues, data.value) });
      break;
    case 'Team':
      step.state.events.teams += 1;
      patchView(step, { teams: upsertTeam(view.teams, data.value) });
      dataChanged(step, false);
      break;
    case 'SystemInfo':
      learnSystemInfo(step, channel.node, data.value);
      if (data.value.status === 'OUT_OF_SERVICE') outOfService(step);
      else if (channel.node === view.node) currentNodeTold(step);
      break;
    case 'ApiErrors':
      errorTold(step, update);
      break;
    case 'Malformed':
      readAgain(step, path);
      break;
    case 'Empty':
      if (update.event === 'delete') dialogGone(step, update.source);
      break;
    case 'Media':
      mediaTold(step, [data.value]);
      break;
    case 'MediaList':
      mediaTold(step, data.value);
      break;
    case 'MaintenanceAlert':
      maintenanceTold(step, channel.node, data.value);
      break;
    case 'MaintenanceMode':
      // The administrator's object.
      break;
    case 'TeamMessage':
      teamMessageTold(step, update.event, data.value);
      dataChanged(step, false);
      break;
    case 'ConnectedUsersInfo':
    case 'TeamMessages':
      // Only ever answers.
      break;
    case 'SsoTokens':
    case 'DesktopConfig':
    case 'PhoneBooks':
    case 'ReasonCode':
    case 'WrapUpReasons':
    case 'Workflows':
    case 'MediaPropertiesLayouts':
    case 'ReasonCodes':
      // Configuration reaches desktops at the next sign-in.
      break;
  }
}

function userTold(step: Step, user: User | undefined): void {
  if (!user) return;
  const { state } = step;
  if (user.loginId === ownAgentId(step)) {
    state.events.user += 1;
    applyAgent(step, user);
    userToldWhole(step);
    dataChanged(step, true);
    return;
  }
  state.events.teams += 1;
  patchView(step, { teams: updateMember(state.view.teams, user) });
  dataChanged(step, false);
}

function dialogsTold(step: Step, event: Update['event'], all: readonly Dialog[]): void {
  const { state } = step;
  const told = all.filter(isVoice);
  const tasks = all.filter((dialog) => !isVoice(dialog));
  if (tasks.length > 0) {
    tasksTold(step, event, tasks);
    dataChanged(step, false);
  }
  if (told.length === 0 && all.length > 0) return;
  state.events.dialogs += 1;
  const old = state.view.dialogs;
  notePartings(step, told);
  const next =
    event === 'delete'
      ? removeDialogs(
          old,
          told.map((dialog) => dialog.id),
        )
      : told.reduce((dialogs, dialog) => upsertDialog(dialogs, dialog, ownExtension(step)), old);
  applyDialogs(step, next);
  dataChanged(step, false);
  for (const dialog of told) settleByDialogEvent(step, dialog.id);
}

function mediaTold(step: Step, told: readonly Media[]): void {
  for (const media of told) {
    applyMedia(step, media);
    mediaEventTold(step, media.id);
  }
  dataChanged(step, false);
}

function dialogGone(step: Step, source: string): void {
  const { dialogs, media } = step.state.view;
  const gone = [...dialogs, ...media.tasks].filter((dialog) => paths.dialog(dialog.id) === source);
  if (gone.length > 0) dialogsTold(step, 'delete', gone);
}

function errorTold(step: Step, update: Update): void {
  if (update.data.kind !== 'ApiErrors') return;
  const { state } = step;
  const { requestId, source, data } = update;
  const isOwnUser = source === paths.user(ownAgentId(step));
  if (state.signingOut && (requestId === 'sign-out' || (requestId === '' && isOwnUser))) {
    signOutRefused(step, data.value[0]?.errorType ?? 'Generic Error', data.value[0]?.errorMessage ?? '');
  } else if (state.loginPending && (requestId === 'login' || (requestId === '' && isOwnUser))) {
    const refusal = loginRefusal(data.value);
    if (state.view.phase === 'signing-in') signInLoginOutcome(step, refusal);
    else if (state.view.phase === 'switching' || state.view.phase === 'restoring') {
      if (refusal.reason === 'credentials') attemptFailed(step, 'unauthorized');
      else loginRefused(step);
    }
  } else if (!mediaErrorTold(step, requestId, source, data.value)) {
    commandErrorEvent(step, requestId, source, data.value);
  }
}

function readTeamMessagesAgain(step: Step, path: string): void {
  const { agent } = step.state.view;
  const teams = [agent?.teamId, ...(agent?.teams ?? []).map(({ id }) => id)];
  const team = teams.find((id) => id !== undefined && paths.teamTeamMessages(id) === path);
  if (team !== undefined) read(step, `team-messages:${team}`);
}

/** An item that could not be read is counted, and what it would have changed is fetched. */
export function readAgain(step: Step, path: string): void {
  const { state } = step;
  const { epoch, node, phase, agent } = state.view;
  state.malformedItems += 1;
  emit(step, { type: 'mark', name: 'malformed-item', epoch, node });
  // Elsewhere everything is read anyway.
  if (phase !== 'connected' || node === undefined) return;
  const agentId = ownAgentId(step);
  const team = agent?.teams?.find(({ id }) => paths.teamUsers(id) === path);
  if (path === paths.systemInfo) probe(step, node, 'check');
  else if (path === paths.user(agentId)) read(step, 'user');
  else if (path === paths.userDialogs(agentId)) read(step, 'dialogs');
  else if (path === paths.userDialogsMedia(agentId)) readAllTasks(step);
  else if (path.startsWith(paths.userMediaList(agentId))) read(step, 'media');
  else if (team) read(step, `team:${team.id}`);
  else if (path.endsWith('/TeamMessages')) readTeamMessagesAgain(step, path);
  else read(step, 'queues');
}
