/** Planted: asks by a picture's address, round and round with a new timer each time; no fetch is ever called. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

@customElement('us-planted-polling-picture')
export default class PollingPicture extends Gadget {
  private count = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.again();
  }

  private again(): void {
    setTimeout(() => {
      if (!this.isConnected) return;
      const picture = new Image();
      picture.src = `/finesse/api/SystemInfo?look=${(this.count += 1)}`;
      this.again();
    }, 5_000);
  }

  override render() {
    return html`<p>Looks</p>`;
  }
}
