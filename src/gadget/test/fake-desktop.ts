/**
 * A desktop for tests of gadgets: a view that the test sets, a client that records commands, a real cache with a database
 * of its own. Gadget authors may use it for their tests too.
 */
import { openDesktopCache } from '../../cache/desktop-cache.ts';
import type { CacheNamespace, DesktopCache } from '../../cache/contract.ts';
import type { AgentCommand, CommandOutcome, GadgetReadOutcome } from '../../core/contract.ts';
import type { DesktopView } from '../../core/view.ts';
import type { Dialog, Participant } from '../../wire/dialog.ts';
import type { WirePayload } from '../../wire/http.ts';
import type { NodeName } from '../../wire/names.ts';
import type { Queue } from '../../wire/queue.ts';
import type { Team, TeamMember } from '../../wire/team.ts';
import type { User } from '../../wire/user.ts';
import type { CoreClient, CoreConnection } from '../../worker/client/contract.ts';
import type { DesktopHandle, GadgetElement } from '../contract.ts';
import { createDesktopHandle } from '../handle.ts';
import { blankView } from './blank-view.ts';

/** 2026-05-04T09:00:00Z; the fake clock begins here. */
export const morning = Date.UTC(2026, 4, 4, 9);
export const isoBefore = (ms: number): string => new Date(morning - ms).toISOString();

export const someUser = (change: Partial<User> = {}): User => ({
  uri: '/finesse/api/User/1001',
  loginId: '1001',
  loginName: 'agent1001',
  firstName: 'Ada',
  lastName: 'Jones',
  extension: '4001',
  roles: ['Agent'],
  state: 'READY',
  stateChangeTime: isoBefore(60_000),
  teamId: '1',
  teamName: 'Support',
  ...change,
});

export const someParticipant = (change: Partial<Participant> = {}): Participant => ({
  mediaAddress: '4001',
  mediaAddressType: 'AGENT_DEVICE',
  state: 'ACTIVE',
  stateCause: '',
  startTime: isoBefore(65_000),
  stateChangeTime: isoBefore(65_000),
  actions: ['HOLD', 'DROP', 'UPDATE_CALL_DATA'],
  ...change,
});

/** An inbound call from 5550100, talking for 65 s. */
export const someDialog = (change: Partial<Dialog> = {}, mine: Partial<Participant> = {}): Dialog => ({
  uri: '/finesse/api/Dialog/16804377',
  id: '16804377',
  mediaType: 'Voice',
  fromAddress: '5550100',
  toAddress: '4001',
  state: 'ACTIVE',
  associatedDialogUri: '',
  secondaryId: '',
  mediaProperties: {
    callType: 'ACD_IN',
    dialedNumber: '8000',
    DNIS: '8000',
    queueNumber: '11',
    queueName: 'Support line',
    wrapUpReason: '',
    callVariables: [
      { name: 'callVariable1', value: 'Gold customer' },
      { name: 'callVariable2', value: '' },
      { name: 'user.account', value: 'A-4711' },
    ],
  },
  participants: [
    someParticipant({ mediaAddress: '5550100', mediaAddressType: '', actions: [] }),
    someParticipant(mine),
  ],
  ...change,
});

export const someQueue = (change: Partial<Queue> & { waiting?: number; longestMs?: number } = {}): Queue => {
  const { waiting = 3, longestMs = 42_000, ...rest } = change;
  return {
    uri: '/finesse/api/Queue/11',
    id: '11',
    name: 'Support line',
    statistics: {
      callsInQueue: waiting,
      startTimeOfLongestCallInQueue: waiting > 0 ? isoBefore(longestMs) : '',
      agentsReady: 2,
      agentsNotReady: 1,
      agentsBusyOther: 0,
      agentsLoggedOn: 5,
      agentsTalkingInbound: 1,
      agentsTalkingOutbound: 1,
      agentsTalkingInternal: 0,
      agentsWrapUpNotReady: 0,
      agentsWrapUpReady: 0,
    },
    ...rest,
  };
};

export const someMember = (change: Partial<TeamMember> = {}): TeamMember => ({
  uri: '/finesse/api/User/1002',
  loginId: '1002',
  firstName: 'Ben',
  lastName: 'Okri',
  extension: '4002',
  state: 'NOT_READY',
  stateChangeTime: isoBefore(125_000),
  ...change,
});

export const someTeam = (users: readonly TeamMember[]): Team => ({
  uri: '/finesse/api/Team/1',
  id: '1',
  name: 'Support',
  users,
});

export const someView = (change: Partial<DesktopView> = {}): DesktopView => ({
  ...blankView,
  phase: 'connected',
  phaseSince: morning,
  epoch: 1,
  node: 'publisher',
  nodes: {
    publisher: { host: 'publisher.example', status: 'in-service', heartbeat: 'success', seenAt: morning },
    subscriber: blankView.nodes.subscriber,
  },
  notifications: 'open',
  session: { agentId: '1001', extension: '4001', signedInAt: morning },
  agent: someUser(),
  media: { round: 1, domains: [], tasks: [] },
  ...change,
});

