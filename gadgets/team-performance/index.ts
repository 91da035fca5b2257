/**
 * A supervisor's teams: who is in which state, for how long and why; and changing it. What a supervisor may ask for: Ready,
 * Not Ready (from Ready or wrap-up only, without a reason) and sign-out, which is asked twice; listening to a member's call
 * and barging in (`listening.ts`).
 */
import {
  CommandController,
  Gadget,
  KeepsFocus,
  Ticking,
  agentStateWords,
  css,
  customElement,
  durationSince,
  gadgetStyles,
  fill,
  html,
  sdkTexts,
  nothing,
  repeat,
  state,
  type AgentState,
  type SettableAgentState,
  type Team,
  type TeamMember,
} from '../../src/gadget/index.ts';

import { canListen, listeningButtons, listeningTo, listeningWords, mayBeHeard } from './listening.ts';
import { targetWords, words } from './words.ts';

const canBecome: Readonly<Record<SettableAgentState, readonly AgentState[]>> = {
  READY: ['NOT_READY', 'WORK', 'WORK_READY'],
  NOT_READY: ['READY', 'WORK', 'WORK_READY'],
  LOGOUT: ['NOT_READY', 'READY', 'WORK', 'WORK_READY'],
};

const targets = [
  { target: 'READY', testId: 'make-ready' },
  { target: 'NOT_READY', testId: 'make-not-ready' },
  { target: 'LOGOUT', testId: 'sign-member-out' },
] as const;

@customElement('us-team-performance')
export default class TeamPerformance extends Gadget {
  static override readonly uses = ['team'] as const;
  static override styles = [
    gadgetStyles,
    css`
      .member {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--us-space-2);
        align-items: center;
        padding: var(--us-space-2) 0;
        border-bottom: 1px solid var(--us-border);
      }
      .member:last-child {
        border-bottom: 0;
      }
      ul.plain {
        gap: 0;
      }
      .actions {
        grid-column: 1 / -1;
      }
      .actions button {
        min-height: 2rem;
      }
      .end {
        display: grid;
        justify-items: end;
        gap: 2px;
      }
      .confirm {
        padding: var(--us-space-2) var(--us-space-3);
        border-radius: var(--us-radius-small);
        background: var(--us-danger-soft);
      }
      @container (min-width: 34rem) {
        .member {
          grid-template-columns: minmax(0, 1fr) auto 15rem;
        }
        .actions {
          grid-column: auto;
          justify-content: end;
        }
      }
    `,
  ];

  /** By the login id that they are for. */
  private readonly commands = new CommandController(this);
  /** Teams shown beyond the layout's number of rows. */
  @state() private whole: ReadonlySet<string> = new Set();
  @state() private confirming: string | undefined;

  constructor() {
    super();
    new Ticking(this);
    new KeepsFocus(this, '.member');
  }

  override render() {
    const { teams } = this.desktop.view;
    if (teams.length === 0)
      return html`<div class="body">
        <p class="empty">${words.noTeam}</p>
      </div>`;
    return html`<div class="body">
      ${repeat(
        teams,
        ({ id }) => id,
        ({ id, name, users }) => html`
          <h3>${name} <span class="quiet small">${this.summary(users)}</span></h3>
          <ul class="plain" aria-label=${fill(words.members, { name })}>
            ${repeat(
              this.rows(id, users),
              ({ loginId }) => loginId,
              (member) => this.member(member),
            )}
          </ul>
          ${this.more(id, users)}
        `,
      )}
      <p class="small trouble" role="alert">${this.commands.trouble}</p>
      <p id="why-listening" class="small quiet" ?hidden=${!this.isListeningExplained(teams)}>
        ${listeningWords.whyNot}
      </p>
      <p id="why" class="small quiet" ?hidden=${this.desktop.connected}>${sdkTexts.notConnected}</p>
    </div>`;
  }

  /** As many as the layout wants (`maxRows`), until the rest is asked for. */
  private rows(teamId: string, users: readonly TeamMember[]): readonly TeamMember[] {
    return this.whole.has(teamId) ? users : users.slice(0, this.desktop.maxRows ?? users.length);
  }

  private more(teamId: string, users: readonly TeamMember[]) {
    const whole = this.whole.has(teamId);
    if (!whole && this.rows(teamId, users).length === users.length) return nothing;
    return html`<button
      data-testid="all-members"
      aria-expanded=${String(whole)}
      @click=${() => {
        const next = new Set(this.whole);
        if (whole) next.delete(teamId);
        else next.add(teamId);
        this.whole = next;
      }}
    >
      ${whole ? words.showFewer : fill(words.showAll, { length: users.length })}
    </button>`;
  }

  private isListeningExplained(teams: readonly Team[]): boolean {
    const { desktop } = this;
    const members = teams.flatMap(({ users }) => users);
    return desktop.connected && !canListen(desktop) && members.some((member) => mayBeHeard(desktop, member));
  }

