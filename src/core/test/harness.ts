/**
 * A core in virtual time against two scripted nodes. Each node does what its switches say; the agent's truth (User, calls)
 * is shared, as it is on a real cluster. At every step the harness also continues from a JSON copy of the snapshot and
 * demands the same effects, so each test is a test of `snapshot()` too.
 */
import assert from 'node:assert/strict';
import type { ApiReply, ApiRequest, WirePayload } from '../../wire/http.ts';
import type { Ms, NodeName } from '../../wire/names.ts';
import { paths } from '../../wire/paths.ts';
import type { Update } from '../../wire/update.ts';
import type { Dialog } from '../../wire/dialog.ts';
import type { Queue } from '../../wire/queue.ts';
import type { Team } from '../../wire/team.ts';
import type { User } from '../../wire/user.ts';
import type {
  AgentCommand,
  ChannelEvent,
  CommandOutcome,
  Core,
  CoreEffect,
  CoreInput,
  CoreOptions,
  CoreSnapshot,
  ProfileName,
  SessionRecord,
} from '../contract.ts';
import { createCoreWithPolicies } from '../core.ts';
import { policies, type Policy } from '../policy.ts';
import type { Notice, Phase } from '../view.ts';
import { agentId, dialog, extension, queue, reason, startAt, user } from './fixtures.ts';

export interface FakeNode {
  /** `silent`: no answer at all, the client's own time-out ends it. */
  rest: 'up' | 'refused' | 'silent';
  status: 'IN_SERVICE' | 'OUT_OF_SERVICE';
  heartbeat: 'success' | 'failure';
  notification: 'up' | 'refused' | 'silent' | 'unauthorized' | 'conflict';
  finesse: boolean;
  /** Open channels of this node. */
  channels: { id: number; epoch: number }[];
  /** Answers instead of the usual ones: first match by method and path is used, once. */
  scripted: { method: string; path: string; reply: ApiReply | 'lost' }[];
}

export const reply = (status: number, payload: WirePayload = { kind: 'Empty' }): ApiReply => ({
  status,
  headers: {},
  payload,
});
export const errors = (errorType: string, errorMessage = ''): WirePayload => ({
  kind: 'ApiErrors',
  value: [{ errorType, errorMessage, errorData: '' }],
});

export interface HarnessOptions {
  readonly profile?: ProfileName;
  readonly move?: CoreOptions['move'];
  readonly latencyMs?: Ms;
  readonly policies?: Readonly<Record<ProfileName, Policy>>;
  /** A state change is done as soon as it is asked for, with its event. Otherwise the test does it. */
  readonly obeys?: boolean;
}

type Job = { at: Ms; run: () => void };

export class Harness {
  now = startAt;
  core: Core;
  readonly options: CoreOptions;
  readonly nodes: Record<NodeName, FakeNode>;
  agent: User = user('NOT_READY');
  dialogs: Dialog[] = [];
  queues: Queue[] = [queue('10'), queue('11')];
  teams: Team[] = [];
  readonly effects: { at: Ms; effect: CoreEffect }[] = [];
  readonly notices: Notice[] = [];
  readonly phases: { phase: Phase; at: Ms }[] = [];
  readonly settled: { id: string; outcome: CommandOutcome }[] = [];
  persisted: SessionRecord | undefined;
  readonly latencyMs: Ms;
  readonly obeys: boolean;
  private readonly profiles: Readonly<Record<ProfileName, Policy>>;
  private jobs: Job[] = [];
  private items = 0;
  private channelNodes = new Map<number, NodeName>();

  constructor(options: HarnessOptions = {}) {
    const { profile = '12.6', move = 'in-place', latencyMs = 10, obeys = true } = options;
    this.profiles = options.policies ?? policies;
    this.latencyMs = latencyMs;
    this.obeys = obeys;
    this.options = { profile, move, seed: 7, hosts: { publisher: 'pub.example', subscriber: 'sub.example' } };
    this.core = createCoreWithPolicies(this.options, this.profiles);
    this.nodes = { publisher: freshNode(), subscriber: freshNode() };
  }

  get view() {
    return this.core.view();
  }

  /** Times of phase changes in ms after `origin`. */
  phasesSince(origin: Ms): string[] {
    return this.phases.filter(({ at }) => at >= origin).map(({ phase, at }) => `${phase}@${at - origin}`);
  }

  requests(method: string, path: string): { at: Ms; node: NodeName; epoch: number }[] {
    return this.effects.flatMap(({ at, effect }) =>
      effect.type === 'request' && effect.request.method === method && effect.request.path === path
        ? [{ at, node: effect.node, epoch: effect.epoch }]
        : [],
    );
  }

