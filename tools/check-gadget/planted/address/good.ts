/** The good twin: keeps the path, and the address of a system that is no node. */
import { Gadget, customElement, html, kept } from '../../../../src/gadget/index.ts';

@customElement('us-planted-address-good')
export default class AddressGood extends Gadget {
  @kept() places: readonly string[] = [];

  protected override desktopChanged(): void {
    if (this.places.length === 0) this.places = ['/finesse/api/SystemInfo', 'https://customers.example.org/4711'];
  }

  override render() {
    return html`<p><a href=${this.places[1] ?? '#'}>Customer 4711</a></p>`;
  }
}
