/**
 * A core in virtual time against two scripted nodes. Each node does what its switches say; the agent's truth (User, calls)
 * is shared, as it is on a real cluster. At every step the harness also continues from a JSON copy of the snapshot and
 * demands the same effects, so each test is a test of `snapshot()` too.
 */
import assert from 'node:assert/strict';
import type { Ms, NodeName } from '../../wire/names.ts';
import { paths } from '../../wire/paths.ts';
import type {
  AgentCommand,
  CommandOutcome,
  Core,
  CoreEffect,
  CoreInput,
  CoreOptions,
  CoreSnapshot,
  ProfileName,
  SessionRecord,
} from '../contract.ts';
import { FakeChat } from './fake-chat.ts';
import { FakeCluster } from './fake-cluster.ts';
import { createCoreWithPolicies } from '../core.ts';
import { policies, type Policy } from '../policy.ts';
import type { Notice, Phase } from '../view.ts';
import { expectTruth } from './truthful.ts';
import { agentId, dialog, extension, startAt, user } from './fixtures.ts';

export interface HarnessOptions {
  readonly profile?: ProfileName;
  readonly move?: CoreOptions['move'];
  readonly prepareAlternate?: CoreOptions['prepareAlternate'];
  readonly latencyMs?: Ms;
  readonly policies?: Readonly<Record<ProfileName, Policy>>;
  /** A state change is done as soon as it is asked for, with its event. Otherwise the test does it. */
  readonly obeys?: boolean;
}

type Job = { at: Ms; run: () => void };

export class Harness extends FakeCluster {
  core: Core;
  readonly options: CoreOptions;
  readonly effects: { at: Ms; effect: CoreEffect }[] = [];
  readonly notices: Notice[] = [];
  readonly phases: { phase: Phase; at: Ms }[] = [];
  readonly settled: { id: string; outcome: CommandOutcome }[] = [];
  /** Rounds in which gadgets were asked to keep their state. */
  readonly savingRounds: number[] = [];
  readonly chat = new FakeChat(
    (link, event) => this.feed({ type: 'chat', link, event }),
    (run) => this.later(this.latencyMs * 2, run),
  );
  persisted: SessionRecord | undefined;
  private readonly profiles: Readonly<Record<ProfileName, Policy>>;
  private jobs: Job[] = [];
  private channelNodes = new Map<number, NodeName>();

  constructor(options: HarnessOptions = {}) {
    const { profile = '12.6', move = 'in-place', latencyMs = 10, obeys = true } = options;
    super(latencyMs, obeys);
    this.profiles = options.policies ?? policies;
    const hosts = { publisher: 'pub.example', subscriber: 'sub.example' };
    const { prepareAlternate } = options;
    this.options = { profile, move, seed: 7, hosts, ...(prepareAlternate && { prepareAlternate }) };
    this.core = createCoreWithPolicies(this.options, this.profiles);
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

  /** SystemInfo requests to one node. */
  probes(node: NodeName, since: Ms): { at: Ms }[] {
    return this.requests('GET', paths.systemInfo).filter((request) => request.node === node && request.at >= since);
  }

  outcomeOf(id: string): CommandOutcome | undefined {
    return this.settled.find((entry) => entry.id === id)?.outcome;
  }

  override feed(input: CoreInput): void {
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

  /** Nobody runs for so long (negative: the clock is set back); what was due meanwhile comes when `run` is called. */
  sleep(ms: Ms): this {
    this.now += ms;
    if (ms < 0) this.jobs = this.jobs.map(({ at, run }) => ({ at: at + ms, run }));
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
    expectTruth(
      this.view,
      effects.flatMap((effect) => (effect.type === 'announce' ? [effect.notice] : [])),
    );
    for (const effect of effects) this.execute(effect);
  }

  override later(delay: Ms, run: () => void): void {
    this.jobs.push({ at: this.now + delay, run });
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
      case 'present-channel': {
        const node = this.channelNodes.get(effect.channel);
        const held = node && this.nodes[node].held.find(({ id }) => id === effect.channel);
        if (node && held) this.present(node, held);
        break;
      }
      case 'close-channel':
        for (const node of Object.values(this.nodes)) {
          node.channels = node.channels.filter(({ id }) => id !== effect.channel);
          node.held = node.held.filter(({ id }) => id !== effect.channel);
        }
        break;
      case 'ping': {
        const node = this.channelNodes.get(effect.channel);
        if (node && this.nodes[node].channels.some(({ id }) => id === effect.channel)) {
          this.tell(node, { kind: 'pong', ping: effect.ping }, this.latencyMs * 2);
        }
        const held = node && this.nodes[node].held.find(({ id }) => id === effect.channel);
        if (held) this.tellChannel(held.id, held.epoch, { kind: 'pong', ping: effect.ping }, this.latencyMs * 2);
        break;
      }
      case 'open-chat':
      case 'close-chat':
      case 'chat-send':
        this.chat.execute(effect);
        break;
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
      case 'save-gadgets':
        this.savingRounds.push(effect.round);
        break;
      case 'subscribe':
      case 'settle-gadget-read':
      case 'reload-pages':
      case 'hand-over':
        break;
    }
  }
}

/** Signed in and talking. */
export function signedInOnACall(options: HarnessOptions = {}): Harness {
  const h = new Harness(options);
  h.agent = user('TALKING');
  h.dialogs = [dialog('77')];
  return h.signIn();
}
