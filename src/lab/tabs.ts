/** The lab's sheets, and the row of tabs that chooses between them (arrow keys, Home and End, as WAI-ARIA has it). */
import { html, type TemplateResult } from 'lit';
import { tabsTexts as texts } from './texts.ts';

export interface Sheet {
  readonly id: string;
  readonly title: string;
}

export function renderTabs(sheets: readonly Sheet[], chosen: string, choose: (id: string) => void): TemplateResult {
  const onKey = (event: KeyboardEvent): void => {
    const at = sheets.findIndex(({ id }) => id === chosen);
    const to = ({ ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 } as Record<string, number | undefined>)[
      event.key
    ];
    const next = to === undefined ? undefined : sheets.at(to % sheets.length);
    if (!next) return;
    event.preventDefault();
    choose(next.id);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${texts.parts} @keydown=${onKey}>
    ${sheets.map(
      ({ id, title }) =>
        html`<button
          id="tab-${id}"
          class="tab"
          data-title=${title}
          role="tab"
          aria-selected=${id === chosen ? 'true' : 'false'}
          aria-controls="sheet"
          tabindex=${id === chosen ? 0 : -1}
          data-testid="lab-tab-${id}"
          @click=${() => choose(id)}
        >
          ${title}
        </button>`,
    )}
  </div>`;
}
