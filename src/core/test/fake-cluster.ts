/**
 * Two scripted nodes and one truth (the agent's User, the calls), as a test needs them: each node does what its switches
 * say. No simulation of a cluster, only answers; the real one is in `src/cluster/`.
 */
import type { ApiReply, ApiRequest, WirePayload } from '../../wire/http.ts';
import type { Ms, NodeName } from '../../wire/names.ts';
import { paths } from '../../wire/paths.ts';
import type { Update } from '../../wire/update.ts';
import type { Dialog } from '../../wire/dialog.ts';
import type { Queue } from '../../wire/queue.ts';
import type { Team } from '../../wire/team.ts';
import type { User } from '../../wire/user.ts';
import type { ChannelEvent, CoreEffect, CoreInput } from '../contract.ts';
import { FakeMedia } from './fake-media.ts';
import { errors, freshNode, reply, type FakeNode } from './fake-node.ts';
import { agentId, dialog, extension, queue, reason, startAt, user } from './fixtures.ts';

export abstract class FakeCluster {
  now = startAt;
  readonly latencyMs: Ms;
  /** A state change or call action is done as soon as it is asked for, with its event. Otherwise the test does it. */
  readonly obeys: boolean;
  readonly nodes: Record<NodeName, FakeNode> = { publisher: freshNode(), subscriber: freshNode() };
  agent: User = user('NOT_READY');
  /** What becomes of the event that follows a LOGIN. */
  loginEvent: 'told' | 'lost' = 'told';
  dialogs: Dialog[] = [];
  queues: Queue[] = [queue('10'), queue('11')];
  teams: Team[] = [];
  readonly media = new FakeMedia((node, path, update) => this.publish(node, path, update));
  private items = 0;

  constructor(latencyMs: Ms, obeys: boolean) {
    this.latencyMs = latencyMs;
    this.obeys = obeys;
  }

  /** Into the core. */
  abstract feed(input: CoreInput): void;
  abstract later(delay: Ms, run: () => void): void;

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
    for (const { id, epoch } of this.nodes[node].held) this.tellChannel(id, epoch, { kind: 'closed', reason: 'reset' });
    this.nodes[node].channels = [];
    this.nodes[node].held = [];
  }

  stopNotification(node: NodeName): void {
    this.nodes[node].notification = 'refused';
    this.closeChannels(node);
  }

  setFinesse(node: NodeName, available: boolean): void {
    this.nodes[node].finesse = available;
    this.tell(node, { kind: 'presence', user: 'finesse', available });
    for (const { id, epoch } of this.nodes[node].held) {
      this.tellChannel(id, epoch, { kind: 'presence', user: 'finesse', available });
    }
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
    this.nodes[node].held = [];
  }

  systemInfo(name: NodeName): WirePayload {
    const { status, heartbeat, maintenance } = this.nodes[name];
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
        ...(maintenance && { finesseMaintenance: { status: maintenance, seconds: 60 } }),
      },
    };
  }

  /** Presence goes out: nothing is waited for. */
  protected present(name: NodeName, held: { id: number; epoch: number }): void {
    const node = this.nodes[name];
    node.held = node.held.filter((other) => other !== held);
    node.channels.push(held);
    this.tellChannel(held.id, held.epoch, { kind: 'open' }, 0);
    if (node.finesse) this.tellChannel(held.id, held.epoch, { kind: 'presence', user: 'finesse', available: true });
  }

  /** Further time on the way there, by kind of effect; tests that count round trips know more. */
  protected readonly detours: Partial<Record<CoreEffect['type'], Ms>> = {};

  protected detour(effect: CoreEffect): Ms {
    return this.detours[effect.type] ?? 0;
  }

  protected open(effect: Extract<CoreEffect, { type: 'open-channel' }>): void {
    this.later(this.detour(effect), () => this.opening(effect));
  }

  private opening({
    channel,
    epoch,
    node: name,
    timeoutMs,
    presence,
  }: Extract<CoreEffect, { type: 'open-channel' }>): void {
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
      if (presence === 'later') {
        node.held.push({ id: channel, epoch });
        this.tellChannel(channel, epoch, { kind: 'bound' });
        if (!node.finesse) this.tellChannel(channel, epoch, { kind: 'presence', user: 'finesse', available: false });
        return;
      }
      node.channels.push({ id: channel, epoch });
      this.tellChannel(channel, epoch, { kind: 'open' });
      if (node.finesse) this.tellChannel(channel, epoch, { kind: 'presence', user: 'finesse', available: true });
    });
  }

  protected answer(effect: Extract<CoreEffect, { type: 'request' }>): void {
    this.later(this.detour(effect), () => this.answering(effect));
  }

  private answering(effect: Extract<CoreEffect, { type: 'request' }>): void {
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
      else this.later(this.latencyMs + node.extraMs, () => this.feed({ type: 'reply', id, epoch, reply: answer }));
    });
  }

  private serve(name: NodeName, request: ApiRequest): ApiReply {
    const { method, path, body, query } = request;
    const node = this.nodes[name];
    if (path === paths.systemInfo) return reply(200, this.systemInfo(name));
    if (node.status === 'OUT_OF_SERVICE') return reply(503, errors('Service Unavailable', 'SERVER_OUT_OF_SERVICE'));
    const ofMedia = this.media.answer(name, request, {
      ok: (payload) => (payload ? reply(200, payload) : reply(202)),
      refuse: (errorType) => reply(400, errors(errorType)),
    });
    if (ofMedia) return ofMedia;
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
      // Done at once: LOGIN keeps the state, or makes a signed-out agent Not Ready; either is told.
      if (this.agent.state === 'LOGOUT') this.setAgent(user('NOT_READY'));
      else if (this.loginEvent === 'told') this.setAgent(this.agent);
      return reply(202);
    }
    if (this.obeys) this.obey(path, body);
    return reply(202);
  }

  private obey(path: string, body: ApiRequest['body']): void {
    if (body?.kind === 'UserState' && path === paths.user(agentId)) {
      const { state, reasonCodeId } = body;
      const isOnCall = this.dialogs.length > 0;
      // A new state has neither the reason nor the pending state of the old one.
      const { roles, teams = [] } = this.agent;
      const settled = user(state, { roles, teams, ...(reasonCodeId === undefined ? {} : { reasonCodeId }) });
      this.setAgent(isOnCall ? { ...this.agent, pendingState: state } : settled);
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
