/** Planted: keeps the address by which it was loaded first. */
import { Gadget, customElement, html, kept } from '../../../../src/gadget/index.ts';

@customElement('us-planted-address-kept')
export default class AddressKept extends Gadget {
  @kept() base = '';

  protected override desktopChanged(): void {
    if (this.base === '') this.base = `${location.origin}/finesse/api/`;
  }

  override render() {
    return html`<p>Kept</p>`;
  }
}
