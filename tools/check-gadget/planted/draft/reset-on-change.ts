/** Planted: empties its form whenever the desktop changes, as if a failover were a new beginning. */
import { Gadget, customElement, html, query } from '../../../../src/gadget/index.ts';

@customElement('us-planted-draft-reset')
export default class DraftReset extends Gadget {
  @query('form') private form!: HTMLFormElement | null;

  protected override desktopChanged(): void {
    if (!this.desktop.connected) this.form?.reset();
  }

  override render() {
    return html`<form><label for="remark">Remark</label><input id="remark" name="remark" /></form>`;
  }
}
