/**
 * One thing of the node's that the view does not have, read when a gadget is first seen and again when it may have changed:
 * never while nobody looks, never twice for the same reason, never in a loop. Knows no gadget's element but by its host.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { WirePayload } from '../wire/http.ts';
import type { NodeName } from '../wire/names.ts';
import type { DesktopHandle } from './contract.ts';
import { NodeReadError } from './node-read.ts';
import { said } from './locale.ts';

export interface NodeResourceOptions {
  /** Path below `/finesse/api/`; `undefined`: there is nothing to read now. */
  readonly path: (desktop: DesktopHandle) => string | undefined;
  readonly query?: Readonly<Record<string, string>>;
  /** Of this node of the pair; the one in use when missing. */
  readonly node?: NodeName;
  /** What the answer is good for, such as a sign-in or an epoch: with another word it is read again. */
  readonly occasion: (desktop: DesktopHandle) => string;
  /**
   * Read again after so long while it is seen and connected, 5 s at least: for what is published to nobody. ms by the node's
   * clock. Without it, once per occasion.
   */
  readonly every?: number;
  /** The occasion of what is there already, from the cache perhaps. */
  readonly have: () => string | undefined;
  /** Takes a good answer in. What it throws is told as an answer that cannot be used. */
  readonly take: (payload: WirePayload, occasion: string) => void;
}

/** `waiting`: too much was asked lately; it goes on by itself. */
export type NodeResourceState = 'idle' | 'reading' | 'waiting' | 'failed';

type Host = ReactiveControllerHost & Element & { readonly desktop: DesktopHandle };

/** Real ms. */
const beatMs = 1_000;
/** Ms by the node's clock; the documented interval of the real console's lists. */
const leastEveryMs = 5_000;

/** A page that draws no frames, such as one in a tab in the background, is never told what is seen. Real ms; ours. */
const firstLookMs = 300;

/** However far a simulated clock is behind, a wait has an end. Real ms; ours. */
const longestWaitMs = 30_000;

/** `new NodeResource(this, {…})` in a gadget's constructor: it reads when the gadget is seen while connected. */
export class NodeResource implements ReactiveController {
  readonly #host: Host;
  readonly #options: NodeResourceOptions;
  #state: NodeResourceState = 'idle';
  #error: unknown;
  /** The occasion that was tried and came to nothing: not tried again by itself. */
  #given: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #observer: IntersectionObserver | undefined;
  #firstLook: ReturnType<typeof setTimeout> | undefined;
  #unfollow: (() => void) | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;
  /** When it was last asked, by the node's clock. */
  #askedAt: number | undefined;
  /** A gadget renders only after its kept state is back. */
  #isRestored = false;
  /** The browser has had time to lay it out: to ask before that would lay the page out anew for each gadget that starts. */
  #isLookedAt = false;

  constructor(host: Host, options: NodeResourceOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get state(): NodeResourceState {
    return this.#state;
  }

  /** Why there is nothing newer, for the agent; empty while there is nothing to tell. */
  get trouble(): string {
    return this.#state === 'failed' ? readTroubleWords(this.#error) : '';
  }

  hostConnected(): void {
    // A gadget on a tab in the background is seen when the tab is opened.
    this.#observer = new IntersectionObserver(() => this.#look());
    this.#observer.observe(this.#host);
    this.#firstLook = setTimeout(() => this.#look(), firstLookMs);
    if (this.#options.every !== undefined) this.#beat ??= setInterval(() => this.#readIfDue(), beatMs);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    clearTimeout(this.#firstLook);
    this.#isLookedAt = false;
    this.#unfollow?.();
    this.#unfollow = undefined;
    clearInterval(this.#beat);
    this.#beat = undefined;
    this.#stopWaiting();
  }

  hostUpdated(): void {
    this.#isRestored = true;
    // A gadget that follows slices is not rendered with every change.
    this.#unfollow ??= this.#host.isConnected ? this.#host.desktop.onChange(() => this.#readIfDue()) : undefined;
    this.#readIfDue();
  }

  /** The agent asks for it again. Without a connection nothing happens. */
  again(): void {
    this.#given = undefined;
    this.#stopWaiting();
    void this.#read();
  }

  #look(): void {
    clearTimeout(this.#firstLook);
    this.#isLookedAt = true;
    this.#readIfDue();
  }

  #readIfDue(): void {
    if (this.#state !== 'idle' && this.#state !== 'failed') return;
    // Before the first render kept state is on its way back: what is there need not be asked for, and would overwrite the answer.
    if (!this.#isRestored || !this.#isLookedAt || !this.#host.isConnected) return;
    const { desktop } = this.#host;
    if (!desktop.connected) {
      // What failed for want of a connection is worth another try with the next one.
      if (this.#error instanceof NodeReadError && this.#error.code === 'not-connected' && this.#host.checkVisibility())
        this.#given = undefined;
      return;
    }
    const occasion = this.#options.occasion(desktop);
    const isDue = this.#isOld() || (occasion !== this.#options.have() && occasion !== this.#given);
    // Last, because it makes the browser lay out what has changed.
    if (isDue && this.#host.checkVisibility()) void this.#read();
  }

  /** Due again by the time alone; also what has come to nothing. */
  #isOld(): boolean {
    const { every } = this.#options;
    if (every === undefined) return false;
    const passed = this.#host.desktop.now() - (this.#askedAt ?? -Infinity);
    // A clock that was set back counts as time that passed.
    return passed >= Math.max(every, leastEveryMs) || passed < 0;
  }

  async #read(): Promise<void> {
    const { desktop } = this.#host;
    const { path, occasion, take, query, node } = this.#options;
    const address = path(desktop);
    if (!desktop.connected || address === undefined || this.#state === 'reading') return;
    const asked = occasion(desktop);
    this.#askedAt = desktop.now();
    this.#turn('reading');
    try {
      const payload = await desktop.read(address, query, node === undefined ? undefined : { node });
      takeIn(() => take(payload, asked));
      this.#error = undefined;
      this.#turn('idle');
    } catch (error) {
      this.#error = error;
      if (error instanceof NodeReadError && error.code === 'budget-empty') {
        this.#wait(error.retryAfterMs ?? 0);
        return;
      }
      this.#given = asked;
      this.#turn('failed');
    }
  }

  #wait(ms: number): void {
    this.#turn('waiting');
    this.#timer = setTimeout(
      () => {
        this.#stopWaiting();
        void this.#read();
      },
      Math.min(Math.max(ms, 100), longestWaitMs),
    );
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#state === 'waiting') this.#turn('idle');
  }

  #turn(state: NodeResourceState): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}

/** The node answered with something else than was asked for. */
class UnusableAnswer extends Error {
  override readonly name = 'UnusableAnswer';
}

function takeIn(take: () => void): void {
  try {
    take();
  } catch (cause) {
    throw new UnusableAnswer('The answer cannot be used.', { cause });
  }
}

/** Why a read gave nothing, for the agent. */
export const readTroubleWords = said('sdk.read-trouble', (error: unknown): string => {
  if (error instanceof UnusableAnswer) return 'The node answered with something that cannot be used.';
  if (!(error instanceof NodeReadError)) return 'It could not be asked for.';
  switch (error.code) {
    case 'not-connected':
      return 'There is no connection at the moment.';
    case 'budget-empty':
      return 'This desktop has asked a lot lately; please wait a moment.';
    case 'refused':
      return 'The node could not be reached.';
    case 'timeout':
      return 'The node did not answer in time.';
    case 'status':
      return error.status === 401 || error.status === 403
        ? 'You may not read this.'
        : `The node refused it (${error.status ?? 'no status'}).`;
  }
});
