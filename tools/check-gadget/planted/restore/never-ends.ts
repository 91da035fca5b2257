/** Planted: does not throw; the promise of its restore is never kept when a call is up. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

@customElement('us-planted-restore-never')
export default class RestoreNever extends Gadget {
  protected override restore(): Promise<void> | void {
    if (this.desktop.dialogs.length > 0) return new Promise(() => undefined);
  }

  override render() {
    return html`<p>Patience</p>`;
  }
}
