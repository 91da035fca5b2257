/** The good twin: asks as often, but only while connected. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

const everyMs = 10_000;

@customElement('us-planted-polling-good')
export default class PollingGood extends Gadget {
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
    if (!this.desktop.connected) return;
    await this.desktop.read('/finesse/api/SystemInfo').catch(() => undefined);
  }

  override render() {
    return html`<p>Asks while it can</p>`;
  }
}