  outcomeOf(id: string): CommandOutcome | undefined {
    return this.settled.find((entry) => entry.id === id)?.outcome;
  }

  feed(input: CoreInput): void {
    this.step((core) => core.handle(input, this.now));
  }

  command(id: string, command: AgentCommand): void {
    this.feed({ type: 'command', id, command });
  }

  /** Another core from this snapshot; throws what `createCore` throws. */
  continueFrom(snapshot: CoreSnapshot): void {
    this.core = createCoreWithPolicies(this.options, this.profiles, snapshot);
  }

  /** A new worker: the old core is gone with its channels, the session record is what is left. */
  restartWorker(): void {
    for (const node of Object.values(this.nodes)) node.channels = [];
    this.jobs = [];
    this.core = createCoreWithPolicies(this.options, this.profiles);
  }

  signIn(node: NodeName = 'publisher'): this {
    this.feed({ type: 'tabs', count: 1 });
    this.feed({ type: 'sign-in', agentId, extension, node });
    this.run(2_000);
    assert.equal(this.view.phase, 'connected', JSON.stringify(this.view.banner));
    return this;
  }

  /** Lets `ms` pass. */
  run(ms: Ms): this {
    const end = this.now + ms;
    for (;;) {
      const deadline = this.core.deadline() ?? Infinity;
      const job = this.jobs.reduce<Job | undefined>(
        (first, next) => (first && first.at <= next.at ? first : next),
        undefined,
      );
      const next = Math.max(this.now, Math.min(deadline, job?.at ?? Infinity));
      if (next > end) break;
      this.now = next;
      if (job && job.at <= next && job.at <= deadline) {
        this.jobs = this.jobs.filter((other) => other !== job);
        job.run();
      } else {
        this.step((core) => core.wake(this.now));
      }
    }
    this.now = end;
    return this;
  }

  /** Lets time pass until the condition holds; fails after `limit`. */
  until(condition: () => boolean, limit: Ms = 120_000): this {
    const end = this.now + limit;
    while (!condition()) {
      assert.ok(this.now < end, `not within ${limit} ms; phases ${JSON.stringify(this.phasesSince(startAt))}`);
      this.run(10);
    }
    return this;
  }

  untilPhase(phase: Phase, limit?: Ms): this {
    return this.until(() => this.view.phase === phase, limit);
  }

  /** Lets time pass until a trigger has fired, however briefly `suspect` may last. */
  untilLost(limit?: Ms): this {
    return this.until(() => this.view.phase !== 'connected', limit);
  }

  /** Through a whole failover, or a whole sign-in. */
  untilConnectedAgain(limit?: Ms): this {
    return this.untilLost(limit).untilPhase('connected', limit);
  }

  /** Does it to the core, and to a core continued from JSON; both must say the same. */
  step(act: (core: Core) => void): void {
    const twin = createCoreWithPolicies(
      this.options,
      this.profiles,
      JSON.parse(JSON.stringify(this.core.snapshot())) as CoreSnapshot,
    );
    act(this.core);
    act(twin);
    const effects = this.core.effects();
    assert.deepEqual(twin.effects(), effects, 'a core continued from its snapshot gives other effects');
    assert.deepEqual(twin.view(), this.core.view(), 'a core continued from its snapshot shows another view');
    assert.equal(twin.deadline(), this.core.deadline());
    for (const effect of effects) this.execute(effect);
  }

  /** Sends to the core's channel on `node`, if it has one there. */
  tell(node: NodeName, event: ChannelEvent, delay = this.latencyMs): void {
    for (const channel of this.nodes[node].channels) this.tellChannel(channel.id, channel.epoch, event, delay);
  }

  tellChannel(id: number, epoch: number, event: ChannelEvent, delay = this.latencyMs): void {
    this.later(delay, () => this.feed({ type: 'channel', channel: id, epoch, event }));
  }

  publish(node: NodeName, path: string, update: Omit<Update, 'requestId'> & { requestId?: string }): void {
    this.items += 1;
    const itemId = `item-${this.items}`;
    this.tell(node, { kind: 'item', path, itemId, update: { requestId: '', ...update } });
  }

  /** The truth changes and is published by both nodes to whoever listens. */
  setAgent(next: User): void {
    this.agent = next;
    for (const node of ['publisher', 'subscriber'] as const) {
      if (this.nodes[node].status !== 'IN_SERVICE') continue;
      this.publish(node, paths.user(agentId), {
        event: 'put',
        source: paths.user(agentId),
        data: { kind: 'User', value: next },
      });
    }
  }

