/** Planted: asks the node every ten seconds, whether there is one or not. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

const everyMs = 10_000;

@customElement('us-planted-polling-interval')
export default class PollingInterval extends Gadget {
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => void this.ask(), everyMs);
  }

  override disconnectedCallback(): void {
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  private async ask(): Promise<void> {
    await this.desktop.read('/finesse/api/SystemInfo').catch(() => undefined);
  }

  override render() {
    return html`<p>Asks</p>`;
  }
}
