/**
 * A controller for a gadget that serves one Media Routing Domain: connects its channel at the start and again after every
 * failover, and says to the desktop when it is ready. Until then the agent stays in Work and no task is routed (MRD-4).
 */
import type { ReactiveController } from 'lit';
import type { MediaService } from './contract.ts';
import type { Gadget } from './gadget.ts';

export interface ServesMediaOptions {
  /** Gets the channel ready; a rejection means that it is not. Called at the start and after each failover. */
  readonly connect: () => void | Promise<void>;
  /** Whether Work waits for this gadget; `required` when not told. */
  readonly need?: 'required' | 'optional';
}

export type MediaChannelState = 'waiting' | 'connecting' | 'ready' | 'failed';

/**
 * `new ServesMedia(this, mrdId, { connect })` in a gadget's constructor: connects the channel at the start and after every
 * failover, and says when it is ready. Until every required gadget has said so the agent stays in Work there (MRD-4).
 */
export class ServesMedia implements ReactiveController {
  /** For the gadget to show. `waiting`: the desktop is not connected. */
  state: MediaChannelState = 'waiting';
  /** Why it failed. */
  reason = '';
  readonly #host: Gadget;
  readonly #mrdId: string;
  readonly #options: ServesMediaOptions;
  #service: MediaService | undefined;
  #round: number | undefined;

  constructor(host: Gadget, mrdId: string, options: ServesMediaOptions) {
    this.#host = host;
    this.#mrdId = mrdId;
    this.#options = options;
    host.addController(this);
  }

  hostUpdate(): void {
    const { desktop } = this.#host;
    this.#service ??= desktop.serveMedia(this.#mrdId, this.#options.need);
    const { round } = desktop.view.media;
    if (!desktop.connected) this.state = 'waiting';
    else if (this.#round !== round) void this.#connect(round);
  }

  hostDisconnected(): void {
    // Another round for whoever comes back: the base class has taken the word back.
    this.#round = undefined;
    this.state = 'waiting';
  }

  /** Tries again after a failure. */
  retry(): void {
    void this.#connect(this.#host.desktop.view.media.round);
  }

  /** The channel broke by itself: no more tasks until it is ready again. */
  lost(reason: string): void {
    this.#become('failed', reason);
    this.#service?.channelReady(false);
  }

  async #connect(round: number): Promise<void> {
    this.#round = round;
    this.#become('connecting');
    try {
      await this.#options.connect();
    } catch (cause) {
      if (this.#round === round) this.lost(cause instanceof Error ? cause.message : String(cause));
      return;
    }
    // A failover may have come in between: then it is connected anew for the next round.
    if (this.#round !== round || this.#host.desktop.view.media.round !== round) return;
    this.#become('ready');
    this.#service?.channelReady(true);
  }

  #become(state: MediaChannelState, reason = ''): void {
    this.state = state;
    this.reason = reason;
    this.#host.requestUpdate();
  }
}
