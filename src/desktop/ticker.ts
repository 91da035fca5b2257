/**
 * Redraws an element once a second while it shows a running time. One per element; stops with it. It draws nothing
 * itself and keeps no time: the element asks the client's clock.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #running: () => boolean;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** `running` is asked after each render: no timer wakes the page for a clock nobody sees. */
  constructor(host: ReactiveControllerHost, running: () => boolean = () => true) {
    this.#host = host;
    this.#running = running;
    host.addController(this);
  }

  hostConnected(): void {
    this.#arm();
  }

  hostUpdated(): void {
    this.#arm();
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #arm(): void {
    if (!this.#running()) {
      this.hostDisconnected();
      return;
    }
    this.#timer ??= setInterval(() => this.#host.requestUpdate(), 1000);
  }
}
