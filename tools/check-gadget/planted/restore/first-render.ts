/** Planted: restores well, then draws by a call that it takes for granted. */
import { Gadget, customElement, html, kept } from '../../../../src/gadget/index.ts';

@customElement('us-planted-restore-render')
export default class RestoreRender extends Gadget {
  @kept() last = '';
  private readonly labels = new Map<string, string>();

  protected override desktopChanged(): void {
    const [call] = this.desktop.dialogs;
    if (!call || call.id === this.last) return;
    this.last = call.id;
    this.labels.set(call.id, 'call');
  }

  override render() {
    const label = this.last === '' ? '' : this.labels.get(this.last)?.toUpperCase();
    if (label === undefined) throw new Error('no label for the call that was kept');
    return html`<p>${label}</p>`;
  }
}
