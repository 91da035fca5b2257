/**
 * The card of one Media Routing Domain: the agent's state there, signing in and out, Ready and Not Ready, and the gate that
 * keeps an agent in Work after a failover until those who serve the channel are ready. Keeps nothing itself.
 */
import {
  html,
  nothing,
  timeOfDay,
  type CommandOutcome,
  type DesktopHandle,
  type MediaDomain,
} from '../../src/gadget/index.ts';
import { gateWords, mediaStateWords, words } from './words.ts';

type MediaState = MediaDomain['media']['state'];

/** A button that gives a command: off while nobody can take it, and while one of its name is under way. */
export interface CommandButton {
  readonly text: string;
  /** What it does, and with what, for who does not see where it stands. */
  readonly about: string;
  readonly kind: string;
  /** `<id> <what>`. */
  readonly name: string;
  readonly testId: string;
  /** None: it sends its form. */
  readonly click?: () => void;
  /** Id of the channel that keeps it off. */
  readonly held?: string | undefined;
}

/** What the card needs of its gadget. */
export interface Channels {
  readonly desktop: () => DesktopHandle;
  readonly button: (button: CommandButton) => unknown;
  readonly run: (name: string, command: () => Promise<CommandOutcome>) => void;
}

/** What a sign-in asks for besides the limit: interruptions are taken, open tasks go to somebody else at sign-out. */
const signInChoice = { interruptAction: 'ACCEPT', dialogLogoutAction: 'TRANSFER' } as const;

const commandName = (mrdId: string): string => `${mrdId} state`;

export function domainCard({ media, gate, options }: MediaDomain, channels: Channels) {
  const { id, description, name, state } = media;
  const desktop = channels.desktop();
  const title = description || name;
  const shown = mediaStateWords[state];
  const now = desktop.now();
  const gateText = gateWords(gate, desktop.gadgetId, (at) => timeOfDay(at, now));
  const why = gateText ?? (state === 'INTERRUPTED' ? words.interrupted : undefined);
  return html`<article class="card domain ${state}" data-testid="domain" aria-label="${title}, ${shown.text}">
    <div class="row spread">
      <span class="name">${title}</span>
      <span class="badge ${shown.tone}" data-testid="domain-state">${shown.text}</span>
    </div>
    <p id="gate-${id}" class="small" role="status" data-testid="gate">${why ?? nothing}</p>
    ${gateButton(desktop, id, title, gate.kind)}
    ${state === 'LOGOUT' ? signInForm(channels, id, title) : stateButtons(channels, id, title, state)}
    ${
      options && state !== 'LOGOUT'
        ? html`<div class="small quiet">${words.limit}: ${options.maxDialogLimit}</div>`
        : nothing
    }
  </article>`;
}

/** Where this gadget is waited for, or the node refused, the agent has the next word. */
function gateButton(desktop: DesktopHandle, mrdId: string, title: string, kind: MediaDomain['gate']['kind']) {
  const isWaiting = (kind === 'waiting' || kind === 'overdue') && !desktop.serveMedia(mrdId).ready;
  if (!isWaiting && kind !== 'refused') return nothing;
  const label = kind === 'refused' ? words.tryAgain : words.iAmReady;
  return html`<div class="row">
    <button
      class="primary"
      data-testid="i-am-ready"
      aria-label="${label}: ${title}"
      @click=${() => desktop.serveMedia(mrdId).channelReady(true)}
    >
      ${label}
    </button>
  </div>`;
}

function signInForm(channels: Channels, mrdId: string, title: string) {
  const signIn = (event: SubmitEvent): void => {
    event.preventDefault();
    const limit = Number(new FormData(event.currentTarget as HTMLFormElement).get('limit'));
    const { actions } = channels.desktop();
    channels.run(commandName(mrdId), () => actions.mediaSignIn(mrdId, { maxDialogLimit: limit, ...signInChoice }));
  };
  return html`<form class="row" data-draft="off" @submit=${signIn}>
    <div class="limit">
      <label for="limit-${mrdId}">${words.limit}</label>
      <select id="limit-${mrdId}" name="limit">
        <option value="1">1</option>
        <option value="2">2</option>
        <option value="3" selected>3</option>
        <option value="4">4</option>
        <option value="5">5</option>
        <option value="6">6</option>
        <option value="7">7</option>
        <option value="8">8</option>
        <option value="9">9</option>
        <option value="10">10</option>
      </select>
    </div>
    ${channels.button({
      text: words.signIn,
      about: `${words.signIn}: ${title}`,
      kind: 'primary',
      name: commandName(mrdId),
      testId: `sign-in-${mrdId}`,
    })}
  </form>`;
}

function stateButtons(channels: Channels, mrdId: string, title: string, present: MediaState) {
  // In Work nothing may be asked for.
  if (present === 'WORK') return nothing;
  const button = (text: string, kind: string, what: string, wanted: 'READY' | 'NOT_READY' | 'LOGOUT') =>
    channels.button({
      text,
      about: `${text}: ${title}`,
      kind,
      name: commandName(mrdId),
      testId: `${what}-${mrdId}`,
      click: () => {
        const { actions } = channels.desktop();
        channels.run(commandName(mrdId), () => actions.setMediaState(mrdId, wanted));
      },
    });
  return html`<div class="row">
    ${
      present === 'NOT_READY'
        ? button(words.ready, 'primary', 'toggle', 'READY')
        : button(words.notReady, '', 'toggle', 'NOT_READY')
    }
    ${button(words.signOut, '', 'sign-out', 'LOGOUT')}
  </div>`;
}
