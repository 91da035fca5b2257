/**
 * Non-voice tasks: signing in to Media Routing Domains, the tasks with their ages, what may be done with each, and the gate
 * that keeps an agent in Work after a failover until this gadget can take tasks again. What is possible is the node's to
 * say (the agent's own participant names the actions); nothing is guessed here.
 */
import {
  Gadget,
  Ticking,
  customElement,
  durationSince,
  gadgetStyles,
  fill,
  html,
  kept,
  sdkTexts,
  nothing,
  participantStateWords,
  repeat,
  state,
  tellOutcome,
  timeOfDay,
  type CommandOutcome,
  type Dialog,
  type MediaDomain,
  type TaskAction,
} from '../../src/gadget/index.ts';
import { taskStyles } from './styles.ts';
import { actionWords, gateWords, mediaStateWords, words } from './words.ts';

interface ClosedTask {
  readonly id: string;
  readonly who: string;
  readonly at: number;
  readonly note: string;
}

const mostClosed = 20;

/** What a sign-in asks for besides the limit: interruptions are taken, open tasks go to somebody else at sign-out. */
const signInChoice = { interruptAction: 'ACCEPT', dialogLogoutAction: 'TRANSFER' } as const;

@customElement('us-tasks')
export default class Tasks extends Gadget {
  static override styles = [gadgetStyles, taskStyles];

  /** Whether this gadget says by itself that it is ready again after a failover. */
  @kept() readiness: 'by-itself' | 'when-i-say' = 'by-itself';
  @kept() closed: readonly ClosedTask[] = [];
  /** `<id> <what>` while its outcome is awaited. */
  @state() private busy: ReadonlySet<string> = new Set();
  @state() private trouble = '';

  constructor() {
    super();
    new Ticking(this);
  }

  /** Kept state is back when this is called, so tasks can be shown: that is this gadget's channel. */
  protected override desktopChanged(): void {
    const { desktop } = this;
    for (const { media } of desktop.view.media.domains) {
      if (media.state === 'LOGOUT') continue;
      const service = desktop.serveMedia(media.id);
      if (desktop.connected && !service.ready && this.readiness === 'by-itself') service.channelReady(true);
    }
  }

  override render() {
    const { connected, view } = this.desktop;
    const { domains, tasks } = view.media;
    return html`<div class="body">
      <div class="domains">
        ${
          domains.length === 0
            ? html`<p class="empty">${words.noDomains}</p>`
            : repeat(
                domains,
                ({ media }) => media.id,
                (domain) => this.domain(domain),
              )
        }
        ${
          domains.length === 0
            ? nothing
            : html`<label class="choice small">
                <input
                  type="checkbox"
                  data-draft="off"
                  data-testid="when-i-say"
                  .checked=${this.readiness === 'when-i-say'}
                  @change=${this.chooseReadiness}
                />
                <span>${words.onlyWhenISay}</span>
              </label>`
        }
        <p id="why" class="small quiet" ?hidden=${connected}>${sdkTexts.notConnected}</p>
      </div>
      <div class="tasks">
        ${
          tasks.length === 0
            ? html`<p class="empty">${words.noTasks}</p>`
            : repeat(
                tasks,
                ({ id }) => id,
                (task) => this.task(task),
              )
        }
        <p class="small trouble" role="alert">${this.trouble}</p>
        ${this.closed.length === 0 ? nothing : this.closedTasks()}
      </div>
    </div>`;
  }

  private domain({ media, gate, options }: MediaDomain) {
    const { id, description, name } = media;
    const title = description || name;
    const shown = mediaStateWords[media.state];
    const now = this.desktop.now();
    const gateText = gateWords(gate, this.desktop.gadgetId, (at) => timeOfDay(at, now));
    const why = gateText ?? (media.state === 'INTERRUPTED' ? words.interrupted : undefined);
    return html`<article class="card domain ${media.state}" data-testid="domain" aria-label="${title}, ${shown.text}">
      <div class="row spread">
        <span class="name">${title}</span>
        <span class="badge ${shown.tone}" data-testid="domain-state">${shown.text}</span>
      </div>
      <p id="gate-${id}" class="small" role="status" data-testid="gate">${why ?? nothing}</p>
      ${this.gateButton(id, title, gate.kind)}
      ${media.state === 'LOGOUT' ? this.signInForm(id, title) : this.stateButtons(id, title, media.state)}
      ${
        options && media.state !== 'LOGOUT'
          ? html`<div class="small quiet">${words.limit}: ${options.maxDialogLimit}</div>`
          : nothing
      }
    </article>`;
  }

  /** Where this gadget is waited for, or the node refused, the agent has the next word. */
  private gateButton(mrdId: string, title: string, kind: MediaDomain['gate']['kind']) {
    const isWaiting = (kind === 'waiting' || kind === 'overdue') && !this.desktop.serveMedia(mrdId).ready;
    if (!isWaiting && kind !== 'refused') return nothing;
    const label = kind === 'refused' ? words.tryAgain : words.iAmReady;
    return html`<div class="row">
      <button
        class="primary"
        data-testid="i-am-ready"
        aria-label="${label}: ${title}"
        @click=${() => this.desktop.serveMedia(mrdId).channelReady(true)}
      >
        ${label}
      </button>
    </div>`;
  }

  private signInForm(mrdId: string, title: string) {
    return html`<form class="row" data-draft="off" @submit=${(event: SubmitEvent) => this.signIn(event, mrdId)}>
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
      ${this.button(words.signIn, `${words.signIn}: ${title}`, 'primary', `${mrdId} state`, `sign-in-${mrdId}`)}
    </form>`;
  }

