/**
 * One Finesse node's web application: what arrives, and whose business it is. Everything it knows it was told by the
 * CTI link, its notification service or a request, and it forgets all of it when it stops.
 */
import { crowdArrives } from './admission.ts';
import { setConferenceFaults } from './conference-faults.ts';
import { admit, awdbTimedOut, rememberSuccess } from './awdb-access.ts';
import type { Admission, RestMessage } from './awdb-access.ts';
import { extraLoginIds } from './extra-people.ts';
import { paths } from '../wire/paths.ts';
import { staff } from './fixtures.ts';
import { handleMaintenance } from './maintenance.ts';
import { ctiMaintenanceTold } from './maintenance-pg.ts';
import type { NodeMessage } from './messages.ts';
import {
  accepted,
  attemptFailed,
  beginConnecting,
  fallsSilent,
  heardAgain,
  heartbeatMissed,
  linkLost,
  opening,
  tryNext,
} from './node-cti.ts';
import { graceOver, presenceChanged, presenceKnown, presenceUnknown } from './node-presence.ts';
import { publishStatistics, takeIn } from './node-publish.ts';
import type { NodeContext } from './part.ts';
import { answer } from './rest/router.ts';
import { readTeamMessages, removeTeamMessage, takeNews } from './team-messages.ts';
import type { NodeState } from './state.ts';

export function handleNode(node: NodeState, message: NodeMessage, context: NodeContext): void {
  if (message.kind === 'booted') {
    booted(node, context);
    return;
  }
  if (message.kind === 'conference-faults') {
    setConferenceFaults(node, message.on, message.only);
    return;
  }
  if (message.kind === 'awdb-link') {
    node.awdb.answers = message.answers;
    return;
  }
  if (node.phase !== 'running') {
    // The services were shut down while it was waited for.
    if (message.kind === 'rest') context.emit({ type: 'rest-refused', id: message.id, reason: 'reset' });
    return;
  }
  switch (message.kind) {
    case 'rest': {
      // Who is connected only the notification service knows: the request goes to see it, and comes back with the list.
      if (message.request.path === paths.connectedUsersInfo && node.present && !message.connected) {
        context.toNotification(node.name, { kind: 'list-connected', rest: message });
        return;
      }
      carryOn(node, message, admit(node, message, context), context);
      return;
    }
    case 'cti-event':
      if (node.cti.phase !== 'connected') return;
      node.lastNumber = message.event.number;
      {
        takeIn(node, message.event.event, context);
        return;
      }
    case 'cti-accepted': {
      accepted(node, message.side, message.catchUp, context);
      return;
    }
    case 'cti-opening': {
      opening(node, message.side, message.within, context);
      return;
    }
    case 'cti-refused': {
      attemptFailed(node, 'refused', context);
      return;
    }
    case 'cti-timeout': {
      attemptFailed(node, 'no answer', context);
      return;
    }
    case 'cti-closed':
      // A connection that was not up yet fails like one that was.
      if (node.cti.phase === 'trying' && node.cti.side === message.side) {
        attemptFailed(node, 'socket failed', context);
        return;
      }
      if (node.cti.phase === 'connected' && node.cti.side === message.side) linkLost(node, 'socket failed', context);
      return;
    case 'cti-try': {
      tryNext(node, context);
      return;
    }
    case 'cti-silent': {
      fallsSilent(node, context);
      return;
    }
    case 'cti-heard': {
      heardAgain(node, context);
      return;
    }
    case 'cti-heartbeat-missed': {
      heartbeatMissed(node, context);
      return;
    }
    case 'notification-running':
      if (!node.hidden) context.toNotification(node.name, { kind: 'web-application', available: true });
      return;
    case 'notification-up': {
      presenceKnown(node, message.present);
      return;
    }
    case 'notification-down': {
      forgetPresence(node, context);
      return;
    }
    case 'presence': {
      presenceChanged(node, message.loginId, message.available, context);
      return;
    }
    case 'grace-over': {
      graceOver(node, message.loginId, context);
      return;
    }
    case 'awdb-timeout': {
      const due = awdbTimedOut(node, message.id, context);
      if (due) carryOn(node, due.message, due.admission, context);
      return;
    }
    case 'sign-in': {
      node.sso = message.sso;
      return;
    }
    case 'crowd': {
      crowdArrives(node, message.wait, context);
      return;
    }
    case 'property': {
      node.media.autoWorkModeStateChange = message.value;
      context.log(`${message.property} is ${message.value}`);
      return;
    }
    case 'maintenance': {
      handleMaintenance(node, message.message, context);
      return;
    }
    case 'cti-maintenance': {
      ctiMaintenanceTold(node, message.phase, message.side, context);
      return;
    }
    case 'team-messages': {
      takeNews(node, message.news, context);
      return;
    }
    case 'team-message-over': {
      removeTeamMessage(node, message.id, 'other', context);
      return;
    }
    case 'statistics': {
      publishStatistics(node, context);
      return;
    }
  }
}

function booted(node: NodeState, context: NodeContext): void {
  if (node.phase !== 'booting') return;
  node.phase = 'running';
  delete node.maintenance;
  context.log('web application is running, OUT_OF_SERVICE until the CTI link is up');
  context.toNotification(node.name, { kind: 'web-application', available: true });
  context.toAwdb({ kind: 'hello', node: node.name });
  readTeamMessages(node, context);
  beginConnecting(node, context);
}

function carryOn(node: NodeState, message: RestMessage, admission: Admission, context: NodeContext): void {
  if (admission === 'wait') return;
  const reply = answer(node, message, context, admission);
  rememberSuccess(node, message, reply, context);
  context.emit({ type: 'rest-reply', id: message.id, reply });
}

export function forgetPresence(node: NodeState, context: NodeContext): void {
  presenceUnknown(
    node,
    [...staff.map((person) => person.loginId), ...extraLoginIds(context.options.extraAgents)],
    context,
  );
}
