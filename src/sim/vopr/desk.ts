/**
 * One simulated desktop: a production core, its links, its clock and its record on disk; and what can happen to it (crash,
 * sleep, a leap of its clock, a cut road). Knows neither users nor faults by name, and judges nothing.
 */
import {
  IllegalInput,
  type Core,
  type CoreEffect,
  type CoreInput,
  type ProfileName,
  type SessionRecord,
} from '../../core/contract.ts';
import type { Policy } from '../../core/policy.ts';
import type { DesktopView } from '../../core/view.ts';
import { nodeNames, type Ms, type NodeName } from '../../wire/names.ts';
import type { WorldEffect, WorldInput } from '../contract.ts';
import type { DeskFacts, LifeEvent } from './contract.ts';
import type { Recorder } from '../../worker/pure/recorder.ts';
import { clientOf, createDeskLinks, type DeskLinks } from './desk-links.ts';
import { chatClientOf } from './desk-chat.ts';
import { createDeskRoad, type DeskRoad } from './desk-road.ts';
import { createDeskStore } from './desk-store.ts';
import { empty, type Wallet } from './desk-tokens.ts';
import type { Dice } from './dice.ts';
import type { Observer } from './observer.ts';

/** The host stamps the record so often with the time of the last sign of life. */
const stampEveryMs = 5_000;
/** PF-1: longer away than this, and the session has lapsed. */
const graceMs = 60_000;
/** No duplicate is later than so many items of the same channel: no server repeats more around a reconnect. */
const oldestDuplicate = 50;
const latestDuplicateMs = 10_000;

export interface DeskOptions {
  readonly id: string;
  readonly index: number;
  readonly agentId: string;
  readonly extension: string;
  readonly profile: ProfileName;
  readonly policy: Policy;
  readonly newCore: () => Core;
  readonly send: (input: WorldInput) => void;
  readonly observer: Observer;
  readonly dice: Dice;
  readonly restJitterMs: Ms;
  /** Share of inputs that come a second time. */
  readonly duplicates: number;
  readonly signOn: 'password' | 'tokens';
  /** Asked for with each new core. */
  readonly recorderOf?: ((core: Core) => Recorder) | undefined;
}

/** Something that reaches the desktop later than it came. */
interface Parcel {
  readonly at: Ms;
  readonly effect?: WorldEffect;
  readonly input?: CoreInput;
  /** A duplicate: items that had come when it was made. */
  readonly items?: number;
}

export class Desk implements DeskFacts {
  readonly id: string;
  readonly index: number;
  readonly agentId: string;
  readonly extension: string;
  readonly profile: ProfileName;
  readonly policy: Policy;
  now: Ms;
  steadySince: Ms;
  /** By the world's clock: when it next has something to do. */
  nextAt: Ms = Infinity;
  asleepUntil: Ms | undefined;
  shown: () => readonly (DesktopView | undefined)[] = () => [];
  /** What the core wants of its pages, in place of the link. */
  onEffect: (effect: CoreEffect) => void = () => undefined;
  /** A core has been started, and has taken up what there was. */
  onStart: () => void = () => undefined;
  /** Where its pages come from. */
  address: NodeName = 'publisher';
  /** The last record that its core wanted to be kept. */
  lastRecord: SessionRecord | undefined;
  readonly store = createDeskStore();
  /** After everything that the core has worked off. */
  onStep: () => void = () => undefined;
  private readonly options: DeskOptions;
  private worldNow: Ms;
  private leap: Ms = 0;
  private incarnation = 0;
  private core: Core | undefined;
  private recorder: Recorder | undefined;
  private links: DeskLinks | undefined;
  private roads: Record<NodeName, DeskRoad> = { publisher: createDeskRoad(), subscriber: createDeskRoad() };
  private tabs = 0;
  /** Without tabs the presence ends with the channel; from then on the node's grace runs, and nothing is stamped. */
  private lastAlive: Ms = 0;
  private parcels: Parcel[] = [];
  private items = 0;

  constructor(options: DeskOptions, at: Ms) {
    this.options = options;
    this.id = options.id;
    this.index = options.index;
    this.agentId = options.agentId;
    this.extension = options.extension;
    this.profile = options.profile;
    this.policy = options.policy;
    this.worldNow = at;
    this.now = at;
    this.steadySince = at;
  }

  get view(): DesktopView | undefined {
    return this.core?.view();
  }

  get isRunning(): boolean {
    return this.core !== undefined && this.asleepUntil === undefined;
  }

  get isCrashed(): boolean {
    return this.core === undefined;
  }

  private get isAlive(): boolean {
    return this.tabs > 0 || this.core?.view().notifications === 'open';
  }

  private get client(): string {
    return `${this.id}.${this.incarnation}`;
  }

