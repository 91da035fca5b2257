/**
 * One pair of nodes and all its agents in virtual time: the production cluster with its capacity, a production core for
 * each agent, and one queue of events between them. Measures; decides nothing that a core or the cluster decides.
 */
import { kindOf } from '../../cluster/capacity-costs.ts';
import { createCluster } from '../../cluster/cluster.ts';
import { ClusterRefusal, type ClusterFault } from '../../cluster/contract.ts';
import { createCoreWithPolicies } from '../../core/core.ts';
import { policies } from '../../core/policy.ts';
import { phases } from '../../core/view.ts';
import { ofNode } from '../../wire/by-node.ts';
import { paths } from '../../wire/paths.ts';
import { otherNode, type Ms, type NodeName } from '../../wire/names.ts';
import { createDice } from '../vopr/dice.ts';
import type { ClusterRun, FleetOptions } from './contract.ts';
import { clusterOptions, hosts } from './cluster-options.ts';
import { createCustomers } from './customers.ts';
import { Desk, deskIn, type Surroundings } from './desk.ts';
import { createEventQueue } from './event-queue.ts';
import { lanes, type FleetEvent, type FloorHooks, type ToNode } from './floor-events.ts';
import { createFloorMachine } from './floor-machine.ts';
import { createMeasures } from './measures.ts';
import { effectOverTheWire, requestOverTheWire } from './over-the-wire.ts';
import { admissionRate } from './pacing.ts';
import { costsWith, stanzaBytes } from './parameters.ts';
import { createTrace } from './trace.ts';
import { createWakes } from './wakes.ts';
import { detailOf, eventNumbers, wakeNumber } from './trace-details.ts';

const traced = { desk: 1, 'desk-from-node': 2, node: 3, script: 4, phase: 5 } as const;
const phaseNumbers = new Map(phases.map((phase, index) => [phase, index]));

/** A Monday morning. */
const start: Ms = 1_772_438_400_000;
/** Sign-ins at the beginning, in a second. assumed; slow enough that nobody waits. */
const signInsPerSecond = 40;
const quietMs: Ms = 30_000;
/** Whoever is not back by then is counted as not come back. */
const patienceMs: Ms = 20 * 60_000;
const lost: NodeName = 'publisher';

