/**
 * A field whose text the gadget needs while it is typed, and says when it is done with. That the text survives is the
 * desktop's doing (`draft-keeper.ts`), also without this. Knows no meaning of the text.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { draftDoneEvent } from '../draft-keeper.ts';

type Host = ReactiveControllerHost & Element;
type Field = HTMLInputElement | HTMLTextAreaElement;

const isField = (element: unknown): element is Field =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;

/**
 * `readonly note = new DraftController(this, 'textarea')` in a gadget: it renders again when the text becomes another, also when
 * a draft is put back. `done()` after it was sent: the field is empty and nothing is kept any more.
 */
export class DraftController implements ReactiveController {
  readonly #host: Host;
  readonly #selector: string;
  #text = '';

  /** `selector`: of the one field in the gadget's own shadow root. */
  constructor(host: Host, selector: string) {
    this.#host = host;
    this.#selector = selector;
    host.addController(this);
  }

  /** The field, while it is rendered. */
  get field(): Field | undefined {
    const found = this.#host.shadowRoot?.querySelector(this.#selector);
    return isField(found) ? found : undefined;
  }

  /** What stands in the field; the last that did while it is not rendered. */
  get text(): string {
    return this.#text;
  }

  /** Nothing, or blanks alone. */
  get isEmpty(): boolean {
    return this.#text.trim() === '';
  }

  /** It was sent, or thrown away: empties the field, and the draft that is kept of it goes. */
  done(): void {
    const { field } = this;
    this.#text = '';
    if (field) {
      field.value = '';
      field.dispatchEvent(new CustomEvent(draftDoneEvent, { bubbles: true, composed: true }));
    }
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    this.#host.shadowRoot?.addEventListener('input', this.#typed);
  }

  hostDisconnected(): void {
    this.#host.shadowRoot?.removeEventListener('input', this.#typed);
  }

  hostUpdated(): void {
    // The root is there from the first render on; the same listener is added once.
    this.#host.shadowRoot?.addEventListener('input', this.#typed);
    this.#look();
  }

  readonly #typed = (): void => {
    this.#look();
  };

  #look(): void {
    const { field } = this;
    if (!field || field.value === this.#text) return;
    this.#text = field.value;
    this.#host.requestUpdate();
  }
}