export interface FakeDesktop {
  readonly handle: DesktopHandle;
  readonly namespace: CacheNamespace;
  readonly cache: DesktopCache;
  readonly commands: AgentCommand[];
  /** What gadgets said of their channels, as `gadget mrd word round`. */
  readonly channels: string[];
  /** How often the core was told that team messages are shown. */
  readonly follows: number;
  /** Paths that gadgets read from the node. */
  readonly reads: string[];
  /** What the node answers a gadget's read; `node` where the gadget has named one. */
  answerRead: (path: string, node?: NodeName) => GadgetReadOutcome;
  /** What the next commands come to. */
  outcome: CommandOutcome;
  setView(change: Partial<DesktopView>): void;
  /** The core's worker died and another one has taken its place. */
  replaceWorker(): void;
  /** Virtual ms pass; nothing is rendered by this alone. */
  pass(ms: number): void;
  /** Another handle on the same desktop, as a new page would have it. */
  again(gadgetId?: string): DesktopHandle;
  /** A handle as another tab has it, with a cache of its own on the same database. */
  otherTab(): DesktopHandle;
}

/** A good answer to a gadget's read. */
export const answerWith = (payload: WirePayload): GadgetReadOutcome => ({
  kind: 'reply',
  reply: { status: 200, headers: {}, payload },
});

let count = 0;

export function fakeDesktop(change: Partial<DesktopView> = {}, gadgetId = 'gadget-under-test'): FakeDesktop {
  let view = someView(change);
  let now = morning;
  const listeners = new Set<(view: DesktopView, changed: readonly (keyof DesktopView)[]) => void>();
  const commands: AgentCommand[] = [];
  const channels: string[] = [];
  const reads: string[] = [];
  let follows = 0;
  const connectionListeners = new Set<(connection: CoreConnection) => void>();
  // Its own time for `savedAt`: the fake clock stands still.
  const name = `test-gadget-${Date.now()}-${Math.random()}-${++count}`;
  const cache = openDesktopCache({ name, now: () => Date.now() });
  const namespace = cache.namespace('1001', gadgetId);
  const client = {
    get view() {
      return view;
    },
    onView(listener: (view: DesktopView, changed: readonly (keyof DesktopView)[]) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    readFromNode(path: string, _query?: unknown, node?: NodeName) {
      reads.push(path);
      return Promise.resolve(desktop.answerRead(path, node));
    },
    command(command: AgentCommand) {
      commands.push(command);
      return Promise.resolve(desktop.outcome);
    },
    now: () => now,
    onConnection(listener: (connection: CoreConnection) => void) {
      connectionListeners.add(listener);
      return () => connectionListeners.delete(listener);
    },
    followTeamMessages() {
      follows += 1;
      return Promise.resolve();
    },
    mediaChannel(report: Parameters<CoreClient['mediaChannel']>[0]) {
      channels.push(`${report.gadgetId} ${report.mrdId} ${report.channel} ${report.round}`);
      return Promise.resolve();
    },
  };
  const again = (id = gadgetId) => createDesktopHandle({ gadgetId: id, client, cache: cache.namespace('1001', id) });
  const desktop: FakeDesktop = {
    handle: again(),
    namespace,
    cache,
    commands,
    channels,
    reads,
    get follows() {
      return follows;
    },
    answerRead: () => ({ kind: 'refused', code: 'not-connected' }),
    replaceWorker() {
      for (const listener of connectionListeners) {
        listener({ kind: 'open', instance: String(Math.random()), host: 'shared' });
      }
    },
    outcome: { outcome: 'applied' },
    again,
    otherTab() {
      const own = openDesktopCache({ name, now: () => Date.now() });
      return createDesktopHandle({ gadgetId, client, cache: own.namespace('1001', gadgetId) });
    },
    setView(patch) {
      view = { ...view, ...patch };
      for (const listener of listeners) listener(view, Object.keys(patch) as (keyof DesktopView)[]);
    },
    pass(ms) {
      now += ms;
    },
  };
  return desktop;
}

/** Puts a gadget into the document and waits until it is ready. */
export async function show<Element extends GadgetElement>(
  make: new () => Element,
  handle: DesktopHandle,
): Promise<Element> {
  const element = new make();
  element.desktop = handle;
  document.body.append(element);
  await element.whenReady;
  return element;
}

/** In a gadget's shadow root, by `data-testid`. Throws when it is not there. */
export function byTestId(element: HTMLElement, id: string, at = 0): HTMLInputElement {
  // Typed as an input: tests read `value` and `disabled` of it, and `textContent` of others.
  const found = element.shadowRoot?.querySelectorAll<HTMLInputElement>(`[data-testid="${id}"]`)[at];
  if (!found) throw new Error(`no ${id} [${at}] in <${element.localName}>`);
  return found;
}

export function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** One turn of the event loop. Not an animation frame: pages that are tested side by side get none. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}

/** Waits for the next moment at which the condition holds. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`never: ${what}`);
    await turn();
  }
}
