/**
 * An operator's hands on the deployment: pulls plugs and puts them back, and lets customers call. The only file that
 * reaches into several parts at once, since plugs do.
 */
import type { CallVariable } from '../wire/dialog.ts';
import { ctiSides, nodeNames } from '../wire/names.ts';
import type { CtiSide, NodeName } from '../wire/names.ts';
import { awdbSides, setAwdb } from './awdb.ts';
import { takeAllFor } from './bus.ts';
import { failChat } from './chat.ts';
import { forgetLoad } from './capacity.ts';
import { callsWith } from './calls-by-agent.ts';
import { ClusterRefusal } from './contract.ts';
import type { ClusterFault } from './contract.ts';
import { campaignCalls } from './campaign-operator.ts';
import { personOf, queuesOf } from './fixtures.ts';
import { refuseCertificate, startMaintenance, startPgMaintenance } from './maintenance-operator.ts';
import { offerTask, setProperty } from './media-operator.ts';
import { forgetPresence } from './node.ts';
import { isMutated } from './mutations.ts';
import { forgetMemory } from './node-shut-down.ts';
import { endAllSessions } from './notification.ts';
import { signInElsewhere } from './other-desktop.ts';
import { carryOut } from './pg.ts';
import { releaseHeld } from './pg-links.ts';
import { nextRandom, pick } from './random.ts';
import type { Chance } from './random.ts';
import { setSignIn } from './sso-operator.ts';
import type { ClusterState } from './state.ts';
import { hangUpCallsOf, ring } from './telephony.ts';
import { timing } from './timing.ts';
import type { Contexts } from './contexts.ts';

/** Throws `ClusterRefusal` for what cannot be; nothing is changed then. */
export function operate(state: ClusterState, fault: ClusterFault, contexts: Contexts): void {
  switch (fault.action) {
    case 'stop-node': {
      stopNode(state, fault.node, contexts);
      return;
    }
    case 'start-node': {
      startNode(state, fault.node, contexts);
      return;
    }
    case 'stop-notification': {
      stopNotification(state, fault.node, contexts);
      return;
    }
    case 'start-notification': {
      startNotification(state, fault.node, contexts);
      return;
    }
    case 'hide-finesse-presence':
    case 'show-finesse-presence': {
      setPresence(state, fault.node, fault.action === 'hide-finesse-presence', contexts);
      return;
    }
    case 'cut-cti':
    case 'restore-cti': {
      const sides = sidesOf(fault.side, contexts);
      const cut = fault.action === 'cut-cti';
      if (cut && isMutated(contexts.chat.options, 'ch-1-lost-with-cti')) failChat(state.chat, contexts.chat);
      contexts.operator.log(
        `${cut ? 'cuts' : 'restores'} CTI side ${fault.side}${fault.node === undefined ? '' : ` for the ${fault.node}`}`,
      );
      if (fault.node !== undefined) for (const side of sides) setLink(state, fault.node, side, cut, contexts);
      else setSides(state, sides, cut, contexts);
      return;
    }
    case 'ring': {
      customerCalls(state, fault.agent, fault.from, contexts);
      return;
    }
    case 'campaign-call': {
      campaignCalls(state, fault, contexts);
      return;
    }
    case 'cut-awdb':
    case 'restore-awdb': {
      const cut = fault.action === 'cut-awdb';
      contexts.operator.log(`${cut ? 'cuts' : 'restores'} AWDB ${fault.side}`);
      setAwdb(state.awdb, fault.side === 'both' ? awdbSides : [fault.side], !cut, contexts.awdb);
      return;
    }
    case 'fail-imp': {
      contexts.operator.log('lets the serving chat machine fail');
      failChat(state.chat, contexts.chat);
      return;
    }
    case 'offer-task': {
      offerTask(state, fault.agent, fault.mrd, contexts);
      return;
    }
    case 'set-sign-in': {
      setSignIn(fault.lasts, contexts);
      return;
    }
    case 'set-property': {
      setProperty(fault, contexts);
      return;
    }
    case 'conference-faults': {
      contexts.operator.log(`switches conference faults ${fault.mode}`);
      const { mode, kind } = fault;
      for (const name of nodeNames) {
        contexts.pg.toNode(name, { kind: 'conference-faults', on: mode === 'on', ...(kind ? { only: kind } : {}) });
      }
      return;
    }
    case 'start-maintenance': {
      startMaintenance(state, fault.node, contexts);
      return;
    }
    case 'start-pg-maintenance': {
      startPgMaintenance(state, fault, contexts);
      return;
    }
    case 'refuse-certificate': {
      refuseCertificate(fault.agent, contexts);
      return;
    }
    case 'crowd-arrives': {
      if (state.nodes[fault.node].phase !== 'running')
        throw new ClusterRefusal('bad-arguments', `Nobody can arrive at the ${fault.node}: it is not running.`);
      contexts.operator.log(`lets a crowd of desktops arrive at the ${fault.node}`);
      contexts.pg.toNode(fault.node, { kind: 'crowd', wait: fault.ms });
      return;
    }
    case 'sign-in-elsewhere': {
      signInElsewhere(state, fault.agent, contexts);
      return;
    }
    case 'hang-up': {
      customerHangsUp(state, fault.agent, contexts);
      return;
    }
  }
}

