/** The timeline for readers: each measured move, and the events that are in view. */
import { html, type TemplateResult } from 'lit';
import { clockTime, seconds } from '../times.ts';
import { movesIn, type TimelineData, type TimelineEvent } from './model.ts';

/** More than this is not read in a table. */
const tableLimit = 300;

export function renderMoves(data: TimelineData): TemplateResult {
  const moves = movesIn(data);
  return html`<h3>Measured moves</h3>
    ${
      moves.length === 0
        ? html`<p class="quiet-text">None yet. Break something on the Cluster sheet.</p>`
        : html`<table data-testid="timeline-moves">
            <thead>
              <tr>
                <th scope="col">Move</th>
                <th scope="col">Phases</th>
                <th scope="col">Took</th>
              </tr>
            </thead>
            <tbody>
              ${moves.toReversed().map(
                ({ from, until, epoch, node, spans }) =>
                  html`<tr>
                    <td>Epoch ${epoch}, ${node ?? 'no node'}, <span class="tabular">${clockTime(from)}</span></td>
                    <td>
                      ${spans.map(
                        (span) =>
                          html`<span class="phase"
                            ><i class="swatch ${span.phase}"></i>${span.phase}
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
    <summary>What is shown, as a table (${events.length})</summary>
    ${left > 0 ? html`<p class="quiet-text">The last ${tableLimit}; zoom in for the ${left} before them.</p>` : ''}
    <table data-testid="timeline-table">
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Epoch</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
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
