/** The agent's last calls, built from the calls that this desktop saw; kept across reload and failover. */
import {
  Gadget,
  Ticking,
  css,
  customElement,
  duration,
  gadgetStyles,
  guard,
  html,
  kept,
  nothing,
  repeat,
  timeOfDay,
} from '../../src/gadget/index.ts';
import { goesOn, historyAfter, type PastCall } from './history.ts';
import { outcomeWords, words } from './words.ts';

const outcomeTones: Readonly<Record<PastCall['outcome'], string>> = {
  ringing: 'warning',
  'in progress': 'positive',
  answered: '',
  missed: 'danger',
  failed: 'danger',
  'ended unseen': '',
};

@customElement('us-call-history')
export default class CallHistory extends Gadget {
  static override readonly uses = ['calls'] as const;
  static override styles = [
    gadgetStyles,
    css`
      li {
        display: grid;
        grid-template-columns: 1.5rem minmax(0, 1fr) auto;
        align-items: center;
        gap: 0 var(--us-space-2);
        padding: var(--us-space-2) 0;
        border-bottom: 1px solid var(--us-border);
      }
      li:last-child {
        border-bottom: 0;
      }
      ol.plain {
        gap: 0;
      }
      .arrow {
        color: var(--us-text-quiet);
        font-size: var(--us-font-large);
      }
      .who {
        font-weight: var(--us-weight-strong);
        overflow-wrap: anywhere;
      }
      .end {
        display: grid;
        justify-items: end;
      }
    `,
  ];

  @kept({ version: 1 }) calls: readonly PastCall[] = [];
  /** The day by which times stand there; empty before the first drawing. */
  private drawnOn = '';
  /** Calls that were up while this element lived: their end is seen. */
  private readonly seen = new Set<string>();

  constructor() {
    super();
    // Only what goes on has a duration that runs; and at midnight the times of yesterday get their day.
    new Ticking(this, () => this.drawnOn !== '' && (this.calls.some(goesOn) || this.drawnOn !== this.today));
  }

  protected override desktopChanged(): void {
    // While not connected the list of calls is the last one known: a call that is missing has not ended by that.
    if (!this.desktop.connected) return;
    const { dialogs, agent } = this.desktop;
    this.calls = historyAfter(this.calls, dialogs, this.seen, agent.extension, this.desktop.now());
    for (const { id } of dialogs) this.seen.add(id);
  }

  override render() {
    // A call that is over says the same until the day is.
    const day = this.today;
    this.drawnOn = day;
    if (this.calls.length === 0) return html`<div class="body"><p class="empty">${words.none}</p></div>`;
    return html`<div class="body">
      <ol class="plain" aria-label=${words.list}>
        ${repeat(
          this.calls,
          ({ id }) => id,
          (call) => (goesOn(call) ? this.row(call) : guard([call, day], () => this.row(call))),
        )}
      </ol>
    </div>`;
  }

  private get today(): string {
    return new Date(this.desktop.now()).toDateString();
  }

  private row(call: PastCall) {
    const now = this.desktop.now();
    const end = call.endedAt ?? (goesOn(call) ? now : undefined);
    return html`<li data-testid="past-call">
      <span class="arrow" aria-hidden="true">${call.direction === 'in' ? '↙' : '↗'}</span>
      <div>
        <div class="who">
          <span class="sr-only">${call.direction === 'in' ? words.fromWord : words.to} </span>${call.who}
        </div>
        <div class="small quiet">${timeOfDay(call.startedAt, now)}${call.queue ? ` · ${call.queue}` : nothing}</div>
      </div>
      <div class="end">
        <span class="badge ${outcomeTones[call.outcome]}">${outcomeWords[call.outcome]}</span>
        <span class="small number quiet">${end === undefined ? '–' : duration(end - call.startedAt)}</span>
      </div>
    </li>`;
  }
}
