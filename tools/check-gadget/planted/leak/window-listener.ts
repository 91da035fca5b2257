/** Planted: listens at the window and never stops. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

@customElement('us-planted-leak-window')
export default class LeakWindow extends Gadget {
  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('resize', () => this.requestUpdate());
  }

  override render() {
    return html`<p>Listens</p>`;
  }
}