/** The whole machine at once, as by kill -9: sessions are reset, requests in flight get no answer, memory is gone. */
function stopNode(state: ClusterState, name: NodeName, contexts: Contexts): void {
  const node = state.nodes[name];
  contexts.operator.log(`stops the ${name}`);
  if (node.phase === 'stopped') return;
  endAllSessions(state.notification[name], 'reset', contexts.notification(name));
  forgetPresence(node, contexts.node(name));
  contexts.node(name).toPg({ kind: 'close', node: name });
  for (const { mail } of takeAllFor(state.bus, { to: 'node', node: name })) {
    if (mail.to === 'node' && mail.message.kind === 'rest') {
      state.outbox.push({ type: 'rest-refused', id: mail.message.id, reason: 'reset' });
    }
  }
  dropStanzas(state, name);
  for (const id of forgetMemory(node)) state.outbox.push({ type: 'rest-refused', id, reason: 'reset' });
  forgetLoad(state, name);
  delete node.maintenance;
}

function startNode(state: ClusterState, name: NodeName, contexts: Contexts): void {
  const node = state.nodes[name];
  contexts.operator.log(`starts the ${name}`);
  if (node.phase !== 'stopped') return;
  node.phase = 'booting';
  contexts.node(name).timer('boot', timing.nodeBoot, { kind: 'booted' });
  // Before the web application, so that this finds it there.
  contexts.notification(name).timer('boot', timing.notificationBoot, { kind: 'booted' });
}

/** What was on its way to the notification service is lost; a request that was to come back from there is broken off. */
function dropStanzas(state: ClusterState, name: NodeName): void {
  for (const { mail } of takeAllFor(state.bus, { to: 'notification', node: name })) {
    if (mail.to === 'notification' && mail.message.kind === 'list-connected') {
      state.outbox.push({ type: 'rest-refused', id: mail.message.rest.id, reason: 'reset' });
    }
  }
}

function stopNotification(state: ClusterState, name: NodeName, contexts: Contexts): void {
  contexts.operator.log(`stops the notification service of the ${name}`);
  contexts.notification(name).cancel('boot');
  if (!state.notification[name].running) return;
  endAllSessions(state.notification[name], 'server-shutdown', contexts.notification(name));
  dropStanzas(state, name);
  contexts.notification(name).toNode(name, { kind: 'notification-down' });
}

function startNotification(state: ClusterState, name: NodeName, contexts: Contexts): void {
  contexts.operator.log(`starts the notification service of the ${name}`);
  if (state.notification[name].running || state.nodes[name].phase === 'stopped') return;
  contexts.notification(name).timer('boot', timing.notificationBoot, { kind: 'booted' });
}

/**
 * The web application is gone for the notification service and for nobody else: requests are still answered, but it can
 * neither publish nor see presence, so it forces nobody out (assumed; the documented sign is the presence alone).
 */
function setPresence(state: ClusterState, name: NodeName, hidden: boolean, contexts: Contexts): void {
  const node = state.nodes[name];
  contexts.operator.log(`${hidden ? 'hides' : 'shows'} user finesse on the ${name}`);
  if (node.phase !== 'running' || node.hidden === hidden) return;
  node.hidden = hidden;
  contexts.node(name).toNotification(name, { kind: 'web-application', available: !hidden });
  if (hidden) forgetPresence(node, contexts.node(name));
}

/** Throws `ClusterRefusal` for the B side of a deployment that has none (CTI-1). */
function sidesOf(side: CtiSide | 'both', { pg: { options } }: Contexts): readonly CtiSide[] {
  if (options.ctiDuplex !== false) return side === 'both' ? ctiSides : [side];
  if (side === 'B') throw new ClusterRefusal('bad-arguments', 'There is no CTI side B: the deployment is simplex.');
  return ['A'];
}

