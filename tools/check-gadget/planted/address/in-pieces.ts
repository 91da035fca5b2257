/** Planted: keeps the node that it was on, in pieces and encoded, in the page's own storage. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

@customElement('us-planted-address-pieces')
export default class AddressPieces extends Gadget {
  protected override desktopChanged(): void {
    const { hostname, port, protocol } = location;
    localStorage.setItem('planted-server', btoa(JSON.stringify({ protocol, hostname, port })));
  }

  override render() {
    return html`<p>In pieces</p>`;
  }
}
