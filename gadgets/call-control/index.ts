/**
 * Call control: the agent's calls with parties, data and durations, what may be done with each, and making a call. Which
 * buttons a call has is the node's to say (the agent's own participant names the actions); nothing is guessed here.
 */
import {
  CommandController,
  Gadget,
  KeepsFocus,
  Ticking,
  customElement,
  draftDoneEvent,
  durationSince,
  gadgetStyles,
  fill,
  html,
  kept,
  sdkTexts,
  nothing,
  participantStateWords,
  query,
  repeat,
  state,
  type CommandOutcome,
  type Dialog,
  type DialogAction,
  type MediaPropertiesLayout,
  type Participant,
} from '../../src/gadget/index.ts';
import { actionButtons, otherParty, type ActionContext } from './action-buttons.ts';
import { dataOf, type CallDatum } from './call-data.ts';
import { readConfigured, type Configured } from './configured.ts';
import { dialForm } from './dial-form.ts';
import { doubtNote } from './doubt.ts';
import { failedNote } from './failed.ts';
import { dataList, dataPanel, numberPanel, tonesPanel, type PanelName } from './panels.ts';
import { dialable, partiesOf } from './parties.ts';
import { callStyles } from './styles.ts';
import { ToneSender } from './tone-line.ts';
import { kindOf, words } from './words.ts';
import { WrapUpChoices, wrapUpField } from './wrap-up.ts';

@customElement('us-call-control')
export default class CallControl extends Gadget {
  static override readonly uses = ['calls'] as const;
  static override styles = [gadgetStyles, callStyles];

  @kept() reasons: Configured<readonly string[]> | undefined;
  @kept() layouts: Configured<readonly MediaPropertiesLayout[]> | undefined;
  /** What is open of which call; one at a time. */
  @kept({ follow: false }) open: { readonly dialogId: string; readonly panel: PanelName } | undefined;
  /** By `<dialog id> <action>`. */
  private readonly commands = new CommandController(this);
  @state() private tones = { dialogId: '', sent: '' };
  @query('#dial-number') private numberField!: HTMLInputElement;

  private readonly toneSender = new ToneSender(
    (dialogId, tones) => this.desktop.actions.sendTones(dialogId, tones),
    (line, trouble) => {
      this.tones = line;
      this.commands.trouble = trouble;
    },
  );

  private readonly wrapUps: WrapUpChoices = new WrapUpChoices(this, (dialogId, wrapUpReason) =>
    this.run(`${dialogId} wrap-up`, () => this.desktop.actions.updateCallData(dialogId, { wrapUpReason })),
  );

  constructor() {
    super();
    new Ticking(this);
    new KeepsFocus(this, '.call');
    readConfigured(this);
  }

  private get why(): string {
    return this.desktop.connected ? '' : 'why';
  }

  override render() {
    const { dialogs, connected, view } = this.desktop;
    const voice = dialogs.filter(({ mediaType }) => mediaType === 'Voice' || mediaType === '');
    return html`<div class="body">
      <div class="calls">
        ${view.doubtfulCalls.some(({ why }) => why === 'call-missing') ? doubtNote(words.missingCall) : nothing}
        ${
          voice.length === 0
            ? html`<p class="empty">${words.noCall}</p>`
            : repeat(
                voice,
                ({ id }) => id,
                (dialog) => this.call(dialog),
              )
        }
        <p class="small trouble" role="alert">${this.commands.trouble}</p>
      </div>
      <div class="dial">
        ${dialForm(
          { connected, busy: this.commands.isUnderWay('dial') },
          (event) => void this.dial(event),
          (key) => this.press(key),
        )}
        <p id="why" class="small quiet" ?hidden=${connected}>${sdkTexts.notConnected}</p>
      </div>
    </div>`;
  }

  private call(dialog: Dialog) {
    const { agent, view } = this.desktop;
    const { mine, direction, who, others } = partiesOf(dialog, agent.extension);
    const stateWords = participantStateWords[mine?.state ?? dialog.state];
    const { queueName } = dialog.mediaProperties;
    const kind = kindOf(dialog, direction);
    const context = this.contextOf(dialog);
    const data = dataOf(dialog, this.layouts?.value ?? []);
    return html`<article
      class="card call ${mine?.state ?? ''}"
      data-testid="call"
      aria-label=${fill(direction === 'in' ? words.callFrom : words.callTo, { who, state: stateWords.text })}
    >
      <div class="row spread">
        <div class="grow">
          <div class="small quiet">${kind}${queueName ? ` · ${queueName}` : nothing}</div>
          <div class="who">${who}</div>
          ${others.map((other) =>
            otherParty(
              context,
              other,
              mine?.actions.includes('PARTICIPANT_DROP') === true,
              (name, address) => void this.run(name, () => this.desktop.actions.dropParticipant(dialog.id, address)),
            ),
          )}
        </div>
        <div class="row">
          <span class="badge ${stateWords.tone}">${stateWords.text}</span>
          <span class="time number" title=${words.duration}
            >${durationSince(mine?.startTime ?? '', this.desktop.now())}</span
          >
        </div>
      </div>
      ${view.doubtfulCalls.some(({ dialogId }) => dialogId === dialog.id) ? doubtNote(words.incompleteCall) : nothing}
      ${failedNote(mine)} ${dataList(data)} ${this.buttons(dialog, mine, who, data)} ${this.panel(dialog, mine, data)}
    </article>`;
  }

  private contextOf(dialog: Dialog): ActionContext {
    return { dialog, why: this.why, isOff: (name) => this.isOff(name) };
  }

