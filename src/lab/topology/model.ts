/**
 * What the drawing of the cluster shows, as data: each part and each link with its state in words, and what can be done
 * to it. Made from the operator's view of the world. Pure; knows no element and no place on the paper (`places.ts`).
 */
import type { DesktopView } from '../../core/view.ts';
import type { WorldView } from '../../sim/contract.ts';
import { awdbSides, ctiSides, nodeNames, type CtiSide, type NodeName } from '../names.ts';
import { nodeTitles } from '../../desktop/words.ts';
import type { LabActionName, LabArguments } from '../api.ts';
import { translated } from '../../desktop/locale.ts';

/** `idle`: well, and not in use. */
export type PartTone = 'up' | 'idle' | 'slow' | 'out' | 'down';

export interface Deed {
  readonly kind: 'break' | 'slow' | 'heal';
  readonly label: string;
  readonly action: LabActionName;
  readonly args: LabArguments;
}

export interface Part {
  /** Also its place in the drawing. */
  readonly id: string;
  readonly title: string;
  readonly tone: PartTone;
  /** The state in a few words. */
  readonly words: string;
  readonly deeds: readonly Deed[];
}

/** One-way ms from which a network is called slow. */
const slowFromMs = 100;
/** One-way ms of a healthy network in the lab, per node. */
const usualLatency: Readonly<Record<NodeName, number>> = { publisher: 15, subscriber: 25 };
/** How long the first desktop after a crowd waits for its turn. */
const crowdMs = 12_000;
const slowLatency = [250, 1000] as const;

const deed = (kind: Deed['kind'], label: string, action: LabActionName, args: LabArguments = {}): Deed => ({
  kind,
  label: translated(`lab.deed.${action}.${kind}`, label, [args]),
  action,
  args,
});

export function partsOf(world: WorldView, view: DesktopView | undefined): readonly Part[] {
  return [
    desktopPart(view),
    ...nodeNames.map((node) => networkPart(world, node)),
    ...nodeNames.flatMap((node) => nodeParts(world, node)),
    ...nodeNames.flatMap((node) => ctiSides.map((side) => ctiLinkPart(world, node, side))),
    ...ctiSides.map((side) => sidePart(world, side)),
    gatewayPart(world),
    ...awdbSides.map((side) => databasePart(world, side)),
    chatPart(world),
  ].map((part) => ({
    ...part,
    title: translated(`lab.part.${part.id}`, part.title),
    words: translated(`lab.part-state.${part.id}`, part.words, [part.tone]),
  }));
}

function desktopPart(view: DesktopView | undefined): Part {
  const words =
    !view || view.phase === 'signed-out' ? 'signed out' : `${view.phase}${view.node ? `, ${view.node}` : ''}`;
  const tone =
    view?.phase === 'connected'
      ? 'up'
      : !view || view.phase === 'signed-out' || view.phase === 'signing-in'
        ? 'idle'
        : 'out';
  const agent = view?.phase === 'connected' ? view.session?.agentId : undefined;
  const deeds = agent === undefined ? [] : [deed('break', 'Sign in elsewhere', 'sign-in-elsewhere', { agent })];
  return { id: 'desktop', title: 'This desktop', tone, words, deeds };
}

function networkPart(world: WorldView, node: NodeName): Part {
  const { cut, latencyMs } = world.network[node];
  const slow = latencyMs >= slowFromMs;
  return {
    id: `network-${node}`,
    title: `Network to the ${node}`,
    tone: cut ? 'down' : slow ? 'slow' : 'up',
    words: cut ? 'cut' : `${latencyMs} ms${slow ? ', slow' : ''}`,
    deeds: [
      cut ? deed('heal', 'Restore', 'restore-network', { node }) : deed('break', 'Cut', 'cut-network', { node }),
      ...slowLatency
        .filter((ms) => ms !== latencyMs)
        .map((ms) => deed('slow', `Slow: ${ms} ms`, 'set-latency', { node, ms })),
      ...(slow ? [deed('heal', 'Usual speed', 'set-latency', { node, ms: usualLatency[node] })] : []),
    ],
  };
}

