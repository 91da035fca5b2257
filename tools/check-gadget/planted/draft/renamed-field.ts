/** Planted: gives its field another name at each start, so that nothing fits it any more. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

const name = `remark-${crypto.randomUUID()}`;

@customElement('us-planted-draft-renamed')
export default class DraftRenamed extends Gadget {
  override render() {
    return html`<div class="body"><input aria-label="Remark" name=${name} id=${name} /></div>`;
  }
}