  private stateButtons(mrdId: string, title: string, present: MediaDomain['media']['state']) {
    // In Work nothing may be asked for.
    if (present === 'WORK') return nothing;
    const go = (wanted: 'READY' | 'NOT_READY' | 'LOGOUT') => () =>
      void this.run(`${mrdId} state`, () => this.desktop.actions.setMediaState(mrdId, wanted));
    const name = `${mrdId} state`;
    const toggle =
      present === 'NOT_READY'
        ? this.button(words.ready, `${words.ready}: ${title}`, 'primary', name, `toggle-${mrdId}`, go('READY'))
        : this.button(words.notReady, `${words.notReady}: ${title}`, '', name, `toggle-${mrdId}`, go('NOT_READY'));
    return html`<div class="row">
      ${toggle} ${this.button(words.signOut, `${words.signOut}: ${title}`, '', name, `sign-out-${mrdId}`, go('LOGOUT'))}
    </div>`;
  }

  private task(task: Dialog) {
    const now = this.desktop.now();
    const mine = task.participants.find(({ mediaAddress }) => mediaAddress === this.desktop.agent.loginId);
    const shown = task.state === 'ACTIVE' ? { text: 'Active', tone: 'positive' } : participantStateWords[task.state];
    const who = task.fromAddress;
    const domain = this.desktop.view.media.domains.find(
      ({ media }) => media.id === task.mediaProperties.mediaId,
    )?.media;
    // The node takes no steps meanwhile; the channel's card says why.
    const held = domain?.state === 'WORK' || domain?.state === 'INTERRUPTED' ? domain.id : undefined;
    const allowed = Object.keys(actionWords).filter((action) => mine?.actions.some((one) => one === action));
    return html`<article
      class="card task ${task.state}"
      data-testid="task"
      aria-label=${fill(words.task, { who, text: shown.text })}
    >
      <div class="row spread">
        <div class="grow">
          <div class="small quiet">${domain?.description ?? task.mediaType}</div>
          <div class="who">${who}</div>
        </div>
        <div class="row">
          <span class="badge ${shown.tone}">${shown.text}</span>
          <span class="number" title=${words.ageTask}>${durationSince(mine?.startTime ?? '', now)}</span>
        </div>
      </div>
      <div data-draft-scope=${task.id}>
        <label for="note-${task.id}">${words.note}</label>
        <textarea
          id="note-${task.id}"
          name="taskNote"
          data-testid="task-note"
          placeholder=${words.notePlaceholder}
        ></textarea>
      </div>
      <div class="row">
        ${(allowed as TaskAction[]).map((action) => {
          const { label, kind } = actionWords[action];
          const testId = `task-${action.toLowerCase()}`;
          const label2 = fill(words.actionOf, { label, who });
          const act = () => void this.act(task, action);
          return this.button(label, label2, kind, `${task.id} ${action}`, testId, act, held);
        })}
      </div>
    </article>`;
  }

  private closedTasks() {
    const now = this.desktop.now();
    return html`<h3>${words.closed}</h3>
      <ol class="plain" aria-label=${words.closedList}>
        ${repeat(
          this.closed,
          ({ id }) => id,
          ({ who, at, note }) =>
            html`<li class="card" data-testid="closed-task">
              <div class="small quiet">${who} · ${timeOfDay(at, now)}</div>
              <div class="text">${note}</div>
            </li>`,
        )}
      </ol>`;
  }

  /** `held`: the channel that keeps it off. */
  private button(
    text: string,
    label: string,
    kind: string,
    name: string,
    testId: string,
    click?: () => void,
    held?: string,
  ) {
    const { connected } = this.desktop;
    const why = connected ? (held === undefined ? nothing : `gate-${held}`) : 'why';
    return html`<button
      class=${kind}
      data-testid=${testId}
      aria-label=${label}
      aria-describedby=${why}
      aria-disabled=${String(!connected || held !== undefined || this.busy.has(name))}
      @click=${held === undefined ? (click ?? nothing) : nothing}
    >
      ${text}
    </button>`;
  }

  private async run(name: string, command: () => Promise<CommandOutcome>): Promise<boolean> {
    if (!this.desktop.connected || this.busy.has(name)) return false;
    this.busy = new Set([...this.busy, name]);
    this.trouble = '';
    const trouble = await tellOutcome(command());
    this.busy = new Set([...this.busy].filter((one) => one !== name));
    this.trouble = trouble ?? '';
    return trouble === undefined;
  }

  private signIn(event: SubmitEvent, mrdId: string): void {
    event.preventDefault();
    const limit = Number(new FormData(event.currentTarget as HTMLFormElement).get('limit'));
    const options = { maxDialogLimit: limit, ...signInChoice };
    void this.run(`${mrdId} state`, () => this.desktop.actions.mediaSignIn(mrdId, options));
  }

  private async act(task: Dialog, action: TaskAction): Promise<void> {
    const note = this.noteOf(task.id);
    const done = await this.run(`${task.id} ${action}`, () => this.desktop.actions.taskAction(task.id, action));
    if (!done || note === '' || (action !== 'CLOSE' && action !== 'TRANSFER')) return;
    const entry: ClosedTask = { id: task.id, who: task.fromAddress, at: this.desktop.now(), note };
    this.closed = [entry, ...this.closed.filter(({ id }) => id !== task.id)].slice(0, mostClosed);
  }

  private noteOf(taskId: string): string {
    return this.renderRoot.querySelector<HTMLTextAreaElement>(`#note-${CSS.escape(taskId)}`)?.value.trim() ?? '';
  }

  private chooseReadiness(event: Event): void {
    this.readiness = (event.target as HTMLInputElement).checked ? 'when-i-say' : 'by-itself';
    this.desktopChanged();
  }
}
