/**
 * The agent's day: how long in which state, and calls per hour, drawn and as tables. Built from what this desktop saw and
 * from the node's own times, kept over reloads and failovers; nothing is asked of the node, nothing is made up.
 */
import {
  Gadget,
  SliceController,
  css,
  customElement,
  duration,
  gadgetStyles,
  html,
  kept,
  nothing,
  svg,
  timeOfDay,
} from '../../src/gadget/index.ts';
import { callsByHour, dayAfter, totals, type Day, type Hour } from './day.ts';
import { kindWords, words } from './words.ts';

/** So often the day is looked at when nothing happens. Real ms; ours. */
const lookEveryMs = 15_000;

/** The drawing's units: bars stand on `floor`, hours stand below it. */
const chart = { width: 320, height: 92, top: 12, floor: 76 } as const;

const two = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

@customElement('us-reports')
export default class Reports extends Gadget {
  static override styles = [
    gadgetStyles,
    css`
      svg {
        display: block;
        width: 100%;
      }
      .band {
        height: 1.5rem;
        border-radius: var(--us-radius-small);
        margin-bottom: var(--us-space-1);
        border: 1px solid var(--us-border);
        background: var(--us-surface-sunken);
      }
      .swatch {
        display: inline-block;
        width: 0.75rem;
        height: 0.75rem;
        vertical-align: -0.05rem;
        outline: 1px solid var(--us-border);
      }
      .ready {
        fill: var(--us-positive);
      }
      .ringing {
        fill: var(--us-info);
      }
      .talking,
      .incoming {
        fill: var(--us-accent);
      }
      .wrap-up,
      .outgoing {
        fill: var(--us-warning);
      }
      .not-ready {
        fill: var(--us-border-strong);
      }
      .unknown {
        fill: var(--us-surface-sunken);
      }
      text {
        fill: var(--us-text-quiet);
        font-size: 9px;
        text-anchor: middle;
      }
      .axis {
        stroke: var(--us-border-strong);
      }
      h3 {
        margin-bottom: var(--us-space-2);
      }
      .chart {
        max-width: 32rem;
      }
      summary {
        color: var(--us-accent);
        cursor: pointer;
      }
    `,
  ];

  /** The day is made of these alone. */
  protected readonly facts = new SliceController(this, ({ agent, dialogs }) => [agent, dialogs]);
  @kept({ version: 1 }) day: Day | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer ??= setInterval(() => this.look(), lookEveryMs);
  }

  override disconnectedCallback(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    super.disconnectedCallback();
  }

  protected override desktopChanged(): void {
    this.look();
  }

  private look(): void {
    // Before the desktop has it all back there is nothing to look at.
    if (!this.hasUpdated && this.day === undefined && !this.desktop.connected) return;
    const { agent, dialogs, connected } = this.desktop;
    this.day = dayAfter(this.day, { agent, dialogs, connected, now: this.desktop.now() });
  }

  override render() {
    const { day } = this;
    if (!day || day.spans.length === 0) return html`<div class="body"><p class="empty">${words.noCalls}</p></div>`;
    return html`<div class="body">
      <div>${this.states(day)}</div>
      <div>${this.calls(callsByHour(day))}</div>
    </div>`;
  }

  private states(day: Day) {
    const now = this.desktop.now();
    const from = day.spans[0]?.from ?? now;
    const to = Math.max(from + 1, day.spans.at(-1)?.to ?? now);
    const sums = totals(day);
    const all = Math.max(
      1,
      sums.reduce((sum, { ms }) => sum + ms, 0),
    );
    const inWords = sums.map(({ kind, ms }) => `${kindWords[kind]} ${duration(ms)}`).join(', ');
    const x = (time: number): number => ((time - from) / (to - from)) * 1000;
    return html`<h3>${words.day}</h3>
      <svg
        class="band"
        viewBox="0 0 1000 10"
        preserveAspectRatio="none"
        role="img"
        aria-label=${words.dayInWords(inWords)}
        data-testid="day-band"
      >
        ${day.spans.map(
          (span) =>
            svg`<rect class=${span.kind} x=${x(span.from)} y="0" width=${x(span.to) - x(span.from)} height="10"></rect>`,
        )}
      </svg>
      <p class="small quiet">${words.since(timeOfDay(from, now), timeOfDay(to, now))}</p>
      <table data-testid="day-table">
        <caption class="sr-only">
          ${words.day}
        </caption>
        <thead>
          <tr>
            <th scope="col">${words.state}</th>
            <th scope="col" class="number">${words.time}</th>
            <th scope="col" class="number">${words.share}</th>
          </tr>
        </thead>
        <tbody>
          ${sums.map(
            ({ kind, ms }) =>
              html`<tr>
                <th scope="row">
                  <svg class="swatch" viewBox="0 0 1 1" aria-hidden="true">
                    <rect class=${kind} width="1" height="1"></rect>
                  </svg>
                  ${kindWords[kind]}
                </th>
                <td class="number">${duration(ms)}</td>
                <td class="number">${Math.round((ms / all) * 100)} %</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${sums.some(({ kind }) => kind === 'unknown') ? html`<p class="small quiet">${words.unknown}</p>` : nothing}`;
  }

  private calls(hours: readonly Hour[]) {
    const sums = hours.map(({ incoming, outgoing }) => incoming + outgoing);
    const count = sums.reduce((sum, each) => sum + each, 0);
    if (count === 0) {
      return html`<h3>${words.calls}</h3>
        <p class="quiet small">${words.noCalls}</p>`;
    }
    const most = Math.max(...sums);
    const busiest = hours[sums.indexOf(most)]?.hour ?? 0;
    return html`<h3>${words.calls}</h3>
      <svg
        class="chart"
        viewBox="0 0 ${chart.width} ${chart.height}"
        role="img"
        aria-label=${words.callsInWords(count, most, two(busiest))}
        data-testid="calls-chart"
      >
        ${hours.map((hour, at) => bar(hour, at, hours.length, most))}
        <line class="axis" x1="0" y1=${chart.floor} x2=${chart.width} y2=${chart.floor}></line>
      </svg>
      <details>
        <summary class="small">${words.asTable}</summary>
        <table data-testid="calls-table">
          <caption class="sr-only">
            ${words.calls}
          </caption>
          <thead>
            <tr>
              <th scope="col">${words.hour}</th>
              <th scope="col" class="number">${words.incoming}</th>
              <th scope="col" class="number">${words.outgoing}</th>
            </tr>
          </thead>
          <tbody>
            ${hours.map(
              ({ hour, incoming, outgoing }) =>
                html`<tr>
                  <th scope="row">${two(hour)}</th>
                  <td class="number">${incoming}</td>
                  <td class="number">${outgoing}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </details>`;
  }
}

/** Outgoing stands on incoming; the sum is written above. */
function bar({ hour, incoming, outgoing }: Hour, at: number, of: number, most: number) {
  const step = chart.width / of;
  const width = Math.min(step * 0.7, 36);
  const left = step * at + (step - width) / 2;
  const unit = (chart.floor - chart.top) / most;
  const sum = incoming + outgoing;
  return svg`
    <rect class="incoming" x=${left} y=${chart.floor - incoming * unit} width=${width} height=${incoming * unit}></rect>
    <rect class="outgoing" x=${left} y=${chart.floor - sum * unit} width=${width} height=${outgoing * unit}></rect>
    ${sum > 0 ? svg`<text x=${left + width / 2} y=${chart.floor - sum * unit - 3}>${sum}</text>` : nothing}
    <text x=${left + width / 2} y=${chart.height - 4}>${String(hour).padStart(2, '0')}</text>`;
}
