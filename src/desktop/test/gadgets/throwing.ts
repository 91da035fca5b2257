/** A gadget that throws while drawing, as long as `window.throwingGadget` says so; with a button that throws too. */
import { customElement, Gadget, html } from '../../../gadget/index.ts';

declare global {
  interface Window {
    throwingGadget: string | undefined;
  }
}

@customElement('us-throwing')
export default class Throwing extends Gadget {
  override render(): unknown {
    if (window.throwingGadget) throw new Error(window.throwingGadget);
    return html`<div class="body">
      <label>Half a thought <input name="thought" /></label>
      <button>Nothing</button>
    </div>`;
  }
}
