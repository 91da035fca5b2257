/**
 * The simulated cluster's five verbs. Every mail is delivered at its own time, whenever the host comes round to it, so
 * that a late or a spurious wake-up changes nothing; same inputs at the same times give the same bytes.
 */
import { ofNode } from '../wire/by-node.ts';
import type { Ms } from '../wire/names.ts';
import { handleAwdb } from './awdb.ts';
import { handleChat } from './chat.ts';
import { dueAt, homeOf, post, takeDue } from './bus.ts';
import type { Mail } from './bus.ts';
import { answered, readyAt } from './capacity.ts';
import { contextsAt } from './contexts.ts';
import type { Contexts } from './contexts.ts';
import type { Cluster, ClusterInput, ClusterOptions, ClusterSnapshot } from './contract.ts';
import { isMutated } from './mutations.ts';
import { handleNode } from './node.ts';
import { answerMaintenance, isMaintenanceQuestion } from './notification-maintenance.ts';
import { handleNotification } from './notification.ts';
import { operate } from './operator.ts';
import { checkOptions } from './options-check.ts';
import { handlePg } from './pg.ts';
import { copyOf } from './record.ts';
import { freshState, stateVersion } from './state.ts';
import type { ClusterState } from './state.ts';
import { handleTelephony } from './telephony.ts';
import { timing } from './timing.ts';
import { viewOf } from './view.ts';

/** A snapshot that another version of this program wrote cannot be continued. */
export class SnapshotMismatch extends Error {
  override readonly name = 'SnapshotMismatch';
  readonly code = 'snapshot-mismatch';
}

/**
 * A healthy cluster at `now`, or the one that `snapshot` was taken of (`now` is then not used: the next verb brings its
 * time). `options` are not in the snapshot; pass the same. Throws `SnapshotMismatch`, `OptionRefused`.
 */
export function createCluster(options: ClusterOptions, now: Ms, snapshot?: ClusterSnapshot): Cluster {
  checkOptions(options);
  const state = snapshot
    ? restored(snapshot)
    : freshState(
        options.seed,
        now,
        options.subscriptions,
        options.ctiDuplex,
        options.enableAutoWorkModeStateChange,
        options.secondaryAwdb,
        options.extraAgents,
      );

  const advance = (until: Ms): void => {
    for (let due = takeDue(state.bus, until); due; due = takeDue(state.bus, until)) {
      if (options.hosted !== undefined && homeOf(due.mail) !== options.hosted) {
        state.outbox.push({ type: 'mail', mail: due.mail });
        continue;
      }
      deliver(state, due.mail, contextsAt(state, options, due.at));
    }
  };

  return {
    handle(input, at) {
      advance(at);
      takeInput(state, input, options, at);
    },
    wake: advance,
    effects() {
      const drained = state.outbox;
      if (drained.length > 0) state.outbox = [];
      return drained.length > 0 ? drained : [];
    },
    deadline: () => dueAt(state.bus),
    view: () => viewOf(state, options),
    snapshot: () => copyOf(state) as unknown as ClusterSnapshot,
  };
}

function restored(snapshot: ClusterSnapshot): ClusterState {
  if (snapshot['version'] !== stateVersion) {
    throw new SnapshotMismatch(`Not a cluster's snapshot of version ${stateVersion}.`);
  }
  return copyOf(snapshot) as unknown as ClusterState;
}

function deliver(state: ClusterState, mail: Mail, contexts: Contexts): void {
  switch (mail.to) {
    case 'node': {
      if (mail.message.kind === 'rest' && !mail.message.connected) answered(state, mail.node);
      handleNode(ofNode(state.nodes, mail.node), mail.message, contexts.node(mail.node));
      return;
    }
    case 'notification': {
      const part = ofNode(state.notification, mail.node);
      const context = contexts.notification(mail.node);
      if (isMaintenanceQuestion(mail.message)) answerMaintenance(part, mail.message, context);
      else handleNotification(part, mail.message, context);
      return;
    }
    case 'pg': {
      handlePg(state.pg, mail.message, contexts.pg);
      return;
    }
    case 'chat': {
      handleChat(state.chat, mail.message, contexts.chat);
      return;
    }
    case 'awdb': {
      handleAwdb(state.awdb, mail.message, contexts.awdb);
      return;
    }
    case 'telephony': {
      handleTelephony(state.telephony, mail.message, contexts.telephony);
      return;
    }
  }
}

function takeInput(state: ClusterState, input: ClusterInput, options: ClusterOptions, now: Ms): void {
  switch (input.type) {
    case 'rest': {
      const { id, node, request, authorization } = input;
      if (ofNode(state.nodes, node).phase !== 'running' && !isMutated(options, 'df-1-stopped-node-is-silent')) {
        state.outbox.push({ type: 'rest-refused', id, reason: 'refused' });
        return;
      }
      const message = { kind: 'rest' as const, id, request, ...(authorization ? { authorization } : {}) };
      post(state.bus, readyAt(state, node, request, options, now), { to: 'node', node, message });
      return;
    }
    case 'xmpp': {
      const { node, session, message } = input;
      if (!ofNode(state.notification, node).running) {
        // Nobody listens on the port.
        const reply =
          message.kind === 'connect'
            ? ({ kind: 'refused', reason: 'refused' } as const)
            : ({ kind: 'closed', reason: 'reset' } as const);
        if (message.kind !== 'disconnect') state.outbox.push({ type: 'xmpp', node, session, message: reply });
        return;
      }
      post(state.bus, now + timing.stanzaHandling, {
        to: 'notification',
        node,
        message: { kind: 'client', session, message },
      });
      return;
    }
    case 'chat': {
      const { session, message } = input;
      const mail = { to: 'chat', message: { kind: 'client', session, message } } as const;
      post(state.bus, now + timing.stanzaHandling, mail);
      return;
    }
    case 'session-silent':
      post(state.bus, now, {
        to: 'notification',
        node: input.node,
        message: { kind: 'client-silent', session: input.session },
      });
      return;
    case 'mail':
      // The delay of the link lies behind it: the sender's bus kept it for so long.
      post(state.bus, now, input.mail);
      return;
    case 'part-lost':
      handlePg(state.pg, { kind: 'close', node: input.node }, contextsAt(state, options, now).pg);
      return;
    case 'fault': {
      operate(state, input.fault, contextsAt(state, options, now));
      return;
    }
  }
}
