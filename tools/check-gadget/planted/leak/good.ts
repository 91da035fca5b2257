/** The good twin: listens at the window, follows the desktop and has a timer, and gives all of it back. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

@customElement('us-planted-leak-good')
export default class LeakGood extends Gadget {
  private stop: AbortController | undefined;
  private unfollow: (() => void) | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = new AbortController();
    addEventListener('resize', () => this.requestUpdate(), { signal: this.stop.signal });
    this.timer = setInterval(() => this.requestUpdate(), 1_000);
  }

  protected override firstUpdated(): void {
    this.unfollow = this.desktop.onChange(() => undefined);
  }

  override disconnectedCallback(): void {
    this.stop?.abort();
    this.unfollow?.();
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  override render() {
    return html`<p>Listens, and stops</p>`;
  }
}
