/**
 * Call control: the agent's calls with parties, data and durations, what may be done with each, and making a call. Which
 * buttons a call has is the node's to say (the agent's own participant names the actions); nothing is guessed here.
 */
import {
  Gadget,
  Ticking,
  customElement,
  durationSince,
  gadgetStyles,
  html,
  notConnectedWords,
  nothing,
  participantStateWords,
  query,
  repeat,
  state,
  tellOutcome,
  type Dialog,
  type DialogAction,
} from '../../src/gadget/index.ts';
import { doubtNote, incompleteCallWords, missingCallWords } from './doubt.ts';
import { dialable, partiesOf, variableLabel } from './parties.ts';
import { callStyles } from './styles.ts';

/** In the order of the buttons. The first two never stand together, so the first button keeps its place and focus. */
const shownActions = [
  { action: 'ANSWER', label: 'Answer', testId: 'answer', kind: 'primary' },
  { action: 'ACCEPT', label: 'Accept', testId: 'accept', kind: 'primary' },
  { action: 'REJECT', label: 'Reject', testId: 'reject', kind: '' },
  { action: 'CLOSE', label: 'Never call again', testId: 'close', kind: 'danger' },
  { action: 'HOLD', label: 'Hold', testId: 'hold', kind: '' },
  { action: 'RETRIEVE', label: 'Retrieve', testId: 'retrieve', kind: 'primary' },
  { action: 'DROP', label: 'End', testId: 'drop', kind: 'danger' },
] as const satisfies readonly { action: DialogAction; label: string; testId: string; kind: string }[];

/** Suggestions; any other reason can be written. */
const wrapUpSuggestions = ['Resolved', 'Follow-up needed', 'Passed on', 'Wrong number'];
const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

@customElement('us-call-control')
export default class CallControl extends Gadget {
  static override readonly uses = ['calls'] as const;
  static override styles = [gadgetStyles, callStyles];

  /** `<dialog id> <action>` while its outcome is awaited. */
  @state() private busy: ReadonlySet<string> = new Set();
  @state() private trouble = '';
  @query('#dial-number') private numberField!: HTMLInputElement;

  constructor() {
    super();
    new Ticking(this);
  }

  override render() {
    const { dialogs, connected } = this.desktop;
    const voice = dialogs.filter(({ mediaType }) => mediaType === 'Voice' || mediaType === '');
    return html`<div class="body">
      <div class="calls">
        ${this.desktop.view.doubtfulCalls.some(({ why }) => why === 'call-missing') ? doubtNote(missingCallWords) : nothing}
        ${
          voice.length === 0
            ? html`<p class="empty">No call. Calls that ring show up here.</p>`
            : repeat(
                voice,
                ({ id }) => id,
                (dialog) => this.call(dialog),
              )
        }
        <p class="small trouble" role="alert">${this.trouble}</p>
      </div>
      <div class="dial">
        ${this.dialForm()}
        <p id="why" class="small quiet" ?hidden=${connected}>${notConnectedWords}</p>
      </div>
    </div>`;
  }