  setDialogs(event: Update['event'], changed: Dialog): void {
    const others = this.dialogs.filter(({ id }) => id !== changed.id);
    this.dialogs = event === 'delete' ? others : [...others, changed];
    for (const node of ['publisher', 'subscriber'] as const) {
      if (this.nodes[node].status !== 'IN_SERVICE') continue;
      this.publish(node, paths.userDialogs(agentId), {
        event,
        source: event === 'put' ? paths.dialog(changed.id) : paths.userDialogs(agentId),
        data: event === 'put' ? { kind: 'Dialog', value: changed } : { kind: 'Dialogs', value: [changed] },
      });
    }
  }

  /** The process dies: refused, reset. */
  stopNode(node: NodeName): void {
    Object.assign(this.nodes[node], { rest: 'refused', notification: 'refused', finesse: false });
    this.closeChannels(node);
  }

  startNode(node: NodeName): void {
    Object.assign(this.nodes[node], {
      rest: 'up',
      notification: 'up',
      finesse: true,
      status: 'IN_SERVICE',
      heartbeat: 'success',
    });
  }

  closeChannels(node: NodeName): void {
    this.tell(node, { kind: 'closed', reason: 'reset' });
    this.nodes[node].channels = [];
  }

  stopNotification(node: NodeName): void {
    this.nodes[node].notification = 'refused';
    this.closeChannels(node);
  }

  setFinesse(node: NodeName, available: boolean): void {
    this.nodes[node].finesse = available;
    this.tell(node, { kind: 'presence', user: 'finesse', available });
  }

  setStatus(node: NodeName, status: FakeNode['status']): void {
    const heartbeat = status === 'IN_SERVICE' ? 'success' : 'failure';
    Object.assign(this.nodes[node], { status, heartbeat });
    this.publish(node, paths.systemInfo, { event: 'put', source: paths.systemInfo, data: this.systemInfo(node) });
  }

  /** Packets to and from the node vanish. */
  cutNetwork(node: NodeName): void {
    Object.assign(this.nodes[node], { rest: 'silent', notification: 'silent' });
    this.nodes[node].channels = [];
  }

  later(delay: Ms, run: () => void): void {
    this.jobs.push({ at: this.now + delay, run });
  }

  systemInfo(name: NodeName): WirePayload {
    const { status, heartbeat } = this.nodes[name];
    return {
      kind: 'SystemInfo',
      value: {
        uri: paths.systemInfo,
        currentTimestamp: new Date(this.now + 5_000).toISOString(),
        deploymentType: 'UCCE',
        status,
        statusReason: '',
        lastCTIHeartbeatStatus: heartbeat,
        ctiHeartbeatInterval: 5,
        primaryNode: { host: 'pub.example' },
        secondaryNode: { host: 'sub.example' },
        xmppDomain: `${name}.example`,
        xmppPubSubDomain: `pubsub.${name}.example`,
        systemAuthMode: 'NON_SSO',
        ctiServers: [],
      },
    };
  }

  private execute(effect: CoreEffect): void {
    this.effects.push({ at: this.now, effect });
    switch (effect.type) {
      case 'request':
        this.answer(effect);
        break;
      case 'open-channel':
        this.channelNodes.set(effect.channel, effect.node);
        this.open(effect);
        break;
      case 'close-channel':
        for (const node of Object.values(this.nodes)) {
          node.channels = node.channels.filter(({ id }) => id !== effect.channel);
        }
        break;
      case 'ping': {
        const node = this.channelNodes.get(effect.channel);
        if (node && this.nodes[node].channels.some(({ id }) => id === effect.channel)) {
          this.tell(node, { kind: 'pong', ping: effect.ping }, this.latencyMs * 2);
        }
        break;
      }
      case 'announce':
        this.notices.push(effect.notice);
        break;
      case 'settle-command':
        this.settled.push({ id: effect.id, outcome: effect.outcome });
        break;
      case 'persist':
        this.persisted = effect.session;
        break;
      case 'mark':
        if (!effect.name.includes(':') && effect.name !== 'malformed-item') {
          this.phases.push({ phase: effect.name as Phase, at: this.now });
        }
        break;
      case 'subscribe':
      case 'reload-pages':
        break;
    }
  }

