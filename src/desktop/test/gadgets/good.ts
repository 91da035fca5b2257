/** A gadget that behaves: a field, the agent's name, and what has become of it. */
import { customElement, Gadget, html } from '../../../gadget/index.ts';

@customElement('us-good')
export default class Good extends Gadget {
  /** How often an element of this gadget was made. */
  static made = 0;
  constructor() {
    super();
    Good.made += 1;
  }
  override render(): unknown {
    return html`<div class="body">
      <p>Hello ${this.desktop.agent.firstName}</p>
      <label>Remark <input name="remark" /></label>
    </div>`;
  }
}
