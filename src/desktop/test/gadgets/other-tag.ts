/** A gadget whose element is not called after its folder. */
import { customElement, Gadget, html } from '../../../gadget/index.ts';

@customElement('us-called-otherwise')
export default class CalledOtherwise extends Gadget {
  override render(): unknown {
    return html`<p>Called otherwise</p>`;
  }
}
