/** Planted: works a second and a half on the page's thread when a call comes. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

const busyMs = 1_500;

@customElement('us-planted-blocking-render')
export default class BlockingRender extends Gadget {
  private shownBefore = 0;

  override render() {
    const { length } = this.desktop.dialogs;
    if (length > this.shownBefore) {
      const until = performance.now() + busyMs;
      while (performance.now() < until);
    }
    this.shownBefore = length;
    return html`<p>${length}</p>`;
  }
}
