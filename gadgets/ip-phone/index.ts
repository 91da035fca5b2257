/**
 * A drawn IP phone on which an IP Phone Agent works: a core of its own with the profile `ippa`, on one service of the
 * simulated cluster. It shows what such a user sees in a failover: nothing moves, the phone waits, the user signs in anew.
 */
import {
  Gadget,
  agentStateWords,
  customElement,
  gadgetStyles,
  fill,
  html,
  kept,
  nothing,
  participantStateWords,
  state,
  takePhoneLine,
  tellOutcome,
  type AgentCommand,
  type DesktopView,
  type PhoneLine,
} from '../../src/gadget/index.ts';
import { phoneStyles } from './styles.ts';
import { serviceWord, statusLine, texts } from './words.ts';

const services = ['publisher', 'subscriber'] as const;
type Service = (typeof services)[number];

@customElement('us-ip-phone')
export default class IpPhone extends Gadget {
  static override styles = [gadgetStyles, phoneStyles];

  /** A phone that was taken is taken again after a reload: its session is still there. */
  @kept() taken: 'yes' | 'no' = 'no';

  @state() private view: DesktopView | undefined;
  @state() private trouble = '';
  private line: PhoneLine | undefined;
  private stop: (() => void) | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
    this.stop = undefined;
    this.line = undefined;
  }

  override render() {
    if (this.taken === 'yes') this.connect();
    return html`<div class="body">
      <div class="phone" role="group" aria-label=${texts.ipPhone} data-testid="ip-phone">
        ${this.taken === 'yes' ? this.inUse() : this.onHook()}
        <p class="small trouble" role="alert">${this.trouble}</p>
      </div>
    </div>`;
  }

  private connect(): void {
    if (this.line) return;
    this.line = takePhoneLine();
    this.view = this.line?.view;
    this.stop = this.line?.onView((view) => (this.view = view));
  }

  private onHook() {
    return html`<div class="display">
        <p class="status">${texts.ipPhoneAgent}</p>
        <p class="quiet">${texts.phoneKnowsOne}</p>
      </div>
      <div class="keys">
        <button type="button" data-testid="phone-take" @click=${() => (this.taken = 'yes')}>${texts.takePhone}</button>
      </div>`;
  }

  private inUse() {
    const { view } = this;
    if (!view) {
      const text = this.line ? texts.oneMoment : texts.noPhone;
      return html`<div class="display"><p class="status">${text}</p></div>`;
    }
    const status = statusLine(view);
    const isOut = view.phase === 'signed-out' || view.phase === 'expired';
    return html`<div class="display">
        <p class="status ${status.tone}" role="status" data-testid="phone-status">${status.text}</p>
        ${isOut ? this.signInForm() : this.atWork(view)}
      </div>
      ${isOut ? nothing : this.keys(view)}`;
  }

  private signInForm() {
    return html`<form @submit=${(event: SubmitEvent) => this.signIn(event)}>
      <label for="service">${texts.service}</label>
      <select id="service" name="service" data-testid="phone-service">
        ${services.map((node) => html`<option value=${node}>${serviceWord(node)} (${node})</option>`)}
      </select>
      <label for="id">${texts.id}</label>
      <input id="id" name="id" required autocomplete="off" inputmode="numeric" data-testid="phone-id" />
      <label for="password">${texts.password}</label>
      <input id="password" name="password" type="password" required autocomplete="off" data-testid="phone-password" />
      <label for="extension">${texts.extension}</label>
      <input id="extension" name="extension" required inputmode="numeric" data-testid="phone-extension" />
      <span></span><button class="primary" data-testid="phone-sign-in">${texts.signIn}</button>
    </form>`;
  }

  private atWork({ phase, agent, session, dialogs }: DesktopView) {
    const words = agent && agentStateWords[agent.state];
    const call = dialogs[0];
    const mine = call?.participants.find(({ mediaAddress }) => mediaAddress === session?.extension);
    const isKnown = phase === 'connected';
    return html`<p>${agent ? `${agent.firstName} ${agent.lastName}` : session?.agentId} · ${session?.extension}</p>
      ${words ? html`<p class="state" data-testid="phone-state">${isKnown ? words.text : fill(texts.lastKnown, { text: words.text })}</p>` : nothing}
      ${
        call
          ? html`<p>
              ${call.fromAddress === session?.extension ? fill(texts.to, { toAddress: call.toAddress }) : fill(texts.fromWord, { fromAddress: call.fromAddress })}
              · ${participantStateWords[mine?.state ?? call.state].text}
            </p>`
          : nothing
      }
      ${phase === 'searching' ? html`<p class="small quiet">${texts.keepsTryingEvery}</p>` : nothing}`;
  }

  private keys({ phase, agent, dialogs, session }: DesktopView) {
    const call = dialogs[0];
    const mine = call?.participants.find(({ mediaAddress }) => mediaAddress === session?.extension);
    const isOff = phase !== 'connected';
    const key = (label: string, name: string, command: AgentCommand) =>
      html`<button type="button" data-testid="phone-${name}" ?disabled=${isOff} @click=${() => void this.send(command)}>
        ${label}
      </button>`;
    const act = (label: string, action: 'ANSWER' | 'DROP') =>
      call && mine?.actions.includes(action)
        ? key(label, action.toLowerCase(), { type: 'call-action', dialogId: call.id, action })
        : nothing;
    return html`<div class="keys">
      ${agent?.state === 'NOT_READY' || agent?.state === 'WORK' ? key(texts.ready, 'ready', { type: 'set-state', state: 'READY' }) : nothing}
      ${agent?.state === 'READY' ? key(texts.notReady, 'not-ready', { type: 'set-state', state: 'NOT_READY' }) : nothing}
      ${act(texts.answer, 'ANSWER')} ${act(texts.endCall, 'DROP')}
      <button type="button" data-testid="phone-exit" @click=${() => void this.exit()}>${texts.exit}</button>
    </div>`;
  }

  private signIn(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const field = (name: string): string => {
      const value = data.get(name);
      return typeof value === 'string' ? value : '';
    };
    const node: Service = field('service') === 'subscriber' ? 'subscriber' : 'publisher';
    const [agentId, extension] = [field('id').trim(), field('extension').trim()];
    const request = { agentId, password: field('password'), extension, node };
    void this.attempt(this.line?.signIn(request));
  }

  private exit(): Promise<void> {
    return this.attempt(this.line?.signOut());
  }

  private async attempt(work: Promise<void> | undefined): Promise<void> {
    this.trouble = '';
    try {
      await work;
    } catch (cause) {
      this.trouble = fill(texts.didNotWork, { why: cause instanceof Error ? cause.message : String(cause) });
    }
  }

  private async send(command: AgentCommand): Promise<void> {
    if (!this.line) return;
    this.trouble = '';
    // What went wrong meanwhile with another key stays.
    const told = await tellOutcome(this.line.command(command));
    if (told !== undefined) this.trouble = told;
  }
}
