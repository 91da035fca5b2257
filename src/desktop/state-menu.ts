/**
 * The agent's state with its timer, and the menu to change it: Ready, Not Ready with a reason, sign out with a reason.
 * A menu and not a select, because arrowing through a select would change the state, or sign out, on the way. Sends
 * wishes; what became of them comes back through the view.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AgentCommand } from '../core/contract.ts';
import type { DesktopView } from '../core/view.ts';
import type { ReasonCode } from '../wire/reason-code.ts';
import { icons } from './icons.ts';
import { indexByLetter, nextIndex } from './menu-keys.ts';
import { whyNoActions } from './messages.ts';
import { shellStyles } from './shell-styles.ts';
import { stateMenuStyles } from './state-menu-styles.ts';
import { Ticker } from './ticker.ts';
import { agentStateWords, stateTones, timerText } from './words.ts';
import { stateMenuTexts as texts } from './screen-texts.ts';
import { catalogue, fill } from './locale.ts';

interface Choice {
  readonly group: 'READY' | 'NOT_READY' | 'LOGOUT';
  readonly reason: ReasonCode | undefined;
}

const groupWords = catalogue('state-menu.group', { READY: 'Ready', NOT_READY: 'Not Ready', LOGOUT: 'Sign out' });

@customElement('us-state-menu')
export class StateMenu extends LitElement {
  @property({ attribute: false }) view: DesktopView | undefined;
  /** Ms by the node's clock. */
  @property({ attribute: false }) now: () => number = () => 0;
  @property({ attribute: false }) command: (command: AgentCommand) => void = () => undefined;
  @property({ attribute: false }) signOut: (reasonCodeId?: number) => void = () => undefined;
  @state() private open = false;
  readonly #closeFromOutside = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.open = false;
  };

  constructor() {
    super();
    new Ticker(this, () => this.view?.agent !== undefined && this.view.agent.stateChangeTime !== '');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.#closeFromOutside);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#closeFromOutside);
  }

  private get whyNot(): string {
    return this.view ? whyNoActions[this.view.phase] : '';
  }

  private get choices(): readonly Choice[] {
    const codes = this.view?.reasonCodes;
    const ofGroup = (group: 'NOT_READY' | 'LOGOUT', reasons: readonly ReasonCode[] = []): readonly Choice[] => {
      const own = reasons.filter((reason) => !reason.systemCode);
      return own.length > 0 ? own.map((reason) => ({ group, reason })) : [{ group, reason: undefined }];
    };
    return [
      { group: 'READY', reason: undefined },
      ...ofGroup('NOT_READY', codes?.notReady),
      ...ofGroup('LOGOUT', codes?.signOut),
    ];
  }

  override render(): TemplateResult {
    const agent = this.view?.agent;
    if (!agent) return html``;
    const since = Date.parse(agent.stateChangeTime);
    const note = this.note;
    const reason = agent.state === 'NOT_READY' || agent.state === 'LOGOUT' ? agent.reasonCode?.label : undefined;
    return html`
      <div class="wrap" @keydown=${this.onKey}>
        <button
          class="state ${stateTones[agent.state]}"
          data-testid="state-select"
          aria-haspopup="menu"
          aria-expanded=${this.open ? 'true' : 'false'}
          aria-disabled=${this.whyNot ? 'true' : 'false'}
          aria-describedby="note"
          @click=${this.toggle}
        >
          <span class="mark" aria-hidden="true"></span>
          <span class="words">
            <span class="first">
              <span class="visually-hidden">${texts.yourState} </span>
              <span class="name" data-testid="agent-state">${agentStateWords[agent.state]}</span>
              ${
                Number.isNaN(since)
                  ? nothing
                  : html`<span class="timer tabular" data-testid="state-timer">${timerText(this.now() - since)}</span>`
              }
            </span>
            ${
              note
                ? html`<span class="second" aria-hidden="true">${note}</span>`
                : reason
                  ? html`<span class="second">${reason}</span>`
                  : nothing
            }
          </span>
          ${icons.chevron}
        </button>
        <p id="note" class="visually-hidden">${note}</p>
        ${this.open ? this.renderMenu() : nothing}
      </div>
    `;
  }

  /** Why it is off, or what is still to come: one line under the state. */
  private get note(): string {
    const view = this.view;
    const wish = view?.pending.find((pending) => pending.command.type === 'set-state');
    if (wish?.command.type === 'set-state') {
      const words = { state: groupWords[wish.command.state] };
      return wish.status === 'held' ? fill(texts.held, words) : fill(texts.changing, words);
    }
    if (this.whyNot) return this.whyNot;
    const pending = view?.agent?.pendingState;
    return pending ? fill(texts.then, { state: agentStateWords[pending] }) : '';
  }

  private renderMenu(): TemplateResult {
    const groups = Object.keys(groupWords) as (keyof typeof groupWords)[];
    return html`<div class="menu" role="menu" aria-label=${texts.changeYourState}>
      ${groups.map((group) => {
        const choices = this.choices.filter((choice) => choice.group === group);
        const whyNot = this.whyNotChoose(group);
        const title = whyNot ? `${groupWords[group]} (${whyNot})` : groupWords[group];
        const headed = whyNot !== '' || choices.some((choice) => choice.reason);
        return html`<div role="group" aria-label=${title} class="group">
          ${headed ? html`<span class="heading" aria-hidden="true">${title}</span>` : nothing}
          ${choices.map((choice) => this.renderChoice(choice, whyNot !== ''))}
        </div>`;
      })}
    </div>`;
  }

  private whyNotChoose(group: Choice['group']): string {
    return group === 'LOGOUT' && this.view?.agent?.state !== 'NOT_READY' ? texts.onlyFromNotReady : '';
  }

  private renderChoice({ group, reason }: Choice, off: boolean): TemplateResult {
    const agent = this.view?.agent;
    const current = agent?.state === group && (!reason || reason.id === agent.reasonCodeId);
    return html`<button
      class="choice"
      role=${group === 'LOGOUT' ? 'menuitem' : 'menuitemradio'}
      aria-checked=${group === 'LOGOUT' ? nothing : current ? 'true' : 'false'}
      aria-disabled=${off ? 'true' : 'false'}
      data-choice=${reason ? `${group}-${reason.code}` : group}
      tabindex="-1"
      @click=${() => this.choose({ group, reason })}
    >
      <span class="mark ${group.toLowerCase()}" aria-hidden="true"></span>
      <span>
        ${
          reason
            ? html`<span class="visually-hidden">${groupWords[group]}: </span>${reason.label}`
            : html`${groupWords[group]}`
        }
      </span>
    </button>`;
  }

  private get items(): readonly HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>('.choice')];
  }

  private async toggle(): Promise<void> {
    if (this.whyNot) return;
    this.open = !this.open;
    if (!this.open) return;
    await this.updateComplete;
    (this.items.find((item) => item.ariaChecked === 'true') ?? this.items[0])?.focus();
  }

  private close(): void {
    this.open = false;
    this.renderRoot.querySelector<HTMLButtonElement>('.state')?.focus();
  }

  private choose({ group, reason }: Choice): void {
    // The connection may have gone while the menu was open.
    if (this.whyNot || this.whyNotChoose(group)) return;
    this.close();
    if (group === 'LOGOUT') this.signOut(reason?.id);
    else this.command({ type: 'set-state', state: group, ...(reason ? { reasonCodeId: reason.id } : {}) });
  }

  private onKey(event: KeyboardEvent): void {
    if (!this.open) {
      if (event.key !== 'ArrowDown' || this.whyNot) return;
      event.preventDefault();
      void this.toggle();
      return;
    }
    if (event.key === 'Tab') {
      this.open = false;
      return;
    }
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
      return;
    }
    const items = this.items;
    const at = items.findIndex((item) => item === this.shadowRoot?.activeElement);
    const to =
      nextIndex(event.key, at, items.length, 'vertical') ??
      indexByLetter(
        event.key,
        at,
        this.choices.map(({ group, reason }) => reason?.label ?? groupWords[group]),
      );
    if (to === undefined) return;
    event.preventDefault();
    items[to]?.focus();
  }

  static override styles = [shellStyles, stateMenuStyles];
}
