/**
 * What opens and closes behind a button of the shell: open or not, closed by Escape and by a press elsewhere. One per
 * element. It draws nothing; what is behind the button is the element's.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & HTMLElement;

export interface DisclosureOptions {
  /** Gets the focus when Escape has closed it, as its inside is gone then. */
  readonly button: () => HTMLElement | null | undefined;
  /** A press outside the element closes it; default `close`. */
  readonly pressElsewhere?: 'close' | 'stay';
}

export class Disclosure implements ReactiveController {
  readonly #host: Host;
  readonly #options: DisclosureOptions;
  #open = false;

  constructor(host: Host, options: DisclosureOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get open(): boolean {
    return this.#open;
  }

  set open(open: boolean) {
    if (this.#open === open) return;
    this.#open = open;
    this.#host.requestUpdate();
  }

  readonly toggle = (): void => {
    this.open = !this.#open;
  };

  readonly close = (): void => {
    this.open = false;
  };

  /** For `@keydown` of whatever holds the button and its inside. */
  readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#open) return;
    event.preventDefault();
    this.close();
    this.#options.button()?.focus();
  };

  hostConnected(): void {
    if (this.#options.pressElsewhere !== 'stay') document.addEventListener('pointerdown', this.#onPress);
  }

  hostDisconnected(): void {
    document.removeEventListener('pointerdown', this.#onPress);
  }

  readonly #onPress = (event: Event): void => {
    if (!event.composedPath().includes(this.#host)) this.close();
  };
}
