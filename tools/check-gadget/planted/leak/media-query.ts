/** Planted: follows a media query, by a property of it. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

@customElement('us-planted-leak-media')
export default class LeakMedia extends Gadget {
  override connectedCallback(): void {
    super.connectedCallback();
    matchMedia('(min-width: 700px)').onchange = () => this.requestUpdate();
  }

  override render() {
    return html`<p>A media query</p>`;
  }
}
