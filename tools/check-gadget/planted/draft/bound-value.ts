/** Planted: writes its own empty value into the field at each render. */
import { Gadget, customElement, html, live, state } from '../../../../src/gadget/index.ts';

@customElement('us-planted-draft-bound')
export default class DraftBound extends Gadget {
  @state() private text = '';

  override render() {
    return html`<div class="body">
      <input aria-label="Remark" name="remark" .value=${live(this.text)} />
      <p>${this.desktop.connected ? 'Live' : 'Not live'}</p>
    </div>`;
  }
}