function nodeParts(world: WorldView, node: NodeName): Part[] {
  const { running, inService, notificationRunning, finessePresence, present, maintenance } = world.nodes[node];
  const title = nodeTitles[node];
  const who = present.length > 0 ? `, ${present.length} signed in` : '';
  return [
    {
      id: node,
      title,
      tone: !running ? 'down' : inService ? 'up' : 'out',
      words: !running ? 'stopped' : inService ? `in service${who}` : 'out of service',
      deeds: running
        ? [
            deed('break', 'Stop', 'stop-node', { node }),
            ...(maintenance?.status === 'IN_PROGRESS'
              ? []
              : [deed('break', 'Maintenance', 'start-maintenance', { node })]),
            deed('slow', 'A crowd arrives', 'crowd-arrives', { node, ms: crowdMs }),
          ]
        : [deed('heal', 'Start', 'start-node', { node })],
    },
    {
      id: `notification-${node}`,
      title: `Notification service, ${node}`,
      tone: notificationRunning && running ? 'up' : 'down',
      words: notificationRunning && running ? 'running' : 'stopped',
      deeds: [
        notificationRunning
          ? deed('break', 'Stop', 'stop-notification', { node })
          : deed('heal', 'Start', 'start-notification', { node }),
      ],
    },
    {
      id: `presence-${node}`,
      title: `Presence of finesse, ${node}`,
      tone: finessePresence ? 'up' : 'down',
      words: finessePresence ? 'available' : 'away',
      deeds: [
        finessePresence
          ? deed('break', 'Hide', 'hide-finesse-presence', { node })
          : deed('heal', 'Show', 'show-finesse-presence', { node }),
      ],
    },
  ];
}

function ctiLinkPart(world: WorldView, node: NodeName, side: CtiSide): Part {
  const cut = world.ctiLinks?.[node][side] === 'cut';
  const inUse = world.nodes[node].running && world.nodes[node].ctiSide === side;
  return {
    id: `cti-${node}-${side}`,
    title: `Link of the ${node} to CTI side ${side}`,
    tone: cut ? 'down' : inUse ? 'up' : 'idle',
    words: cut ? (inUse ? 'cut, not noticed yet' : 'cut') : inUse ? 'in use' : 'not in use',
    deeds: [
      cut ? deed('heal', 'Restore', 'restore-cti', { side, node }) : deed('break', 'Cut', 'cut-cti', { side, node }),
    ],
  };
}

function sidePart(world: WorldView, side: CtiSide): Part {
  const up = world.cti[side] === 'up';
  return {
    id: `side-${side}`,
    title: `CTI side ${side}`,
    tone: up ? 'up' : 'down',
    words: up ? 'up' : 'down',
    deeds: [up ? deed('break', 'Fail', 'cut-cti', { side }) : deed('heal', 'Restore', 'restore-cti', { side })],
  };
}

function gatewayPart(world: WorldView): Part {
  const up = ctiSides.filter((side) => world.cti[side] === 'up');
  return {
    id: 'gateway',
    title: 'Agent PG',
    tone: up.length === 2 ? 'up' : up.length === 1 ? 'out' : 'down',
    words: up.length === 2 ? 'duplex' : up.length === 1 ? `side ${up.join('')} alone` : 'down',
    deeds: [
      deed('slow', 'Maintenance', 'start-pg-maintenance'),
      deed('break', 'Maintenance with an error', 'start-pg-maintenance', { outcome: 'error' }),
    ],
  };
}

function databasePart(world: WorldView, side: (typeof awdbSides)[number]): Part {
  const up = world.awdb[side] === 'up';
  return {
    id: `awdb-${side}`,
    title: `Administration database, ${side}`,
    tone: up ? 'up' : 'down',
    words: up ? 'answers' : 'silent',
    deeds: [up ? deed('break', 'Silence', 'cut-awdb', { side }) : deed('heal', 'Restore', 'restore-awdb', { side })],
  };
}

function chatPart(world: WorldView): Part {
  return {
    id: 'chat',
    title: 'Chat machines',
    tone: 'up',
    words: `${world.chat.server} serves`,
    deeds: [deed('break', 'Fail', 'fail-imp')],
  };
}
