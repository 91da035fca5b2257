/**
 * Messages to the agent's teams, as long as they stand; supervisors write and delete them here. What is being written is kept
 * by the desktop until the node has taken the message; a message is never sent twice by itself.
 */
import {
  DraftController,
  Gadget,
  Ticking,
  css,
  customElement,
  gadgetStyles,
  html,
  kept,
  longestTeamMessage,
  sdkTexts,
  nothing,
  repeat,
  state,
  tellOutcome,
  timeOfDay,
  type CommandOutcome,
  type TeamMessage,
} from '../../src/gadget/index.ts';
import { periods, words } from './words.ts';

const nameOf = ({ createdBy }: TeamMessage): string =>
  `${createdBy.firstName} ${createdBy.lastName}`.trim() || createdBy.id;

@customElement('us-team-messages')
export default class TeamMessages extends Gadget {
  static override styles = [
    gadgetStyles,
    css`
      .text {
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(10rem, 100%), 1fr));
        gap: var(--us-space-2);
      }
      textarea {
        min-height: 4rem;
      }
    `,
  ];

  /** For after a reload without a connection; the view is better whenever it has them. */
  @kept() last: readonly TeamMessage[] = [];
  @kept() seconds = 1_800;
  @state() private team = '';
  /** `send`, or the id of a message that is being deleted. */
  @state() private busy: string | undefined;
  @state() private trouble = '';
  @state() private told = '';
  private readonly draft = new DraftController(this, 'textarea');

  constructor() {
    super();
    new Ticking(this);
  }

  protected override restore(): void {
    this.desktop.followTeamMessages();
  }

  protected override desktopChanged(): void {
    const { teamMessages } = this.desktop.view;
    if (teamMessages?.status === 'read') this.last = teamMessages.messages;
  }

  /** Newest first; the node takes them away at their end, and without it the clock does. */
  private standing(): readonly TeamMessage[] {
    const now = this.desktop.now();
    return this.last.filter(({ createdAt, duration }) => (createdAt + duration) * 1000 > now).toReversed();
  }

  override render() {
    const { agent, connected, view } = this.desktop;
    const standing = this.standing();
    const isRead = view.teamMessages?.status === 'read';
    return html`<div class="body">
      ${
        standing.length > 0
          ? html`<ul class="plain" aria-label=${words.list}>
              ${repeat(
                standing,
                ({ id }) => id,
                (message) => this.message(message),
              )}
            </ul>`
          : html`<p class="empty">${isRead || !connected ? words.none : words.notRead}</p>`
      }
      <p class="small quiet" ?hidden=${connected}>${words.asKnown}</p>
      ${agent.roles.includes('Supervisor') ? this.composer() : nothing}
      <p class="small trouble" role="alert" data-testid="team-message-trouble">${this.trouble}</p>
      <p class="small" role="status" data-testid="team-message-told">${this.told}</p>
      <p id="why" class="small quiet" ?hidden=${connected}>${sdkTexts.notConnected}</p>
    </div>`;
  }

  private message(message: TeamMessage) {
    const now = this.desktop.now();
    const { agent, connected } = this.desktop;
    const created = message.createdAt * 1000;
    const isOwn = message.createdBy.id === agent.loginId;
    return html`<li class="card" data-testid="team-message">
      <div class="row spread">
        <span class="small quiet">${words.from(nameOf(message), timeOfDay(created, now))}</span>
        <span class="small quiet">${words.until(timeOfDay(created + message.duration * 1000, now))}</span>
      </div>
      <p class="text">${message.content}</p>
      ${
        isOwn
          ? html`<div class="row">
              <button
                data-testid="delete-team-message"
                aria-label=${words.removeNamed(message.content)}
                aria-disabled=${String(!connected || this.busy !== undefined)}
                aria-describedby=${connected ? nothing : 'why'}
                @click=${() => this.takeBack(message.id)}
              >
                ${words.remove}
              </button>
            </div>`
          : nothing
      }
    </li>`;
  }

  private composer() {
    const { agent, connected } = this.desktop;
    const teams = agent.teams ?? [];
    const isOff = !connected || this.busy !== undefined;
    return html`<div>
        <label for="text">${words.write}</label>
        <textarea
          id="text"
          name="teamMessage"
          maxlength=${longestTeamMessage}
          aria-describedby="left"
          data-testid="team-message-text"
        ></textarea>
        <div id="left" class="small quiet">${words.left(longestTeamMessage - this.draft.text.length)}</div>
      </div>
      <div class="choices" data-draft="off">
        ${
          teams.length > 1
            ? html`<div>
                <label for="team">${words.team}</label>
                <select
                  id="team"
                  data-testid="team-message-team"
                  @change=${(event: Event) => (this.team = (event.target as HTMLSelectElement).value)}
                >
                  <option value="" ?selected=${this.team === ''}>${words.allTeams}</option>
                  ${teams.map(({ id, name }) => html`<option value=${id} ?selected=${this.team === id}>${name}</option>`)}
                </select>
              </div>`
            : nothing
        }
        <div>
          <label for="period">${words.period}</label>
          <select
            id="period"
            data-testid="team-message-period"
            @change=${(event: Event) => (this.seconds = Number((event.target as HTMLSelectElement).value))}
          >
            ${periods.map(
              ({ seconds, text }) =>
                html`<option value=${seconds} ?selected=${this.seconds === seconds}>${text}</option>`,
            )}
          </select>
        </div>
      </div>
      <div class="row">
        <button
          class="primary"
          data-testid="send-team-message"
          aria-disabled=${String(isOff || this.draft.text.length === 0)}
          aria-describedby=${connected ? nothing : 'why'}
          @click=${() => this.send()}
        >
          ${words.send}
        </button>
      </div>`;
  }

  private async send(): Promise<void> {
    const { draft, team, seconds } = this;
    const text = draft.text.trim();
    if (text === '' || !this.desktop.connected || this.busy !== undefined) return;
    const teams = team === '' ? [] : [team];
    const outcome = await this.run('send', words.sent, this.desktop.actions.sendTeamMessage(text, { seconds, teams }));
    if (outcome === 'unknown') this.trouble = words.unknownSending;
    // The text stays until the node has taken it.
    if (outcome === 'applied' && draft.text.trim() === text) draft.done();
  }

  private takeBack(id: string): void {
    if (!this.desktop.connected || this.busy !== undefined) return;
    void this.run(id, words.removed, this.desktop.actions.deleteTeamMessage(id));
  }

  private async run(
    what: string,
    done: string,
    command: Promise<CommandOutcome>,
  ): Promise<CommandOutcome['outcome'] | undefined> {
    this.busy = what;
    this.trouble = '';
    this.told = '';
    let outcome: CommandOutcome['outcome'] | undefined;
    const noted = command.then((result) => {
      outcome = result.outcome;
      return result;
    });
    const trouble = await tellOutcome(noted);
    this.trouble = trouble ?? '';
    if (trouble === undefined) this.told = done;
    this.busy = undefined;
    return outcome;
  }
}