/** A side's host goes down or comes back for both nodes: sockets fail at once (CTI-2), and both notice (CTI-8). */
function setSides(state: ClusterState, sides: readonly CtiSide[], cut: boolean, contexts: Contexts): void {
  for (const side of sides) {
    state.pg.sides[side] = cut ? 'down' : 'up';
    for (const name of nodeNames) {
      if (name === 'subscriber' && isMutated(contexts.pg.options, 'cti-8-subscriber-stays')) continue;
      if (!cut) setLink(state, name, side, false, contexts);
      const link = state.pg.links[name];
      if (!cut || link?.side !== side) continue;
      contexts.pg.cancel(`synchronised:${name}`);
      state.pg.links = Object.fromEntries(Object.entries(state.pg.links).filter(([other]) => other !== name));
      // On a cut link the end does not arrive either: that node notices later (CTI-8).
      if (!state.pg.cut[name][side]) contexts.pg.toNode(name, { kind: 'cti-closed', side });
    }
  }
  // One side serves at a time; it stays where it is while that is up.
  const { activeSide } = state.pg;
  if (activeSide === null || state.pg.sides[activeSide] === 'down') {
    state.pg.activeSide = ctiSides.find((side) => state.pg.sides[side] === 'up') ?? null;
    state.pg.activeSince = contexts.pg.now;
    contexts.pg.log(state.pg.activeSide ? `side ${state.pg.activeSide} is active` : 'no side is up');
  }
}

/** One node's link to one side: packets vanish without a word, so that only missed heartbeats tell (CTI-2). */
function setLink(state: ClusterState, name: NodeName, side: CtiSide, cut: boolean, contexts: Contexts): void {
  if (state.pg.cut[name][side] === cut) return;
  state.pg.cut[name][side] = cut;
  if (state.pg.links[name]?.side !== side || state.pg.links[name].phase !== 'connected') return;
  if (cut) {
    contexts.pg.toNode(name, { kind: 'cti-silent' });
    return;
  }
  contexts.pg.toNode(name, { kind: 'cti-heard' });
  for (const request of releaseHeld(state.pg, name, contexts.pg)) carryOut(state.pg, name, request, contexts.pg);
}

function customerCalls(state: ClusterState, loginId: string, from: string, contexts: Contexts): void {
  const agent = state.pg.agents[loginId];
  if (!agent || !personOf(loginId)) throw new ClusterRefusal('unknown-agent', `There is no agent ${loginId}.`);
  const onCall = callsWith(state.telephony.calls, loginId).length > 0;
  if (onCall || (agent.state !== 'READY' && agent.state !== 'NOT_READY')) {
    const why = agent.state === 'LOGOUT' ? 'not signed in' : onCall ? 'on a call' : agent.state;
    throw new ClusterRefusal('agent-not-available', `Agent ${loginId} cannot be called: ${why}.`);
  }
  const queue = queuesOf(loginId)[0];
  contexts.operator.log(`lets ${from} call agent ${loginId}`);
  ring(
    state.telephony,
    {
      from,
      loginId,
      extension: agent.extension,
      queueId: queue?.id ?? '',
      dialedNumber: queue?.dialedNumber ?? agent.extension,
      variables: customerData(state),
    },
    contexts.telephony,
  );
}

/** What the script before the agent found out about the customer. */
function customerData(chance: Chance): readonly CallVariable[] {
  return [
    { name: 'callVariable1', value: String(100_000 + Math.floor(nextRandom(chance) * 900_000)) },
    { name: 'callVariable2', value: pick(chance, ['Invoice', 'New contract', 'Fault report', 'Change of address']) },
    { name: 'callVariable3', value: pick(chance, ['Gold', 'Silver', 'Standard']) },
  ];
}

function customerHangsUp(state: ClusterState, loginId: string, contexts: Contexts): void {
  if (!state.pg.agents[loginId]) throw new ClusterRefusal('unknown-agent', `There is no agent ${loginId}.`);
  const onCall = callsWith(state.telephony.calls, loginId).length > 0;
  if (!onCall) throw new ClusterRefusal('agent-not-available', `Agent ${loginId} has no call to hang up.`);
  contexts.operator.log(`the customer of agent ${loginId} hangs up`);
  hangUpCallsOf(state.telephony, loginId, contexts.telephony);
}
