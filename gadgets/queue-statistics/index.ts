/** The agent's queues: calls waiting, the longest wait, and what the agents of each are doing. */
import {
  Gadget,
  Ticking,
  css,
  customElement,
  durationSince,
  gadgetStyles,
  fill,
  html,
  nothing,
  repeat,
  timeOfDay,
  type Queue,
} from '../../src/gadget/index.ts';
import { shareWords, words } from './words.ts';

/** A longer wait than this is marked. Ms; ours. */
const longWaitMs = 60_000;

interface Share {
  readonly name: keyof typeof shareWords;
  readonly count: number;
}

/** What agents are doing, in the order of the bar. -1 ("not available") counts as none. */
export function sharesOf({ statistics }: Queue): readonly Share[] {
  const sum = (...counts: readonly number[]) => counts.reduce((total, count) => total + Math.max(0, count), 0);
  return [
    { name: 'ready', count: sum(statistics.agentsReady) },
    {
      name: 'talking',
      count: sum(
        statistics.agentsTalkingInbound,
        statistics.agentsTalkingOutbound,
        statistics.agentsTalkingInternal,
        statistics.agentsBusyOther,
      ),
    },
    { name: 'wrap-up', count: sum(statistics.agentsWrapUpReady, statistics.agentsWrapUpNotReady) },
    { name: 'not-ready', count: sum(statistics.agentsNotReady) },
  ];
}

interface Part {
  readonly x: number;
  readonly width: number;
}

/** Where each share stands in the bar, in hundredths. */
function partsOf(shares: readonly Share[]): Readonly<Record<Share['name'], Part>> {
  const total = shares.reduce((sum, { count }) => sum + count, 0);
  let x = 0;
  const parts = shares.map(({ name, count }) => {
    const width = total === 0 ? 0 : (count / total) * 100;
    x += width;
    return [name, { x: x - width, width }];
  });
  return Object.fromEntries(parts) as Record<Share['name'], Part>;
}

const numberOrDash = (count: number) => (count < 0 ? '–' : String(count));

@customElement('us-queue-statistics')
export default class QueueStatistics extends Gadget {
  static override readonly uses = ['queues'] as const;
  static override styles = [
    gadgetStyles,
    css`
      svg {
        display: block;
        width: 100%;
        height: 0.5rem;
        border-radius: var(--us-radius-pill);
        background: var(--us-surface-sunken);
      }
      .ready {
        fill: var(--us-positive);
      }
      .talking {
        fill: var(--us-accent);
      }
      .wrap-up {
        fill: var(--us-warning);
      }
      .not-ready {
        fill: var(--us-border-strong);
      }
      .waiting {
        font-size: var(--us-font-large);
        font-weight: var(--us-weight-strong);
      }
      .long {
        color: var(--us-danger);
        font-weight: var(--us-weight-strong);
      }
      .agents {
        width: 45%;
      }
      .legend {
        margin-top: var(--us-space-1);
      }
      @container (max-width: 28rem) {
        th,
        td {
          padding-inline: var(--us-space-1);
        }
      }
    `,
  ];

  constructor() {
    super();
    new Ticking(this);
  }

  override render() {
    const { queues, staleSince } = this.desktop.view;
    const now = this.desktop.now();
    // Old figures do not go on ageing: what they would be now is not known.
    const shownAt = staleSince ?? now;
    if (queues.length === 0) return html`<div class="body"><p class="empty">${words.none}</p></div>`;
    return html`<div class="body">
      ${
        staleSince === undefined
          ? nothing
          : html`<p>
              <span class="badge warning" data-testid="stale-mark"
                >${fill(words.asOf, { time: timeOfDay(staleSince, now) })}</span
              >
            </p>`
      }
      <table>
        <caption class="sr-only">
          ${words.queues}
        </caption>
        <thead>
          <tr>
            <th scope="col">${words.queue}</th>
            <th scope="col" class="number">${words.waiting}</th>
            <th scope="col" class="number">${words.longest}</th>
            <th scope="col" class="agents">${words.agents}</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            queues,
            ({ id }) => id,
            (queue) => this.row(queue, shownAt),
          )}
        </tbody>
      </table>
    </div>`;
  }

  private row(queue: Queue, now: number) {
    const { callsInQueue, startTimeOfLongestCallInQueue: longest } = queue.statistics;
    const isLong = longest !== '' && now - Date.parse(longest) > longWaitMs;
    const shares = sharesOf(queue);
    // Decoration: the words beside it say the same.
    const bar = partsOf(shares);
    const present = shares.filter(({ count }) => count > 0);
    const inWords =
      present.map(({ name, count }) => fill(shareWords[name], { count })).join(', ') || words.noneSignedIn;
    return html`<tr data-testid="queue-row">
      <th scope="row">${queue.name}</th>
      <td class="number waiting">${numberOrDash(callsInQueue)}</td>
      <td class="number ${isLong ? 'long' : ''}">${callsInQueue > 0 ? durationSince(longest, now) : '–'}</td>
      <td class="agents">
        <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect class="ready" x=${bar.ready.x} y="0" width=${bar.ready.width} height="8"></rect>
          <rect class="talking" x=${bar.talking.x} y="0" width=${bar.talking.width} height="8"></rect>
          <rect class="wrap-up" x=${bar['wrap-up'].x} y="0" width=${bar['wrap-up'].width} height="8"></rect>
          <rect class="not-ready" x=${bar['not-ready'].x} y="0" width=${bar['not-ready'].width} height="8"></rect>
        </svg>
        <div class="legend small quiet">${inWords}</div>
      </td>
    </tr>`;
  }
}
