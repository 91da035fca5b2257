/**
 * A gadget whose own code runs in a sandboxed frame without an origin: this element is all of it that stands in the page.
 * It brings in the frame's page, gives the frame inside its port, and asks to be taken out when that one hangs. It must
 * not know the host, nor what the frame shows.
 */
import { css, html } from 'lit';
import { gadgetFaultEvent, type GadgetFault } from '../contract.ts';
import type { DesktopView } from '../../core/view.ts';
import { Gadget } from '../gadget.ts';
import { gadgetStyles } from '../gadget-styles.ts';
import { createFrameBroker, frameWatch, type FrameBroker, type FrameWatch } from './broker.ts';
import { frameProtocol, type FrameActionName, type FramePortMessage } from './messages.ts';

const styles = css`
  iframe {
    display: block;
    width: 100%;
    height: var(--us-frame-height, 12rem);
    border: 0;
  }
`;

export interface FrameGrants {
  readonly sees: readonly (keyof DesktopView)[];
  readonly may: readonly FrameActionName[];
  readonly watch: FrameWatch;
}

/** What a gadget with a `frame.ts` extends: it names its page, and grants the frame what it may see and do. */
export abstract class FramedGadget extends Gadget {
  static override styles = [gadgetStyles, styles];

  /** Slices of the view that the frame is shown. */
  static readonly sees: readonly (keyof DesktopView)[] = ['phase', 'staleSince'];
  /** Actions that the frame may take; none unless said. */
  static readonly may: readonly FrameActionName[] = [];
  static watch: FrameWatch = frameWatch;

  /** The page with the frame in it, as the build calls it: the gadget's name and `.html`. */
  protected abstract readonly page: string;
  /** What the frame is called for whoever cannot see it. */
  protected abstract readonly frameTitle: string;

  /** What the frame is granted, and how it is watched. */
  protected get grants(): FrameGrants {
    const { sees, may, watch } = this.constructor as typeof FramedGadget;
    return { sees, may, watch };
  }

  #broker: FrameBroker | undefined;
  #turns: ReturnType<typeof setInterval> | undefined;
  #awaited = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    const { watch } = this.grants;
    this.#awaited = 0;
    this.#turns ??= setInterval(() => {
      if (this.#broker) this.#broker.turn();
      // The page around the frame has not come at all; a frame that blocks at once keeps that from loading too.
      else if ((this.#awaited += 1) >= watch.helloTurns) this.frameFailed('deadline', 'its frame did not load');
    }, watch.turnMs);
  }

  override disconnectedCallback(): void {
    clearInterval(this.#turns);
    this.#turns = undefined;
    this.#broker?.close();
    this.#broker = undefined;
    super.disconnectedCallback();
  }

  protected override desktopChanged(): void {
    this.#broker?.viewChanged();
  }

  override render(): unknown {
    return html`<iframe src=${this.page} title=${this.frameTitle} @load=${this.#loaded}></iframe>`;
  }

  readonly #loaded = ({ target }: Event): void => {
    // A document of this origin without code of its own; an error page of the browser is not readable.
    const outer = (target as HTMLIFrameElement).contentDocument;
    const inner = outer?.querySelector('iframe');
    if (!inner || inner.getAttribute('sandbox') !== 'allow-scripts') {
      this.frameFailed('load', 'its frame could not be loaded');
      return;
    }
    // Whenever the frame begins anew it has lost its port.
    inner.addEventListener('load', () => this.greet(inner));
    this.greet(inner);
  };

  /** Gives the frame its port. */
  protected greet(inner: HTMLIFrameElement): void {
    if (!this.isConnected || !inner.contentWindow) return;
    this.#broker?.close();
    const { sees, may, watch } = this.grants;
    const { port1, port2 } = new MessageChannel();
    const nonce = crypto.randomUUID();
    this.#broker = createFrameBroker({
      desktop: this.desktop,
      nonce,
      port: port1,
      sees,
      may,
      watch,
      onHeight: (px) => this.style.setProperty('--us-frame-height', `${px}px`),
      onGreeted: () => this.frameGreeted(),
      onFault: (step, message) => this.frameFailed(step, message),
    });
    const message: FramePortMessage = { understudy: 'frame-port', protocol: frameProtocol, nonce };
    // A frame without an origin cannot be named by one. It cannot be elsewhere: its page's policy lets it go nowhere.
    inner.contentWindow.postMessage(message, '*', [port2]);
  }

  /** It has said hello on its port. */
  protected frameGreeted(): void {
    this.setAttribute('data-frame', 'greeted');
  }

  /** Another frame takes its place: what was heard of the last one counts for nothing. */
  protected forgetFrame(): void {
    this.#broker?.close();
    this.#broker = undefined;
    this.#awaited = 0;
    this.removeAttribute('data-frame');
  }

  /** It did not load, does not answer, or breaks the rules: the gadget is put aside. */
  protected frameFailed(step: GadgetFault['step'], message: string): void {
    const detail: GadgetFault = { step, message, at: this.desktop.now() };
    this.dispatchEvent(new CustomEvent<GadgetFault>(gadgetFaultEvent, { detail, bubbles: true, composed: true }));
  }
}
