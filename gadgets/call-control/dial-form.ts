/** The form that makes a call, with a keypad to write the number with. A template. */
import { html, nothing } from '../../src/gadget/index.ts';
import { keys, words } from './words.ts';

export function dialForm(
  { connected, busy }: { readonly connected: boolean; readonly busy: boolean },
  dial: (event: Event) => void,
  press: (key: string) => void,
) {
  return html`<form class="dial" @submit=${dial}>
      <div class="row">
        <div class="grow">
          <label for="dial-number">${words.makeCall}</label>
          <input
            id="dial-number"
            name="dialNumber"
            type="tel"
            autocomplete="off"
            placeholder=${words.numberField}
            data-testid="dial-number"
          />
        </div>
        <button
          class="primary"
          data-testid="dial"
          aria-disabled=${String(!connected || busy)}
          aria-describedby=${connected ? nothing : 'why'}
        >
          ${words.call}
        </button>
      </div>
    </form>
    <details>
      <summary>${words.keypad}</summary>
      <div class="keys" role="group" aria-label=${words.keypad}>
        ${keys.map((key) => html`<button type="button" @click=${() => press(key)}>${key}</button>`)}
      </div>
    </details>`;
}
