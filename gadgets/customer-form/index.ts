/**
 * A long form about a customer's issue. There is no line here that keeps what is typed: the desktop does, and forgets it
 * when the form is submitted. This gadget keeps the list of what was sent.
 */
import {
  Gadget,
  css,
  customElement,
  gadgetStyles,
  fill,
  html,
  kept,
  nothing,
  query,
  repeat,
  state,
  timeOfDay,
} from '../../src/gadget/index.ts';
import { fieldNames, filledOf } from './fields.ts';
import { madeFields } from './made-fields.ts';
import { choiceWords, words } from './words.ts';

interface Sent {
  readonly id: string;
  readonly at: number;
  readonly values: Readonly<Record<string, string>>;
}

/** How many sent forms are kept. */
const sentLength = 20;

const categoryOf = ({ category }: Readonly<Record<string, string>>): string =>
  category === undefined ? words.noCategory : (choiceWords[category] ?? category);

@customElement('us-customer-form')
export default class CustomerForm extends Gadget {
  static override styles = [
    gadgetStyles,
    css`
      form {
        display: grid;
        gap: var(--us-space-4);
      }
      fieldset {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--us-space-3);
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        margin-bottom: var(--us-space-2);
        padding: 0;
        color: var(--us-text-quiet);
        font-size: var(--us-font-tiny);
        font-weight: var(--us-weight-strong);
        letter-spacing: 0.06em;
        text-transform: uppercase;
      }
      @container (min-width: 30rem) {
        fieldset {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
        .wide {
          grid-column: 1 / -1;
        }
      }
      .choice {
        display: inline-flex;
        align-items: center;
        gap: var(--us-space-1);
        margin: 0;
        min-height: var(--us-control-height);
        font-size: var(--us-font-normal);
        font-weight: 400;
      }
      .choice input {
        width: 1.1rem;
        height: 1.1rem;
        margin: 0;
        accent-color: var(--us-accent);
      }
      progress {
        flex: 1 1 6rem;
        height: 0.5rem;
        accent-color: var(--us-accent);
      }
      .required {
        color: var(--us-danger);
      }
    `,
  ];

  @kept() sent: readonly Sent[] = [];
  @state() private filled = 0;
  @state() private told = '';
  /** Lit leaves in place what is the same as before. */
  private readonly fields = madeFields();
  @query('form') private form!: HTMLFormElement;

  override render() {
    const now = this.desktop.now();
    return html`<div class="body">
      <div class="row">
        <progress max=${fieldNames.length} .value=${this.filled} aria-label=${words.fieldsFilled}></progress>
        <span class="small quiet number" data-testid="progress"
          >${fill(words.filled, { filled: this.filled, length: fieldNames.length })}</span
        >
      </div>
      <form name="customer" @input=${this.count} @reset=${this.countLater} @submit=${this.send}>
        ${this.fields}
        <div class="row spread">
          <button type="reset" data-testid="clear-form">${words.clear}</button>
          <button class="primary" data-testid="send-form">${words.send}</button>
        </div>
        <p class="small quiet" role="status" data-testid="form-status">${this.told}</p>
      </form>
      ${
        this.sent.length === 0
          ? nothing
          : html`<h3>${words.sent}</h3>
              <ol class="plain" aria-label=${words.list}>
                ${repeat(
                  this.sent,
                  ({ id }) => id,
                  ({ at, values }) =>
                    html`<li class="card row spread" data-testid="sent-form">
                      <span
                        ><strong>${values['customerName']}</strong>
                        <span class="quiet small">${categoryOf(values)}</span></span
                      >
                      <span class="small quiet number">${timeOfDay(at, now)}</span>
                    </li>`,
                )}
              </ol>`
      }
    </div>`;
  }

  private count(): void {
    this.filled = Object.keys(filledOf(this.form)).length;
    if (this.filled > 0) this.told = '';
  }

  /** At `reset` the fields still hold what they held. */
  private countLater(): void {
    queueMicrotask(() => this.count());
  }

  private send(event: Event): void {
    event.preventDefault();
    const at = this.desktop.now();
    const values = filledOf(this.form);
    this.sent = [{ id: `${at}-${this.sent.length}`, at, values }, ...this.sent].slice(0, sentLength);
    this.form.reset();
    this.filled = 0;
    this.told = fill(words.sentFor, { name: values['customerName'] ?? words.theCustomer });
    this.form.querySelector<HTMLInputElement>('[name="customerName"]')?.focus();
  }
}
