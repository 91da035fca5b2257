/** Which page beside the work the address names (`#/planner`), so that it can be linked to and Back closes it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { pageOfHash, type ToolPage } from './tool-page.ts';

export class PageInAddress implements ReactiveController {
  page: ToolPage | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #pages: () => readonly ToolPage[];
  readonly #closed: () => void;

  /** `closed` is called once the page is out of the document. */
  constructor(host: ReactiveControllerHost, pages: () => readonly ToolPage[], closed: () => void) {
    this.#host = host;
    this.#pages = pages;
    this.#closed = closed;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('hashchange', this.#follow);
    this.#follow();
  }

  hostDisconnected(): void {
    window.removeEventListener('hashchange', this.#follow);
  }

  readonly close = (): void => {
    location.hash = '';
  };

  readonly #follow = (): void => {
    const before = this.page;
    this.page = pageOfHash(location.hash, this.#pages());
    this.#host.requestUpdate();
    if (before && !this.page) void this.#host.updateComplete.then(this.#closed);
  };
}
