/** Planted: keeps the address in memory alone, where nobody can look, and asks by it. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

const first = new URL('/finesse/api/', location.href);

@customElement('us-planted-address-memory')
export default class AddressMemory extends Gadget {
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => {
      if (this.desktop.connected) void fetch(new URL('SystemInfo', first)).catch(() => undefined);
    }, 5_000);
  }

  override disconnectedCallback(): void {
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  override render() {
    return html`<p>In memory</p>`;
  }
}