  private open({ channel, epoch, node: name, timeoutMs }: Extract<CoreEffect, { type: 'open-channel' }>): void {
    const node = this.nodes[name];
    const fail = (reason: 'refused' | 'timeout' | 'unauthorized' | 'conflict', delay: Ms) =>
      this.tellChannel(channel, epoch, { kind: 'failed', reason }, delay);
    if (node.notification === 'silent') {
      fail('timeout', timeoutMs);
      return;
    }
    this.later(this.latencyMs, () => {
      if (node.notification === 'silent') return;
      if (node.notification !== 'up') {
        fail(node.notification, this.latencyMs);
        return;
      }
      node.channels.push({ id: channel, epoch });
      this.tellChannel(channel, epoch, { kind: 'open' });
      if (node.finesse) this.tellChannel(channel, epoch, { kind: 'presence', user: 'finesse', available: true });
    });
  }

  private answer(effect: Extract<CoreEffect, { type: 'request' }>): void {
    const { id, epoch, node: name, request, timeoutMs } = effect;
    const node = this.nodes[name];
    const failed = (failure: 'refused' | 'timeout', delay: Ms) =>
      this.later(delay, () => this.feed({ type: 'request-failed', id, epoch, failure }));
    if (node.rest === 'silent') {
      failed('timeout', timeoutMs);
      return;
    }
    this.later(this.latencyMs, () => {
      if (node.rest === 'refused') {
        failed('refused', this.latencyMs);
        return;
      }
      const scripted = node.scripted.find(({ method, path }) => method === request.method && path === request.path);
      if (scripted) node.scripted = node.scripted.filter((other) => other !== scripted);
      const answer = scripted ? scripted.reply : this.serve(name, request);
      if (answer === 'lost') failed('timeout', timeoutMs);
      else this.later(this.latencyMs, () => this.feed({ type: 'reply', id, epoch, reply: answer }));
    });
  }

  private serve(name: NodeName, { method, path, body, query }: ApiRequest): ApiReply {
    const node = this.nodes[name];
    if (path === paths.systemInfo) return reply(200, this.systemInfo(name));
    if (node.status === 'OUT_OF_SERVICE') return reply(503, errors('Service Unavailable', 'SERVER_OUT_OF_SERVICE'));
    if (method === 'GET') {
      if (path === paths.user(agentId)) return reply(200, { kind: 'User', value: this.agent });
      if (path === paths.userDialogs(agentId)) return reply(200, { kind: 'Dialogs', value: this.dialogs });
      if (path === paths.userQueues(agentId)) return reply(200, { kind: 'Queues', value: this.queues });
      if (path === paths.userReasonCodes(agentId)) {
        const isLogout = query?.['category'] === 'LOGOUT';
        const value = isLogout ? [reason(20, 2, 'End of shift', 'LOGOUT')] : [reason(10, 1, 'Break')];
        return reply(200, { kind: 'ReasonCodes', value });
      }
      const team = this.teams.find(({ id }) => paths.team(id) === path);
      return team ? reply(200, { kind: 'Team', value: team }) : reply(404, errors('Not Found'));
    }
    if (body?.kind === 'UserLogin') {
      // Done at once: LOGIN keeps the state, or makes a signed-out agent Not Ready.
      if (this.agent.state === 'LOGOUT') this.setAgent(user('NOT_READY'));
      return reply(202);
    }
    if (this.obeys) this.obey(path, body);
    return reply(202);
  }

  private obey(path: string, body: ApiRequest['body']): void {
    if (body?.kind === 'UserState' && path === paths.user(agentId)) {
      const { state, reasonCodeId } = body;
      const isOnCall = this.dialogs.length > 0;
      const { pendingState: _none, reasonCodeId: _old, reasonCode: _code, ...rest } = this.agent;
      if (isOnCall) this.setAgent({ ...this.agent, pendingState: state });
      else this.setAgent({ ...rest, state, ...(reasonCodeId === undefined ? {} : { reasonCodeId }) });
    }
    if (body?.kind === 'DialogAction') {
      const id = path.slice(path.lastIndexOf('/') + 1);
      if (body.action === 'HOLD') this.setDialogs('put', dialog(id, 'HELD'));
      if (body.action === 'RETRIEVE' || body.action === 'ANSWER') this.setDialogs('put', dialog(id, 'ACTIVE'));
      if (body.action === 'DROP') this.setDialogs('delete', dialog(id, 'DROPPED'));
    }
    if (body?.kind === 'MakeCall') {
      this.setDialogs('post', dialog('900', 'INITIATED', { fromAddress: extension, toAddress: body.toAddress }));
    }
  }
}

function freshNode(): FakeNode {
  return {
    rest: 'up',
    status: 'IN_SERVICE',
    heartbeat: 'success',
    notification: 'up',
    finesse: true,
    channels: [],
    scripted: [],
  };
}
