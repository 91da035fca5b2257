/** Planted: a listener at the document that holds no element, and still stays for ever, once for each start. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

const counted = { keys: 0 };
const listen = (): void => document.addEventListener('keydown', () => void (counted.keys += 1), { passive: true });

@customElement('us-planted-leak-nobody')
export default class LeakNobody extends Gadget {
  override connectedCallback(): void {
    super.connectedCallback();
    listen();
  }

  override render() {
    return html`<p>Counts keys</p>`;
  }
}
