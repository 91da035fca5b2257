/** The good twin: keeps the same, and can read it. */
import { Gadget, customElement, html, kept } from '../../../../src/gadget/index.ts';

@customElement('us-planted-restore-good')
export default class RestoreGood extends Gadget {
  @kept() seen: readonly string[] = [];

  protected override restore(): void {
    this.seen = this.seen.filter((id) => id !== '');
  }

  protected override desktopChanged(): void {
    const [call] = this.desktop.dialogs;
    if (call && !this.seen.includes(call.id)) this.seen = [...this.seen, call.id].slice(-20);
  }

  override render() {
    return html`<p>${this.seen.length}</p>`;
  }
}
