/**
 * The inside of one simulated desktop: a production core that is fed, woken and drained, its links, its clock and what waits
 * for it. What can happen to it is `desk.ts`. Judges nothing.
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
import type { WorldEffect } from '../contract.ts';
import type { DeskFacts, LifeEvent } from './contract.ts';
import type { Recorder } from '../../worker/pure/recorder.ts';
import { clientOf, type DeskLinks } from './desk-links.ts';
import { chatClientOf } from './desk-chat.ts';
import { createDeskRoad, type DeskRoad } from './desk-road.ts';
import type { DeskOptions } from './desk-options.ts';
import { createParcels, type Parcel } from './desk-parcels.ts';
import { createDeskStore } from './desk-store.ts';
import { empty } from './desk-tokens.ts';

/** No duplicate is later than so many items of the same channel: no server repeats more around a reconnect. */
const oldestDuplicate = 50;
const latestDuplicateMs = 10_000;

/** What pages and their worker say by themselves, in contrast to what somebody wants. */
const pagesWords: readonly CoreInput['type'][] = [
  'tabs',
  'tab-gone',
  'media-channel',
  'gadgets-saving',
  'gadget-saved',
  'ways',
  'handed-over',
];

export class DeskCore implements DeskFacts {
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
  protected readonly options: DeskOptions;
  protected worldNow: Ms;
  protected leap: Ms = 0;
  protected incarnation = 0;
  protected core: Core | undefined;
  protected recorder: Recorder | undefined;
  protected links: DeskLinks | undefined;
  protected roads: Record<NodeName, DeskRoad> = { publisher: createDeskRoad(), subscriber: createDeskRoad() };
  protected tabs = 0;
  /** Without tabs the presence ends with the channel; from then on the node's grace runs, and nothing is stamped. */
  protected lastAlive: Ms = 0;
  protected parcels = createParcels();
  protected items = 0;

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

  protected get isAlive(): boolean {
    return this.tabs > 0 || this.core?.view().notifications === 'open';
  }

  protected get client(): string {
    return `${this.id}.${this.incarnation}`;
  }

  /** What came of what was just done with the links. */
  protected hear(at: Ms): void {
    for (const input of this.links?.news() ?? []) this.feed(input, at);
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
    for (let parcel = this.parcels.due(at); parcel; parcel = this.parcels.due(at)) this.open(parcel, at);
    for (const input of this.links?.expire(this.now) ?? []) this.feed(input, at);
    this.hear(at);
    this.wakeCore(at);
    this.hear(at);
    this.schedule();
  }

  /** A wish, or news. False when nothing runs that could hear it, or the core says that it cannot be now. */
  feed(input: CoreInput, at: Ms): boolean {
    const { core } = this;
    if (!core) return false;
    if (this.asleepUntil !== undefined) {
      // The whole computer sleeps: what its pages have to say comes after.
      if (pagesWords.includes(input.type)) this.keep({ at, input });
      return false;
    }
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

  protected wakeCore(at: Ms): void {
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

  protected drain(core: Core): void {
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

  protected keep(parcel: Parcel): void {
    this.parcels.add(parcel);
    this.schedule();
  }

  protected open(parcel: Parcel, at: Ms): void {
    if (parcel.effect) this.take(parcel.effect, at);
    else if (parcel.input && this.items - (parcel.items ?? this.items) < oldestDuplicate) this.feed(parcel.input, at);
  }

  protected take(effect: WorldEffect, at: Ms): void {
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

  protected forgetConnections(node: NodeName): void {
    this.roads[node].giveUp();
    this.options.send({ type: 'client-gone', client: clientOf(this.client, node) });
  }

  protected moveTo(at: Ms): void {
    this.worldNow = at;
    this.now = at + this.leap;
  }

  protected told(event: LifeEvent): void {
    this.options.observer.life(this, event);
  }

  protected schedule(): void {
    if (this.asleepUntil !== undefined) {
      this.nextAt = this.asleepUntil;
      return;
    }
    this.nextAt = Math.min(
      this.parcels.nextAt(),
      (this.core?.deadline() ?? Infinity) - this.leap,
      (this.links?.deadline() ?? Infinity) - this.leap,
    );
    if (!this.core) return;
    for (const node of nodeNames) this.nextAt = Math.min(this.nextAt, this.roads[node].givesUpAt() ?? Infinity);
  }
}