  /** A new core; with what the last one left on disk, if that is not too old. */
  start(at: Ms, tabs: number): void {
    if (this.core) return;
    this.moveTo(at);
    this.incarnation += 1;
    this.core = this.options.newCore();
    this.recorder = this.options.recorderOf?.(this.core);
    this.links = createDeskLinks({
      client: this.client,
      loginId: this.agentId,
      wallet: this.store.wallet,
      signOn: this.options.signOn,
      send: (input) => {
        if (!('node' in input) || this.roads[input.node].outward(input)) this.options.send(input);
      },
    });
    this.items = 0;
    this.steadySince = this.now;
    this.told('starts');
    this.tabs = tabs;
    this.lastAlive = at;
    this.feed({ type: 'tabs', count: tabs }, at);
    this.takeUp(at);
    this.onStart();
  }

  /** Of what the last worker has left on disk. */
  private takeUp(at: Ms): void {
    const { session, lastStamp, isBehind } = this.store.load();
    if (isBehind) this.told('forgets');
    if (!session) return;
    const awayMs = at - lastStamp;
    if (awayMs > graceMs) {
      this.told('lapses');
      this.feed({ type: 'session-lapsed', session, awayMs }, at);
      return;
    }
    this.goOn(session, at);
  }

  private goOn(session: SessionRecord, at: Ms): void {
    this.feed({ type: 'resume', session }, at);
    this.links?.resumeTokens(this.now);
    this.hear(at);
  }

  /** At the other address: goes on with what its own core has handed over there. */
  takeOver(session: SessionRecord, wallet: Wallet, at: Ms): void {
    this.told('takes-over');
    Object.assign(this.store.wallet, wallet);
    this.goOn(session, at);
  }

  /** What came of what was just done with the links. */
  private hear(at: Ms): void {
    for (const input of this.links?.news() ?? []) this.feed(input, at);
  }

  /** The agent gives the password anew, beside whatever is going on (PF-10). */
  renew(at: Ms): void {
    if (!this.isRunning) return;
    this.moveTo(at);
    this.links?.renew(this.now);
    this.schedule();
  }

  cutChat(at: Ms): void {
    for (const input of this.links?.cutChat() ?? []) {
      if (this.asleepUntil === undefined) this.feed(input, at);
      else this.keep({ at, input });
    }
  }

  restoreChat(): void {
    this.links?.restoreChat();
  }

  crash(at: Ms): void {
    if (!this.core) return;
    this.moveTo(at);
    this.told('crashes');
    const alive = this.isAlive ? at : this.lastAlive;
    this.store.stamp(alive - this.options.dice.between(0, stampEveryMs));
    this.core = undefined;
    this.links = undefined;
    this.asleepUntil = undefined;
    this.parcels = [];
    for (const node of nodeNames) this.forgetConnections(node);
    this.options.send({ type: 'client-gone', client: chatClientOf(this.client) });
    this.schedule();
  }

  sleep(at: Ms, until: Ms): void {
    if (!this.isRunning) return;
    this.moveTo(at);
    this.told('sleeps');
    this.asleepUntil = until;
    this.schedule();
  }

  wakeUp(at: Ms): void {
    if (this.asleepUntil === undefined) return;
    this.asleepUntil = at;
    this.run(at);
  }

  /** The desktop's clock leaps forward. */
  jump(at: Ms, by: Ms): void {
    this.leap += by;
    this.moveTo(at);
    this.steadySince = this.now;
    this.told('clock-jumps');
    this.run(at);
  }

  cut(node: NodeName, at: Ms): void {
    this.roads[node].cut(at);
    this.schedule();
  }

  isCutFrom(node: NodeName): boolean {
    return this.roads[node].isCut();
  }

  restore(node: NodeName, at: Ms): void {
    const held = this.roads[node].restore();
    for (const input of held.outward) this.options.send(input);
    for (const effect of held.inward) this.receive(effect, node, at);
    this.schedule();
  }

  /** What the chat service says: in order, on a road of its own. */
  receiveChat(effect: Extract<WorldEffect, { type: 'chat' }>, at: Ms): void {
    if (!this.links || effect.client !== chatClientOf(this.client)) return;
    if (this.asleepUntil === undefined) this.take(effect, at);
    else this.keep({ at, effect });
  }

  /** What the world says to one of this desktop's clients. */
  receive(effect: WorldEffect, node: NodeName, at: Ms): void {
    if (!this.links || effect.type === 'log' || effect.type === 'chat' || effect.client !== clientOf(this.client, node))
      return;
    if (!this.roads[node].inward(effect)) return;
    const { restJitterMs, dice } = this.options;
    const jitter = effect.type === 'xmpp' || restJitterMs === 0 ? 0 : dice.between(0, restJitterMs);
    if (jitter > 0 || this.asleepUntil !== undefined) this.keep({ at: at + jitter, effect });
    else this.take(effect, at);
  }

