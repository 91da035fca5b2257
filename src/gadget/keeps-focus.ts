/** The focus of whoever pressed a button that then goes away: it must not be lost. Knows no gadget's meaning. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & Element;

/**
 * `new KeepsFocus(this, '.call')` in a gadget's constructor: when an update takes away the element that has the focus, the
 * first button of the place around it gets it, or that place itself (give it `tabindex="-1"`). Where the place goes too,
 * nothing is done.
 */
export class KeepsFocus implements ReactiveController {
  readonly #host: Host;
  readonly #place: string;
  #around: HTMLElement | undefined;

  constructor(host: Host, place: string) {
    this.#host = host;
    this.#place = place;
    host.addController(this);
  }

  hostUpdate(): void {
    const around = this.#host.shadowRoot?.activeElement?.closest(this.#place);
    this.#around = around instanceof HTMLElement ? around : undefined;
  }

  hostUpdated(): void {
    const around = this.#around;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (!around?.isConnected || !isLost) return;
    (around.querySelector<HTMLElement>('button') ?? around).focus();
  }
}
