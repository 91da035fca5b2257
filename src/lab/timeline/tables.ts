/** The timeline for readers: each measured move, and the events that are in view. */
import { html, type TemplateResult } from 'lit';
import { clockTime, seconds } from '../times.ts';
import { movesIn, type TimelineData, type TimelineEvent } from './model.ts';
import { fill } from '../../desktop/locale.ts';
import { tablesTexts as texts } from '../sheet-texts.ts';

/** More than this is not read in a table. */
const tableLimit = 300;

export function renderMoves(data: TimelineData): TemplateResult {
  const moves = movesIn(data);
  return html`<h3>${texts.measuredMoves}</h3>
    ${
      moves.length === 0
        ? html`<p class="quiet-text">${texts.noneYet}</p>`
        : html`<table class="measured" data-testid="timeline-moves">
            <thead>
              <tr>
                <th scope="col">${texts.move}</th>
                <th scope="col">${texts.phases}</th>
                <th scope="col">${texts.took}</th>
              </tr>
            </thead>
            <tbody>
              ${moves.toReversed().map(
                ({ from, until, epoch, node, spans }) =>
                  html`<tr>
                    <td>
                      ${fill(texts.epochNumber, { epoch })} ${node ?? texts.noNode},
                      <span class="tabular">${clockTime(from)}</span>
                    </td>
                    <td>
                      ${spans.map(
                        (span) =>
                          html`<span class="phase"
                            ><i class="swatch ${span.phase}"></i
                            ><span translate="no">${span.phase}</span>
                            ${seconds((span.until ?? until) - span.from)}</span
                          > `,
                      )}
                    </td>
                    <td class="tabular took"><b>${seconds(until - from)}</b></td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }`;
}

export function renderEventTable(events: readonly TimelineEvent[]): TemplateResult {
  const rows = events.slice(-tableLimit);
  const left = events.length - rows.length;
  return html`<details>
    <summary>${fill(texts.asTable, { length: events.length })}</summary>
    ${left > 0 ? html`<p class="quiet-text">${fill(texts.limited, { tableLimit, left })}</p>` : ''}
    <table data-testid="timeline-table">
      <thead>
        <tr>
          <th scope="col">${texts.time}</th>
          <th scope="col">${texts.epoch}</th>
          <th scope="col">${texts.who}</th>
          <th scope="col">${texts.what}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ at, epoch, who, text, kind }) =>
            html`<tr class=${kind}>
              <td class="tabular">${clockTime(at)}</td>
              <td>${epoch}</td>
              <td>${who}</td>
              <td>${kind === 'mark' ? html`<b>${text}</b>` : text}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}
