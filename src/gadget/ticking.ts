/** Renders a gadget again every second, for durations that run; while it is in the page. Hidden pages are slowed by the browser. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Real time, whatever the speed of the simulated clock: a faster clock only skips numbers. Ms. */
const tickMs = 1000;

/** `new Ticking(this)` in a gadget's constructor: it renders again every second while it is in the page. */
export class Ticking implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer ??= setInterval(() => this.#host.requestUpdate(), tickMs);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
