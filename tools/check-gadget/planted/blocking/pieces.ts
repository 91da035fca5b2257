/** Planted: no piece is long, but there is no end to them. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

@customElement('us-planted-blocking-pieces')
export default class BlockingPieces extends Gadget {
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => {
      const until = performance.now() + 75;
      while (performance.now() < until);
    }, 100);
  }

  override disconnectedCallback(): void {
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  override render() {
    return html`<p>Busy</p>`;
  }
}
