/** The form that makes a call, with a keypad to write the number with. A template. */
import { html, nothing } from '../../src/gadget/index.ts';
import { words } from './words.ts';

export function dialForm(
  { connected, busy }: { readonly connected: boolean; readonly busy: boolean },
  dial: (event: Event) => void,
  press: (key: string) => void,
) {
  const onPress = ({ target }: Event): void => {
    const key = (target as Element).closest('button')?.textContent;
    if (key) press(key);
  };
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
      <div class="keys" role="group" aria-label=${words.keypad} @click=${onPress}>
        <button type="button">1</button>
        <button type="button">2</button>
        <button type="button">3</button>
        <button type="button">4</button>
        <button type="button">5</button>
        <button type="button">6</button>
        <button type="button">7</button>
        <button type="button">8</button>
        <button type="button">9</button>
        <button type="button">*</button>
        <button type="button">0</button>
        <button type="button">#</button>
      </div>
    </details>`;
}