export function runFloor(options: FleetOptions, hooks: FloorHooks): ClusterRun {
  const { agents, roundTripMs, seed, profile } = options;
  const costs = costsWith(options.cpuScale);
  const rate = admissionRate(options, costs, options.plannedShare);
  const ownCapacity = hooks.machine ? { ...options, cpuScale: 0 } : options;
  const cluster = createCluster(clusterOptions(ownCapacity, rate, hooks.mutations), start);
  const queue = createEventQueue<FleetEvent>(Object.keys(lanes).length);
  const trace = createTrace(hooks.sink);
  const measures = createMeasures();
  const dice = createDice(seed);
  const oneWay = roundTripMs / 2;
  const up: Record<NodeName, boolean> = { publisher: true, subscriber: true };
  let [now, ronas, pings] = [start, 0, 0];

  const onTheWay = (setUp: Ms, event: ToNode): void => {
    if (machine) machine.receive({ to: 'road', desk: event.desk, what: { setUp, event } }, now);
    else takeToTheRoad(setUp, event);
  };
  const takeToTheRoad = (setUp: Ms, event: ToNode): void => {
    if (setUp === 0) queue.addInLane(lanes.road, now + oneWay, event);
    else queue.add(now + setUp + oneWay, event);
  };

  const policy = { ...policies[profile], ...options.policy };
  const corePolicies = { ...policies, [profile]: policy };
  const surroundings: Surroundings = {
    options,
    sendRequest(desk, node, id, request, authorized, setUp) {
      const authorization = authorized
        ? ({ scheme: 'Basic', loginId: desk.loginId, password: 'secret' } as const)
        : undefined;
      const sent = options.wire === 'xml' ? requestOverTheWire(request) : request;
      const input = { type: 'rest', id, node, request: sent, ...(authorization ? { authorization } : {}) } as const;
      onTheWay(setUp, { to: 'node', desk, what: input });
    },
    sendStanza(desk, node, session, message, setUp) {
      if (message.kind === 'ping') pings += 1;
      onTheWay(setUp, { to: 'node', desk, what: { type: 'xmpp', node, session, message } });
    },
    later(desk, at, event) {
      const planned: FleetEvent = { to: 'desk', desk, what: event };
      if (event.kind === 'request-timeout') queue.addInLane(lanes.timeout, Math.max(at, now), planned);
      else queue.add(Math.max(at, now), planned);
    },
    wakeAt: (desk, at) => wakes.set(desk.index, at),
    bytesOf: (request) => costs[kindOf(request)].bytes,
    isUp: (node) => ofNode(up, node),
    phaseChanged(desk, view, at) {
      trace.add(at, traced.phase, desk.index, phaseNumbers.get(view.phase) ?? -1);
    },
    restored(desk, at) {
      desk.isAway = false;
      measures.restored(at);
      comeBack(at);
    },
  };

  /** The same event for a desk each time. */
  const alarms: FleetEvent[] = [];
  const wakes = createWakes(agents, (index, at) => {
    const alarm = alarms[index];
    if (alarm) queue.addInLane(at - now <= policy.pongTimeoutMs ? lanes.pong : lanes.ping, Math.max(at, now), alarm);
  });

  const desks = Array.from({ length: agents }, (_, index) => {
    const home: NodeName = options.spread === 'uneven' || index % 2 === 0 ? lost : otherNode(lost);
    const coreSeed = dice.between(0, 2 ** 31 - 1);
    const core = createCoreWithPolicies(
      { profile, move: options.move === 'in-place' ? 'in-place' : 'reload', seed: coreSeed, hosts },
      corePolicies,
    );
    const desk = new Desk(index, home, core, createDice(coreSeed), surroundings);
    alarms.push({ to: 'wake', desk, what: index });
    return desk;
  });

  const fault = (what: ClusterFault): boolean => {
    try {
      cluster.handle({ type: 'fault', fault: what }, now);
    } catch (error) {
      if (!(error instanceof ClusterRefusal)) throw error;
      return false;
    } finally {
      drain();
    }
    return true;
  };

  /** Requests at the node that is left, with their bytes. */
  const underWay = new Map<string, number>();

  /** What the nodes say goes onto the road; what the log says of unanswered calls is counted. */
  function drain(): void {
    for (const effect of cluster.effects()) {
      if (effect.type === 'log') {
        if (effect.entry.text.endsWith(': not answered')) ronas += 1;
        continue;
      }
      if (effect.type !== 'rest-reply' && effect.type !== 'rest-refused' && effect.type !== 'xmpp') continue;
      const name = effect.type === 'xmpp' ? effect.session : effect.id;
      const desk = desks[deskIn(name)];
      if (!desk) continue;
      const told = options.wire === 'xml' ? effectOverTheWire(effect) : effect;
      queue.addInLane(lanes.road, now + oneWay, { to: 'desk-from-node', desk, what: told });
      if (effect.type === 'xmpp') {
        if (ofNode(up, desk.home)) continue;
        measures.sent(now, effect.message.kind === 'item' ? stanzaBytes.item : stanzaBytes.ping);
      } else {
        measures.sent(now, underWay.get(name) ?? 0);
        underWay.delete(name);
      }
    }
  }

  /** What a desktop asks when its turn has come, and not while it looks at the node: its page, or where none is loaded its data. */
  const isServed = ({ loginId }: Desk, id: string, path: string): boolean =>
    options.move === 'redirect' ? id.includes(':p') : path === paths.userDialogs(loginId);

  function atNode(desk: Desk, input: ToNode['what']): void {
    if (desk.isAway && ofNode(up, input.node)) {
      if (input.type === 'rest') {
        const { bytes } = costs[kindOf(input.request)];
        measures.request(bytes);
        underWay.set(input.id, bytes);
        if (input.request.body?.kind === 'UserLogin') measures.login(now);
        else if (!desk.hasArrived && isServed(desk, input.id, input.request.path)) {
          desk.hasArrived = true;
          measures.arrival(now);
        }
      } else if (input.message.kind === 'connect') measures.request(stanzaBytes.connect);
    }
    measures.queue(now, underWay.size);
    cluster.handle(input, now);
    drain();
  }

  const script = (at: Ms, run: (at: Ms) => void): void => queue.add(at, { to: 'script', desk: undefined, what: run });
  const machine = hooks.machine && createFloorMachine(hooks.machine, { costs, isUp: (node) => up[node], script });
  const signedInBy = start + (agents / signInsPerSecond) * 1000 + quietMs;
  const faultAt = options.lastsMs > 0 ? Math.max(signedInBy, start + options.lastsMs / 2) : signedInBy;
  let endsAt = options.lastsMs > 0 ? start + options.lastsMs : faultAt + patienceMs;
  let movers: readonly Desk[] = [];
  let away = 0;

  const customers = createCustomers(options.callsPerHour, dice, { at: script, now: () => now, fault });

  const strike = (): void => {
    movers = options.fault === 'cti' ? desks : desks.filter((desk) => desk.home === lost);
    away = movers.length;
    if (options.fault === 'node') {
      up[lost] = false;
      measures.begin(now);
      machine?.begin(now);
      for (const desk of movers) desk.isAway = true;
      fault({ action: 'stop-node', node: lost });
    } else {
      fault({ action: 'cut-cti', side: 'A' });
      lookForService();
    }
  };
  /** The published times count from the first node that is in service again. */
  const lookForService = (): void => {
    const { nodes } = cluster.view();
    const anyLeft = movers.every((desk) => desk.view.phase !== 'connected');
    if (anyLeft && (nodes.publisher.inService || nodes.subscriber.inService)) {
      measures.begin(now);
      for (const desk of movers) desk.isAway = true;
    } else script(now + 100, lookForService);
  };

  for (const desk of desks) {
    surroundings.later(desk, start + Math.round((desk.index * 1000) / signInsPerSecond), {
      kind: 'sign-in',
      node: desk.home,
    });
    customers.beginToCall(desk.loginId, start + quietMs);
  }
  script(faultAt, strike);

  let toldAt = start;
  for (;;) {
    const inCluster = cluster.deadline() ?? Infinity;
    const outside = queue.next();
    const inMachine = machine?.next() ?? Infinity;
    const next = Math.min(inCluster, outside, inMachine);
    if (next > endsAt) break;
    now = next;
    if (inCluster === next) {
      cluster.wake(now);
      drain();
    } else if (inMachine === next && machine) run(machine.take());
    else {
      const event = queue.take();
      if (machine?.receive(event, now) !== true) run(event);
    }
    if (now - toldAt >= 1_000) {
      toldAt = now;
      hooks.progress?.(now - start);
    }
  }

  function run(event: FleetEvent): void {
    switch (event.to) {
      case 'wake':
        if (!wakes.isDue(event.what, now)) return;
        trace.add(now, traced.desk, event.what, wakeNumber);
        event.desk.wake(now);
        return;
      case 'desk':
        trace.add(now, traced.desk, event.desk.index, eventNumbers[event.what.kind]);
        event.desk.event(event.what, now);
        return;
      case 'desk-from-node':
        trace.add(now, traced['desk-from-node'], event.desk.index, detailOf(event.what));
        event.desk.take(event.what, now);
        return;
      case 'node':
        trace.add(now, traced.node, event.desk.index, event.what.type === 'rest' ? 1 : 2);
        atNode(event.desk, event.what);
        return;
      case 'road':
        takeToTheRoad(event.what.setUp, event.what.event);
        return;
      case 'script':
        trace.add(now, traced.script, 0, 0);
        event.what(now);
    }
  }

  function comeBack(at: Ms): void {
    away -= 1;
    if (away > 0) return;
    measures.end();
    machine?.end();
    if (options.lastsMs === 0) endsAt = Math.min(endsAt, at + quietMs);
  }

  trace.flush();
  const beganAt = measures.beganAt ?? now;
  return {
    seed,
    movers: movers.length,
    restored_s: measures.restoredAt.map((at) => (at - beganAt) / 1000).sort((left, right) => left - right),
    bytes: measures.totals.bytes,
    requests: measures.totals.requests,
    ronas,
    calls: customers.calls,
    curves: measures.curves(),
    paced_rate_per_s: rate,
    virtual_s: (now - start) / 1000,
    events: trace.events,
    pings,
    ...(machine && { machine: machine.use }),
  };
}
