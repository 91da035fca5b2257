/**
 * A gadget that another host serves: a sandboxed frame without an origin, with the same port and the same watch as a framed
 * gadget of this build, and granted what the deployment grants that host. A host that does not answer is left for the next.
 * It must not know the layout, nor which hosts are allowed.
 */
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { GadgetFault } from '../contract.ts';
import type { DesktopView } from '../../core/view.ts';
import { frameWatch } from './broker.ts';
import { FramedGadget, type FrameGrants } from './framed-gadget.ts';
import { frameActions } from './messages.ts';

/** One host's page, and what it is granted. */
export interface RemoteSource {
  readonly url: string;
  /** As people read it. */
  readonly host: string;
  /** Slices of the view, and actions, by name; what is no name of one grants nothing. */
  readonly sees: readonly string[];
  readonly may: readonly string[];
}

/** DOM event (bubbles, composed): which host the gadget has come from, and which ones before it did not answer. */
export const gadgetSourceEvent = 'gadget-source';
export interface GadgetSource {
  readonly host: string;
  readonly instead: readonly string[];
}

/**
 * A page of another host either says hello soon after it was loaded, or is the browser's own page about an error, which cannot be
 * told apart from here. 10 s; assumed.
 */
const remoteWatch = { ...frameWatch, helloTurns: 5 };

@customElement('us-remote-gadget')
export class RemoteGadget extends FramedGadget {
  protected override readonly page = '';
  protected override frameTitle = 'A gadget of another host';
  #sources: readonly RemoteSource[] = [];
  #at = 0;
  #state: 'waiting' | 'greeted' = 'waiting';

  /** Set once, before it is in the page: never empty. */
  setSources(title: string, sources: readonly RemoteSource[]): void {
    this.frameTitle = title;
    this.#sources = sources;
  }

  protected override get grants(): FrameGrants {
    const { sees = [], may = [] } = this.#sources[this.#at] ?? {};
    // Without the phase nothing in the frame could know whether it is connected.
    const slices = [...new Set([...sees, 'phase', 'staleSince'])] as (keyof DesktopView)[];
    return { sees: slices, may: frameActions.filter((name) => may.includes(name)), watch: remoteWatch };
  }

  override render(): unknown {
    const source = this.#sources[this.#at];
    return keyed(
      this.#at,
      html`<iframe
        sandbox="allow-scripts"
        referrerpolicy="origin"
        src=${source?.url ?? 'about:blank'}
        title=${this.frameTitle}
        @load=${({ target }: Event) => this.greet(target as HTMLIFrameElement)}
      ></iframe>`,
    );
  }

  protected override frameGreeted(): void {
    super.frameGreeted();
    this.#state = 'greeted';
    const detail: GadgetSource = {
      host: this.#sources[this.#at]?.host ?? '',
      instead: this.#sources.slice(0, this.#at).map(({ host }) => host),
    };
    this.dispatchEvent(new CustomEvent<GadgetSource>(gadgetSourceEvent, { detail, bubbles: true, composed: true }));
  }

  protected override frameFailed(step: GadgetFault['step'], message: string): void {
    // Only loading goes on to the next host (documented); one that was loaded and fails is started again by the agent.
    if (this.#state === 'greeted') {
      super.frameFailed(step, message);
    } else if (this.#at + 1 < this.#sources.length) {
      this.forgetFrame();
      this.#at += 1;
      this.requestUpdate();
    } else {
      const hosts = this.#sources.map(({ host }) => host).join(', ');
      super.frameFailed('load', `no page with a gadget came from ${hosts}`);
    }
  }
}
