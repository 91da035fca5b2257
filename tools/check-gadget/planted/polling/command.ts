/** Planted: sends a command again and again until there is a connection for it. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

@customElement('us-planted-polling-command')
export default class PollingCommand extends Gadget {
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected override desktopChanged(): void {
    clearTimeout(this.timer);
    if (!this.desktop.connected) this.timer = setTimeout(() => this.getReady(), 4_000);
  }

  private getReady(): void {
    void this.desktop.actions.setState('READY').catch(() => undefined);
    this.timer = setTimeout(() => this.getReady(), 4_000);
  }

  override disconnectedCallback(): void {
    clearTimeout(this.timer);
    super.disconnectedCallback();
  }

  override render() {
    return html`<p>Insists</p>`;
  }
}
