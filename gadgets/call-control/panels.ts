/** A call's data, and the parts that are opened by a button: another number, tones, changing data. Templates; what is done is the gadget's. */
import { html, nothing, type Dialog } from '../../src/gadget/index.ts';
import type { CallDatum } from './call-data.ts';
import { keys, words } from './words.ts';

export const panelNames = ['number', 'tones', 'data'] as const;
export type PanelName = (typeof panelNames)[number];

export interface PanelContext {
  readonly dialog: Dialog;
  /** Ids of what explains why nothing can be done; empty while something can. */
  readonly why: string;
  readonly off: boolean;
}

const submitName = ({ submitter }: SubmitEvent): string => (submitter as HTMLButtonElement | null)?.value ?? '';

export function numberPanel(
  { dialog, why, off }: PanelContext,
  able: { readonly consult: boolean; readonly transfer: boolean },
  act: (kind: 'consult' | 'transfer', field: HTMLInputElement) => void,
) {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).querySelector('input');
    if (field) act(submitName(event) === 'transfer' || !able.consult ? 'transfer' : 'consult', field);
  };
  return html`<form class="panel" id="panel-${dialog.id}" data-testid="number-panel" @submit=${submit}>
    <div class="grow">
      <label for="to-${dialog.id}">${words.number}</label>
      <input
        id="to-${dialog.id}"
        name="to-${dialog.id}"
        type="tel"
        autocomplete="off"
        placeholder=${words.numberField}
        data-testid="to-number"
        aria-describedby="hint-${dialog.id}"
      />
    </div>
    ${
      able.consult
        ? html`<button
            class="primary"
            value="consult"
            data-testid="consult"
            aria-disabled=${String(off)}
            aria-describedby=${why || nothing}
          >
            ${words.consult}
          </button>`
        : nothing
    }
    ${
      able.transfer
        ? html`<button
            value="transfer"
            data-testid="transfer-now"
            aria-disabled=${String(off)}
            aria-describedby=${why || nothing}
          >
            ${words.transferNow}
          </button>`
        : nothing
    }
    <p class="small quiet wide" id="hint-${dialog.id}">${words.consultHint}</p>
  </form>`;
}

/** Typed keys work too, while one of the buttons has the focus. */
export function tonesPanel({ dialog, why, off }: PanelContext, sent: string, press: (key: string) => void) {
  const typed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (keys.some((key) => key === event.key)) press(event.key);
  };
  return html`<div class="panel" id="panel-${dialog.id}" data-testid="tones-panel" @keydown=${typed}>
    <div class="keys" role="group" aria-label=${words.tones}>
      ${keys.map(
        (key) =>
          html`<button
            type="button"
            data-testid="tone"
            aria-disabled=${String(off)}
            aria-describedby=${why || nothing}
            @click=${() => press(key)}
          >
            ${key}
          </button>`,
      )}
    </div>
    <p class="small quiet wide" role="status" data-testid="tones-sent">${sent === '' ? '' : words.tonesSent(sent)}</p>
  </div>`;
}

export function dataList(data: readonly CallDatum[]) {
  const shown = data.filter(({ value }) => value !== '');
  if (shown.length === 0) return nothing;
  return html`<dl class="data" translate="no">
    ${shown.map(
      ({ label, value }) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

export function dataPanel(
  { dialog, why, off }: PanelContext,
  data: readonly CallDatum[],
  save: (values: ReadonlyMap<string, string>, form: HTMLFormElement) => void,
) {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = [...form.querySelectorAll('input')];
    save(new Map(fields.map(({ dataset, value }) => [dataset['name'] ?? '', value])), form);
  };
  return html`<form class="panel" id="panel-${dialog.id}" data-testid="data-panel" @submit=${submit}>
    ${data.map(
      ({ name, label, value }) =>
        html`<div class="grow">
          <label for="${name}-${dialog.id}" translate="no">${label}</label>
          <input
            id="${name}-${dialog.id}"
            name="${name}-${dialog.id}"
            data-name=${name}
            autocomplete="off"
            maxlength="40"
            data-testid="datum"
            .value=${value}
          />
        </div>`,
    )}
    <button class="primary" data-testid="save-data" aria-disabled=${String(off)} aria-describedby=${why || nothing}>
      ${words.save}
    </button>
  </form>`;
}