  /** Does what is due: wakes the sleeper, gives up roads, hands over what waited, fires time-outs and timers. */
  run(at: Ms): void {
    this.moveTo(at);
    if (this.asleepUntil !== undefined) {
      if (this.asleepUntil > at) return;
      this.asleepUntil = undefined;
      this.steadySince = this.now;
      this.told('wakes-up');
      // After a sleep either may come first: the timers, or what has arrived.
      if (this.options.dice.chance(0.5)) this.wakeCore(at);
    }
    for (const node of nodeNames) {
      if ((this.roads[node].givesUpAt() ?? Infinity) > at) continue;
      this.forgetConnections(node);
      for (const input of this.links?.reset(node) ?? []) this.feed(input, at);
    }
    while ((this.parcels[0]?.at ?? Infinity) <= at) this.open(this.parcels.shift(), at);
    for (const input of this.links?.expire(this.now) ?? []) this.feed(input, at);
    this.hear(at);
    this.wakeCore(at);
    this.hear(at);
    this.schedule();
  }

  /** A wish, or news. False when nothing runs that could hear it, or the core says that it cannot be now. */
  feed(input: CoreInput, at: Ms): boolean {
    const { core } = this;
    if (!core || this.asleepUntil !== undefined) return false;
    this.moveTo(at);
    if (this.isAlive) this.lastAlive = at;
    if (input.type === 'tabs') this.tabs = input.count;
    // A password takes the place of tokens.
    if (input.type === 'sign-in') empty(this.store.wallet);
    const before = core.view();
    this.options.observer.input(this, input);
    this.recorder?.tap(input, this.now);
    try {
      core.handle(input, this.now);
    } catch (error) {
      if (!(error instanceof IllegalInput)) this.options.observer.threw(this, error);
      return false;
    } finally {
      this.recorder?.shown(core.view());
    }
    this.options.observer.handled(this, input, before, core.view());
    this.drain(core);
    this.hear(at);
    this.schedule();
    return true;
  }

  private wakeCore(at: Ms): void {
    const { core } = this;
    if (!core || (core.deadline() ?? Infinity) > this.now) return;
    this.moveTo(at);
    const before = core.view();
    this.recorder?.tap(undefined, this.now);
    try {
      core.wake(this.now);
    } catch (error) {
      this.options.observer.threw(this, error);
      return;
    }
    this.recorder?.shown(core.view());
    this.options.observer.handled(this, undefined, before, core.view());
    this.drain(core);
  }

  private drain(core: Core): void {
    this.onStep();
    for (const effect of core.effects()) {
      this.options.observer.effect(this, effect);
      if (effect.type === 'persist') {
        this.lastRecord = effect.session;
        this.store.keep(effect.session, this.worldNow);
      } else {
        this.links?.carryOut(effect, this.now);
        this.onEffect(effect);
      }
    }
  }

  private keep(parcel: Parcel): void {
    const index = this.parcels.findLastIndex((other) => other.at <= parcel.at);
    this.parcels.splice(index + 1, 0, parcel);
    this.schedule();
  }

  private open(parcel: Parcel | undefined, at: Ms): void {
    if (parcel?.effect) this.take(parcel.effect, at);
    else if (parcel?.input && this.items - (parcel.items ?? this.items) < oldestDuplicate) this.feed(parcel.input, at);
  }

  private take(effect: WorldEffect, at: Ms): void {
    const input = this.links?.take(effect, this.now);
    if (!input) {
      this.hear(at);
      return;
    }
    const { dice, duplicates } = this.options;
    const isItem = input.type === 'channel' && input.event.kind === 'item';
    if (isItem) this.items += 1;
    // What comes once and ends something (a failure, a closing) is told once by any host.
    const canRepeat = isItem || input.type === 'reply' || input.type === 'request-failed';
    if (duplicates > 0 && canRepeat && dice.chance(duplicates)) {
      this.keep({ at: at + dice.between(0, latestDuplicateMs), input, items: this.items });
    }
    this.feed(input, at);
  }

  private forgetConnections(node: NodeName): void {
    this.roads[node].giveUp();
    this.options.send({ type: 'client-gone', client: clientOf(this.client, node) });
  }

  private moveTo(at: Ms): void {
    this.worldNow = at;
    this.now = at + this.leap;
  }

  private told(event: LifeEvent): void {
    this.options.observer.life(this, event);
  }

  private schedule(): void {
    if (this.asleepUntil !== undefined) {
      this.nextAt = this.asleepUntil;
      return;
    }
    this.nextAt = Math.min(
      this.parcels[0]?.at ?? Infinity,
      (this.core?.deadline() ?? Infinity) - this.leap,
      (this.links?.deadline() ?? Infinity) - this.leap,
      this.core ? Math.min(...nodeNames.map((node) => this.roads[node].givesUpAt() ?? Infinity)) : Infinity,
    );
  }
}
