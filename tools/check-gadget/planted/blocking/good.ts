/** The good twin: the same amount of waiting, without holding anybody up. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

@customElement('us-planted-blocking-good')
export default class BlockingGood extends Gadget {
  private shownBefore = 0;

  override render() {
    const { length } = this.desktop.dialogs;
    if (length > this.shownBefore) setTimeout(() => this.requestUpdate(), 1_500);
    this.shownBefore = length;
    return html`<p>${length}</p>`;
  }
}
