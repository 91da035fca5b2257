/**
 * Non-voice tasks: the channels they come by (`domain-card.ts`), the tasks with their ages, what may be done with each, and
 * this gadget's word that it can take tasks again after a failover. What is possible is the node's to say (the agent's own
 * participant names the actions); nothing is guessed here.
 */
import {
  CommandController,
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
  timeOfDay,
  type CommandOutcome,
  type Dialog,
  type TaskAction,
} from '../../src/gadget/index.ts';
import { domainCard, type Channels, type CommandButton } from './domain-card.ts';
import { taskStyles } from './styles.ts';
import { actionWords, mediaStateWords, words } from './words.ts';

interface ClosedTask {
  readonly id: string;
  readonly who: string;
  readonly at: number;
  readonly note: string;
}

const mostClosed = 20;

@customElement('us-tasks')
export default class Tasks extends Gadget {
  static override styles = [gadgetStyles, taskStyles];

  /** Whether this gadget says by itself that it is ready again after a failover. */
  @kept() readiness: 'by-itself' | 'when-i-say' = 'by-itself';
  @kept() closed: readonly ClosedTask[] = [];
  /** By `<id> <what>`. */
  private readonly commands = new CommandController(this);

  private readonly channels: Channels = {
    desktop: () => this.desktop,
    button: (button) => this.button(button),
    run: (name, command) => void this.run(name, command),
  };

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
                (domain) => domainCard(domain, this.channels),
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
        <p class="small trouble" role="alert">${this.commands.trouble}</p>
        ${this.closed.length === 0 ? nothing : this.closedTasks()}
      </div>
    </div>`;
  }

  private task(task: Dialog) {
    const now = this.desktop.now();
    const mine = task.participants.find(({ mediaAddress }) => mediaAddress === this.desktop.agent.loginId);
    const shown = task.state === 'ACTIVE' ? mediaStateWords.ACTIVE : participantStateWords[task.state];
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
          const about = fill(words.actionOf, { label, who });
          const click = () => void this.act(task, action);
          return this.button({ text: label, about, kind, name: `${task.id} ${action}`, testId, click, held });
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
  private button({ text, about, kind, name, testId, click, held }: CommandButton) {
    const { connected } = this.desktop;
    const why = connected ? (held === undefined ? nothing : `gate-${held}`) : 'why';
    return html`<button
      class=${kind}
      data-testid=${testId}
      aria-label=${about}
      aria-describedby=${why}
      aria-disabled=${String(!connected || held !== undefined || this.commands.isUnderWay(name))}
      @click=${held === undefined ? (click ?? nothing) : nothing}
    >
      ${text}
    </button>`;
  }

  private async run(name: string, command: () => Promise<CommandOutcome>): Promise<boolean> {
    return this.desktop.connected && (await this.commands.run(name, command));
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
