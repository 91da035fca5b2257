/** Planted: cannot read what it has kept itself. */
import { Gadget, customElement, html, kept } from '../../../../src/gadget/index.ts';

@customElement('us-planted-restore-throws')
export default class RestoreThrows extends Gadget {
  @kept() seen: readonly string[] = [];

  protected override restore(): void {
    if (this.seen.length > 0) throw new TypeError('cannot read what was kept');
  }

  protected override desktopChanged(): void {
    const [call] = this.desktop.dialogs;
    if (call && !this.seen.includes(call.id)) this.seen = [...this.seen, call.id];
  }

  override render() {
    return html`<p>${this.seen.length}</p>`;
  }
}