  private summary(users: readonly TeamMember[]): string {
    const signedIn = users.filter((one) => one.state !== 'LOGOUT').length;
    return fill(words.signedIn, { signedIn, all: users.length });
  }

  private member(member: TeamMember) {
    const shown = agentStateWords[member.state];
    const name = `${member.firstName} ${member.lastName}`.trim() || member.loginId;
    const signedOut = member.state === 'LOGOUT';
    return html`<li class="member" tabindex="-1" data-testid="member-row" data-login-id=${member.loginId}>
      <div>
        <div class="name">${name}</div>
        <div class="small quiet">
          ${member.extension ? fill(words.extension, { extension: member.extension }) : words.noExtension}${
            listeningTo(this.desktop, member) ? html` · <strong>${listeningWords.listening}</strong>` : nothing
          }
        </div>
      </div>
      <div class="end">
        <span class="badge ${shown.tone}"
          >${shown.text}${member.reasonCode && !signedOut ? ` – ${member.reasonCode.label}` : nothing}</span
        >
        <span class="small number quiet">
          ${member.pendingState ? `${fill(words.then, { text: agentStateWords[member.pendingState].text })} ` : nothing}${durationSince(
            member.stateChangeTime,
            this.desktop.now(),
          )}
        </span>
      </div>
      ${this.confirming === member.loginId ? this.confirmation(member.loginId, name) : this.buttons(member, name)}
    </li>`;
  }

  private buttons(member: TeamMember, name: string) {
    const { connected } = this.desktop;
    const off = String(!connected || this.commands.isUnderWay(member.loginId));
    // Without keys: the button that turns from Ready into Not Ready is the same element and keeps the focus.
    return html`<div class="row actions">
      ${listeningButtons(
        { desktop: this.desktop, member, name, isBusy: this.commands.isUnderWay(member.loginId) },
        (what) => {
          void this.listen(member, what);
        },
      )}
      ${targets
        .filter(({ target }) => canBecome[target].includes(member.state))
        .map(
          ({ target, testId }) =>
            html`<button
              class=${target === 'LOGOUT' ? 'danger' : ''}
              data-testid=${testId}
              aria-label="${targetWords[target]}: ${name}"
              aria-disabled=${off}
              aria-describedby=${connected ? nothing : 'why'}
              @click=${() => this.press(member.loginId, target)}
            >
              ${targetWords[target]}
            </button>`,
        )}
    </div>`;
  }

  private confirmation(loginId: string, name: string) {
    return html`<div class="row actions confirm" role="group" aria-label=${fill(words.confirmSignOut, { name })}>
      <span class="small">${fill(words.confirmSignOut, { name })}</span>
      <button
        class="danger"
        data-testid="confirm-sign-out"
        aria-disabled=${String(!this.desktop.connected)}
        aria-describedby=${this.desktop.connected ? nothing : 'why'}
        @click=${() => this.change(loginId, 'LOGOUT')}
      >
        ${words.signOut}
      </button>
      <button data-testid="cancel-sign-out" @click=${() => this.endConfirmation(loginId)}>${words.cancel}</button>
    </div>`;
  }

  private press(loginId: string, target: SettableAgentState): void {
    if (!this.desktop.connected || this.commands.isUnderWay(loginId)) return;
    if (target !== 'LOGOUT') {
      void this.change(loginId, target);
      return;
    }
    this.confirming = loginId;
    // The safe answer has the focus.
    void this.focusIn(loginId, '[data-testid="cancel-sign-out"]');
  }

  private endConfirmation(loginId: string): void {
    this.confirming = undefined;
    void this.focusIn(loginId, '[data-testid="sign-member-out"]');
  }

  private async focusIn(loginId: string, selector: string): Promise<void> {
    await this.updateComplete;
    const row = [...(this.shadowRoot?.querySelectorAll<HTMLElement>('.member') ?? [])].find(
      ({ dataset }) => dataset['loginId'] === loginId,
    );
    row?.querySelector<HTMLElement>(selector)?.focus();
  }

  private async change(loginId: string, target: SettableAgentState): Promise<void> {
    if (!this.desktop.connected) return;
    this.confirming = undefined;
    await this.commands.run(loginId, () => this.desktop.actions.setMemberState(loginId, target));
  }

  private async listen(member: TeamMember, what: 'listen' | 'barge-in' | 'stop'): Promise<void> {
    const { actions } = this.desktop;
    const { loginId, extension } = member;
    const id = listeningTo(this.desktop, member)?.id;
    if (what === 'listen') await this.commands.run(loginId, () => actions.listenTo(extension));
    else if (what === 'barge-in') await this.commands.run(loginId, () => actions.bargeIn(extension, id));
    else if (id !== undefined) await this.commands.run(loginId, () => actions.callAction(id, 'DROP'));
  }
}
