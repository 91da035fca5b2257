/** Planted: no timer at all; takes the loss of the connection for the moment to ask. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

@customElement('us-planted-polling-on-change')
export default class PollingOnChange extends Gadget {
  protected override desktopChanged(): void {
    if (this.desktop.connected) return;
    void fetch('/finesse/api/SystemInfo').catch(() => undefined);
  }

  override render() {
    return html`<p>Asks when it is too late</p>`;
  }
}
