/** The good twin: a field with a name, and nothing done to it. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

@customElement('us-planted-draft-good')
export default class DraftGood extends Gadget {
  override render() {
    return html`<form><label for="remark">Remark</label><input id="remark" name="remark" /></form>
      <p>${this.desktop.connected ? 'Live' : 'Not live'}</p>`;
  }
}
