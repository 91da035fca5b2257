/** The sheet of costs: what each gadget of this page took to load, restore and render, and what it asks of the node. Live. */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { shellStyles } from '../../desktop/shell-styles.ts';
import { gadgetCosts, type GadgetMark, type LoadedFile } from './model.ts';
import { costPanelTexts as texts } from '../texts.ts';
import { fill } from '../../desktop/locale.ts';

const prefix = 'understudy:gadget:';

@customElement('us-lab-cost')
export class CostPanel extends LitElement {
  @state() private marks: readonly GadgetMark[] = [];
  @state() private files: readonly LoadedFile[] = [];
  #observer: PerformanceObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.read();
    this.#observer = new PerformanceObserver((list) => {
      if (list.getEntries().some(({ name }) => name.startsWith(prefix))) this.read();
    });
    this.#observer.observe({ type: 'mark' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  private read(): void {
    this.marks = performance.getEntriesByType('mark').flatMap((entry) => markOf(entry) ?? []);
    this.files = (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name }) => name.includes('.js'))
      .map(({ name, startTime, responseEnd, encodedBodySize }) => ({
        url: name,
        startedAt: startTime,
        endedAt: responseEnd,
        bytes: encodedBodySize,
      }));
  }

  override render(): TemplateResult {
    const costs = gadgetCosts(this.marks, this.files);
    if (costs.length === 0) return html`<p class="quiet-text">${texts.none}</p>`;
    const ms = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(1));
    const kB = (bytes: number | undefined): string => (bytes === undefined ? '–' : (bytes / 1000).toFixed(1));
    return html`
      <p class="quiet-text" id="unit">${texts.caption}</p>
      <div class="scroll" role="region" aria-label=${texts.table} tabindex="0">
        <table aria-label=${texts.table} aria-describedby="unit" data-testid="lab-cost">
          <thead>
            <tr>
              <th scope="col">${texts.gadget}</th>
              <th scope="col">${texts.load}</th>
              <th scope="col">${texts.restore}</th>
              <th scope="col">${texts.render}</th>
              <th scope="col">${texts.ready}</th>
              <th class="wide" scope="col">${texts.requests}</th>
              <th class="wide" scope="col">${texts.kb}</th>
            </tr>
          </thead>
          <tbody>
            ${costs.map(
              ({ gadgetId, evaluateMs, restoreMs, renderMs, readyAtMs, reads, bytes, times, quarantined }) =>
                html`<tr>
                  <th scope="row">
                    <span translate="no">${gadgetId}</span
                    >${times === 'restarted' ? ` ${texts.restarted}` : ''}${quarantined > 0 ? ` ${texts.quarantined}` : ''}
                    <span class="narrow quiet-text"
                      >${fill(reads === 0 ? texts.size : texts.sizeAndRequests, { reads: String(reads), kb: kB(bytes) })}</span
                    >
                  </th>
                  <td>${ms(evaluateMs)}</td>
                  <td>${ms(restoreMs)}</td>
                  <td>${ms(renderMs)}</td>
                  <td>${ms(readyAtMs)}</td>
                  <td class="wide">${reads}</td>
                  <td class="wide">${kB(bytes)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="quiet-text">${texts.explained}</p>
    `;
  }

  static override styles = [
    shellStyles,
    css`
      :host {
        display: grid;
        container-type: inline-size;
        gap: var(--us-space-3);
        font-size: var(--us-font-small);
      }
      /* Numbers stay whole; the table is moved instead, and what is said of it stays in sight. */
      .scroll {
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: var(--us-space-1) var(--us-space-2) var(--us-space-1) 0;
        border-block-end: 1px solid var(--us-border);
        text-align: end;
        white-space: nowrap;
      }
      th:first-child {
        text-align: start;
        font-weight: 400;
        white-space: normal;
      }
      .narrow {
        display: none;
        font-size: var(--us-font-tiny);
      }
      /* Beside the desktop there is no room for seven columns: two of them stand below the name. */
      @container (inline-size < 30rem) {
        .narrow {
          display: block;
        }
        .wide {
          display: none;
        }
      }
    `,
  ];
}

function markOf(entry: PerformanceEntry): GadgetMark | undefined {
  const { name, startTime } = entry;
  if (!name.startsWith(prefix)) return undefined;
  const [gadgetId = '', what = ''] = name.slice(prefix.length).split(':');
  const { moduleUrl } = ((entry as PerformanceMark).detail ?? {}) as { readonly moduleUrl?: string };
  return { gadgetId, what, at: startTime, moduleUrl };
}