  private call(dialog: Dialog) {
    const { agent, connected } = this.desktop;
    const { mine, direction, who, others } = partiesOf(dialog, agent.extension);
    const words = participantStateWords[mine?.state ?? dialog.state];
    const since = mine?.startTime ?? '';
    const { queueName, wrapUpReason, callVariables } = dialog.mediaProperties;
    const data = callVariables.filter(({ value }) => value !== '');
    const allowed = shownActions.filter(({ action }) => mine?.actions.includes(action));
    return html`<article
      class="card call ${mine?.state ?? ''}"
      data-testid="call"
      aria-label="Call ${direction === 'in' ? 'from' : 'to'} ${who}, ${words.text}"
    >
      <div class="row spread">
        <div class="grow">
          <div class="small quiet">${direction === 'in' ? 'From' : 'To'}${queueName ? ` · ${queueName}` : nothing}</div>
          <div class="who">${who}</div>
          ${others.map(
            ({ mediaAddress, state: theirs }) =>
              html`<div class="small quiet">with ${mediaAddress} · ${participantStateWords[theirs].text}</div>`,
          )}
        </div>
        <div class="row">
          <span class="badge ${words.tone}">${words.text}</span>
          <span class="time number" title="Duration of the call">${durationSince(since, this.desktop.now())}</span>
        </div>
      </div>
      ${
        this.desktop.view.doubtfulCalls.some(({ dialogId }) => dialogId === dialog.id)
          ? doubtNote(incompleteCallWords)
          : nothing
      }
      ${
        data.length > 0
          ? html`<dl class="data">
              ${data.map(
                ({ name, value }) =>
                  html`<div>
                    <dt>${variableLabel(name)}</dt>
                    <dd>${value}</dd>
                  </div>`,
              )}
            </dl>`
          : nothing
      }
      <div class="row actions">
        ${allowed.map(
          ({ action, label, testId, kind }) =>
            html`<button
              class=${kind}
              data-testid=${testId}
              aria-label="${label} the call with ${who}"
              aria-describedby=${connected ? nothing : 'why'}
              aria-disabled=${String(!connected || this.busy.has(`${dialog.id} ${action}`))}
              @click=${() => this.act(dialog.id, action)}
            >
              ${label}
            </button>`,
        )}
        ${
          mine?.actions.includes('UPDATE_CALL_DATA')
            ? html`<div class="wrap-up" data-draft="off">
                <label for="wrap-up-${dialog.id}">Wrap-up reason</label>
                <input
                  id="wrap-up-${dialog.id}"
                  name="wrapUpReason"
                  data-testid="wrap-up"
                  list="wrap-up-suggestions"
                  autocomplete="off"
                  .value=${wrapUpReason}
                  ?readonly=${!connected}
                  aria-describedby=${connected ? nothing : 'why'}
                  @change=${(event: Event) => this.wrapUp(dialog.id, wrapUpReason, event)}
                />
              </div>`
            : nothing
        }
      </div>
    </article>`;
  }

  private dialForm() {
    const { connected } = this.desktop;
    return html`<form class="dial" @submit=${this.dial}>
        <div class="row">
          <div class="grow">
            <label for="dial-number">Make a call</label>
            <input
              id="dial-number"
              name="dialNumber"
              type="tel"
              autocomplete="off"
              placeholder="Number"
              data-testid="dial-number"
            />
          </div>
          <button
            class="primary"
            data-testid="dial"
            aria-disabled=${String(!connected || this.busy.has('dial'))}
            aria-describedby=${connected ? nothing : 'why'}
          >
            Call
          </button>
        </div>
      </form>
      <details>
        <summary>Keypad</summary>
        <div class="keys" role="group" aria-label="Keypad">
          ${keys.map((key) => html`<button type="button" @click=${() => this.press(key)}>${key}</button>`)}
        </div>
      </details>
      <datalist id="wrap-up-suggestions">
        ${wrapUpSuggestions.map((reason) => html`<option value=${reason}></option>`)}
      </datalist>`;
  }

  private async run(name: string, command: () => ReturnType<typeof this.desktop.actions.makeCall>): Promise<boolean> {
    if (!this.desktop.connected || this.busy.has(name)) return false;
    this.busy = new Set([...this.busy, name]);
    this.trouble = '';
    const trouble = await tellOutcome(command());
    this.busy = new Set([...this.busy].filter((one) => one !== name));
    this.trouble = trouble ?? '';
    return trouble === undefined;
  }

  private act(dialogId: string, action: DialogAction): void {
    void this.run(`${dialogId} ${action}`, () => this.desktop.actions.callAction(dialogId, action));
  }

  private wrapUp(dialogId: string, before: string, event: Event): void {
    const { value } = event.target as HTMLInputElement;
    if (value === before) return;
    void this.run(`${dialogId} wrap-up`, () => this.desktop.actions.updateCallData(dialogId, { wrapUpReason: value }));
  }

  private press(key: string): void {
    this.numberField.value += key;
    this.numberField.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  private async dial(event: Event): Promise<void> {
    event.preventDefault();
    const number = dialable(this.numberField.value);
    if (number === undefined) {
      this.trouble = 'A number has digits, *, # and perhaps a leading +.';
      this.numberField.focus();
      return;
    }
    if (await this.run('dial', () => this.desktop.actions.makeCall(number))) this.numberField.value = '';
  }
}