  private isOff(name: string): boolean {
    return !this.desktop.connected || this.commands.isUnderWay(name);
  }

  private buttons(dialog: Dialog, mine: Participant | undefined, who: string, data: readonly CallDatum[]) {
    const can = (action: DialogAction): boolean => mine?.actions.includes(action) === true;
    const panels: readonly { panel: PanelName; label: string; isThere: boolean }[] = [
      { panel: 'number', label: words.anotherNumber, isThere: can('CONSULT_CALL') || can('TRANSFER_SST') },
      { panel: 'tones', label: words.tones, isThere: can('SEND_DTMF') },
      { panel: 'data', label: words.data, isThere: can('UPDATE_CALL_DATA') && data.some(({ editable }) => editable) },
    ];
    return html`<div class="row actions">
      ${actionButtons(
        this.contextOf(dialog),
        can,
        who,
        (name, action) => void this.run(name, () => this.desktop.actions.callAction(dialog.id, action)),
      )}
      ${panels
        .filter(({ isThere }) => isThere)
        .map(
          ({ panel, label }) =>
            html`<button
              data-testid="open-${panel}"
              aria-expanded=${String(this.isOpen(dialog, panel))}
              @click=${() => this.toggle(dialog, panel)}
            >
              ${label}
            </button>`,
        )}
      ${can('UPDATE_CALL_DATA') ? this.wrapUp(dialog) : nothing}
    </div>`;
  }

  private wrapUp(dialog: Dialog) {
    const { connected } = this.desktop;
    const shown = this.wrapUps.of(dialog.id) ?? dialog.mediaProperties.wrapUpReason;
    const reasons = this.reasons?.value.length ? this.reasons.value : undefined;
    const choose = (event: Event): void => {
      const { value } = event.target as HTMLInputElement;
      if (connected && value !== shown) this.wrapUps.choose(dialog.id, value);
      else this.requestUpdate();
    };
    return wrapUpField({ dialogId: dialog.id, shown, reasons, connected, why: this.why }, choose);
  }

  private isOpen(dialog: Dialog, panel: PanelName): boolean {
    return this.open?.dialogId === dialog.id && this.open.panel === panel;
  }

  private toggle(dialog: Dialog, panel: PanelName): void {
    this.open = this.isOpen(dialog, panel) ? undefined : { dialogId: dialog.id, panel };
  }

  private panel(dialog: Dialog, mine: Participant | undefined, data: readonly CallDatum[]) {
    const can = (action: DialogAction): boolean => mine?.actions.includes(action) === true;
    const context = (name: string) => ({ dialog, why: this.why, off: this.isOff(`${dialog.id} ${name}`) });
    if (this.isOpen(dialog, 'number') && (can('CONSULT_CALL') || can('TRANSFER_SST'))) {
      const able = { consult: can('CONSULT_CALL'), transfer: can('TRANSFER_SST') };
      return numberPanel(context('number'), able, (kind, field) => void this.callTo(dialog.id, kind, field));
    }
    if (this.isOpen(dialog, 'tones') && can('SEND_DTMF')) {
      const sent = this.tones.dialogId === dialog.id ? this.tones.sent : '';
      return tonesPanel(context('tones'), sent, (key) => {
        if (this.desktop.connected) this.toneSender.press(dialog.id, key);
      });
    }
    if (this.isOpen(dialog, 'data') && can('UPDATE_CALL_DATA')) {
      const editable = data.filter((datum) => datum.editable);
      return dataPanel(context('data'), editable, (values, form) => void this.save(dialog.id, editable, values, form));
    }
    return nothing;
  }

  private async run(name: string, command: () => Promise<CommandOutcome>): Promise<boolean> {
    return this.desktop.connected && (await this.commands.run(name, command));
  }

  private number(field: HTMLInputElement): string | undefined {
    const number = dialable(field.value);
    if (number === undefined) {
      this.commands.trouble = words.notANumber;
      field.focus();
    }
    return number;
  }

  private async callTo(dialogId: string, kind: 'consult' | 'transfer', field: HTMLInputElement): Promise<void> {
    const number = this.number(field);
    if (number === undefined) return;
    const { actions } = this.desktop;
    const isDone = await this.run(`${dialogId} number`, () =>
      kind === 'consult' ? actions.consult(dialogId, number) : actions.transferTo(dialogId, number),
    );
    if (!isDone) return;
    field.dispatchEvent(new CustomEvent(draftDoneEvent, { bubbles: true, composed: true }));
    this.close(dialogId);
  }

  private async save(
    dialogId: string,
    data: readonly CallDatum[],
    values: ReadonlyMap<string, string>,
    form: HTMLFormElement,
  ): Promise<void> {
    const callVariables = data
      .map(({ name, value }) => ({ name, value: values.get(name) ?? value, before: value }))
      .filter(({ value, before }) => value !== before)
      .map(({ name, value }) => ({ name, value }));
    const isDone =
      callVariables.length === 0 ||
      (await this.run(`${dialogId} data`, () => this.desktop.actions.updateCallData(dialogId, { callVariables })));
    if (!isDone) return;
    form.dispatchEvent(new CustomEvent(draftDoneEvent, { bubbles: true, composed: true }));
    this.close(dialogId);
  }

  private close(dialogId: string): void {
    if (this.open?.dialogId === dialogId) this.open = undefined;
  }

  private press(key: string): void {
    this.numberField.value += key;
    this.numberField.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  private async dial(event: Event): Promise<void> {
    event.preventDefault();
    const number = this.number(this.numberField);
    if (number === undefined) return;
    if (await this.run('dial', () => this.desktop.actions.makeCall(number))) this.numberField.value = '';
  }
}
