/** Renders a gadget again every second, for durations that run; while it is in the page. Hidden pages are slowed by the browser. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Real time, whatever the speed of the simulated clock: a faster clock only skips numbers. Ms. */
const tickMs = 1000;

/**
 * `new Ticking(this)` in a gadget's constructor: it renders again every second while it is in the page; with `isNeeded` only in
 * seconds in which that holds.
 */
export class Ticking implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #isNeeded: () => boolean;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, isNeeded: () => boolean = () => true) {
    this.#host = host;
    this.#isNeeded = isNeeded;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer ??= setInterval(() => {
      if (this.#isNeeded()) this.#host.requestUpdate();
    }, tickMs);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
