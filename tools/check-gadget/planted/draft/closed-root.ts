/** Planted: types inside a closed shadow root, where nobody can keep what is typed, nor does it keep it itself. */
import { Gadget, customElement, html } from '../../../../src/gadget/index.ts';

class ClosedField extends HTMLElement {
  connectedCallback(): void {
    const field = document.createElement('textarea');
    field.name = 'remark';
    field.setAttribute('aria-label', 'Remark');
    this.attachShadow({ mode: 'closed' }).append(field);
  }
}
customElements.define('planted-closed-field', ClosedField);

@customElement('us-planted-draft-closed')
export default class DraftClosed extends Gadget {
  override render() {
    return html`<planted-closed-field></planted-closed-field>`;
  }
}
