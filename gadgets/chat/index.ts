/**
 * Desktop chat: contacts with their statuses, conversations, and what a failover did to them (CH-1). What is being written
 * is kept by the desktop, apart for each conversation; it goes only when the service has taken the message. Chat does not
 * need a node: it can be used while the desktop looks for one.
 */
import {
  CommandController,
  Gadget,
  customElement,
  draftDoneEvent,
  gadgetStyles,
  fill,
  html,
  kept,
  live,
  nothing,
  query,
  repeat,
  state,
  timeOfDay,
  type ChatEntry,
  type ChatStatus,
  type ChatView,
} from '../../src/gadget/index.ts';
import { isSaid, latestHeard, peopleOf, type PersonRow, type ReadMarks } from './people.ts';
import { chatStyles } from './styles.ts';
import { linkWords, markWords, statuses, statusWords, words } from './words.ts';

const noChat: ChatView = { link: 'none', contacts: [], conversations: [] };

@customElement('us-chat')
export default class Chat extends Gadget {
  static override styles = [gadgetStyles, chatStyles];

  /** Login id of whom the open conversation is with. */
  @kept({ follow: false }) subject = '';
  @kept() read: ReadMarks = {};
  @state() private heard = '';
  /** A message by whom it is for. */
  private readonly commands = new CommandController(this);
  @query('.entries') private list!: HTMLElement | null;
  /** The newest message that was there or was announced; undefined until the first look. */
  private heardUpTo: number | undefined;
  /** To whose newest entry the list was scrolled: whoever reads further up is left there. */
  private shownEnd = '';

  private get chat(): ChatView {
    return this.desktop.view.chat ?? noChat;
  }

  protected override desktopChanged(): void {
    const latest = latestHeard(this.chat);
    if (this.heardUpTo !== undefined && latest && latest.id > this.heardUpTo) {
      this.heard = words.newFrom(latest.name, latest.text);
    }
    this.heardUpTo = Math.max(this.heardUpTo ?? 0, latest?.id ?? 0);
    this.markRead();
  }

  override firstUpdated(): void {
    // Shown again after it was on a tab in the background.
    new IntersectionObserver(() => this.desktopChanged()).observe(this);
  }

  override updated(): void {
    const { subject, list } = this;
    const newest = this.chat.conversations.find((one) => one.with === subject)?.entries.at(-1)?.id ?? 0;
    if (!list || this.shownEnd === `${subject} ${newest}`) return;
    this.shownEnd = `${subject} ${newest}`;
    list.scrollTop = list.scrollHeight;
  }

  override render() {
    const { chat } = this;
    const people = peopleOf(chat, this.read);
    const person = people.find(({ user }) => user === this.subject);
    return html`<div class="body">
      <div class="side">
        ${this.ownStatus(chat)}
        <h3>${words.people}</h3>
        ${
          people.length === 0
            ? html`<p class="empty">${words.noPeople}</p>`
            : html`<ul class="plain">
                ${repeat(
                  people,
                  ({ user }) => user,
                  (one) => this.person(one),
                )}
              </ul>`
        }
      </div>
      <div class="panel">
        ${person ? this.conversation(person) : html`<p class="empty">${words.choose}</p>`}
        ${repeat(
          people.filter(({ user }) => user === this.subject || this.commands.isUnderWay(user)),
          ({ user }) => user,
          (one) => this.composer(one, chat),
        )}
        <p class="small trouble" role="alert">${this.commands.trouble}</p>
        <p class="sr-only" role="status" data-testid="chat-heard">${this.heard}</p>
      </div>
    </div>`;
  }

  private ownStatus({ link, status }: ChatView) {
    const why = linkWords[link];
    return html`<div data-draft="off">
        <label for="status">${words.yourStatus}</label>
        <select
          id="status"
          data-testid="chat-status"
          aria-describedby="link"
          ?disabled=${link !== 'open'}
          .value=${live(status ?? 'AVAILABLE')}
          @change=${this.chooseStatus}
        >
          <option value="AVAILABLE" ?selected=${status === 'AVAILABLE'}>${statusWords.AVAILABLE.text}</option>
          <option value="AWAY" ?selected=${status === 'AWAY'}>${statusWords.AWAY.text}</option>
          <option value="BUSY" ?selected=${status === 'BUSY'}>${statusWords.BUSY.text}</option>
        </select>
      </div>
      <p id="link" class="small" role="status" data-testid="chat-link">${why ?? nothing}</p>
      ${
        link === 'elsewhere'
          ? html`<div class="row">
              <button class="primary" data-testid="chat-here" @click=${this.useHere}>${words.useHere}</button>
            </div>`
          : nothing
      }`;
  }

  private person({ user, name, status, unread }: PersonRow) {
    const shown = statusWords[status];
    return html`<li>
      <button
        class="person"
        data-testid="chat-person"
        data-user=${user}
        aria-pressed=${String(user === this.subject)}
        @click=${() => this.choose(user)}
      >
        <span class="name">${name}</span>
        <span class="row">
          ${
            unread > 0
              ? html`<span class="badge info" data-testid="chat-unread"
                  ><span aria-hidden="true">${unread}</span
                  ><span class="sr-only">${words.newMessages(unread)}</span></span
                >`
              : nothing
          }
          <span class="badge ${shown.tone}">${shown.text}</span>
        </span>
      </button>
    </li>`;
  }

  private conversation({ user, name, status, conversation }: PersonRow) {
    const shown = statusWords[status];
    const isActive = conversation?.state === 'active';
    const label = isActive ? words.end : words.remove;
    return html`<div class="row spread">
        <div class="row">
          <h3>${name}</h3>
          <span class="badge ${shown.tone}">${shown.text}</span>
        </div>
        ${
          conversation
            ? html`<button data-testid="chat-close" aria-label="${label}: ${name}" @click=${() => this.close(user)}>
                ${label}
              </button>`
            : nothing
        }
      </div>
      ${
        conversation && conversation.entries.length > 0
          ? html`<ol class="plain entries" tabindex="0" aria-label=${fill(words.conversationWith, { name })}>
              ${repeat(
                conversation.entries,
                ({ id }) => id,
                (entry) => this.entry(entry, name),
              )}
            </ol>`
          : html`<p class="empty">${words.nothingYet}</p>`
      }`;
  }

  private entry(entry: ChatEntry, name: string) {
    const time = timeOfDay(entry.at, this.desktop.now());
    if (!isSaid(entry)) {
      return html`<li class="mark ${entry.kind}" data-testid="chat-mark">${markWords(entry, name)} · ${time}</li>`;
    }
    return html`<li class="entry ${entry.kind}" data-testid="chat-entry">
      <div class="small quiet">${entry.kind === 'mine' ? words.you : name} · ${time}</div>
      <div class="text">${entry.text}</div>
    </li>`;
  }

  private composer({ user, name, status, conversation }: PersonRow, { link }: ChatView) {
    const isThere = conversation?.state === 'active' || status !== 'OFFLINE';
    const why = linkWords[link] ?? (isThere ? undefined : fill(words.offline, { name }));
    const isOff = why !== undefined || this.commands.isUnderWay(user);
    return html`<div class="compose" data-draft-scope=${user} ?hidden=${user !== this.subject}>
      <label for="message-${user}">${words.message} <span class="quiet">· ${name}</span></label>
      <textarea
        id="message-${user}"
        name="chatMessage"
        data-testid="chat-message"
        placeholder=${words.placeholder}
        @keydown=${(event: KeyboardEvent) => this.sendByKey(event, user, isOff)}
      ></textarea>
      <div class="row spread">
        <span id="send-why-${user}" class="small quiet">${why ?? words.kept}</span>
        <button
          class="primary"
          data-testid="chat-send"
          aria-label=${fill(words.sendTo, { name })}
          aria-describedby="send-why-${user}"
          aria-disabled=${String(isOff)}
          @click=${() => (isOff ? undefined : void this.send(user))}
        >
          ${words.send}
        </button>
      </div>
    </div>`;
  }

  private sendByKey(event: KeyboardEvent, user: string, isOff: boolean): void {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!isOff) void this.send(user);
  }

  /** The text stays until the service has taken it: a message that was lost can be sent again. */
  private async send(user: string): Promise<void> {
    const field = this.fieldOf(user);
    const text = field?.value.trim() ?? '';
    if (!field || text === '') return;
    const sent = await this.commands.run(user, () => this.desktop.actions.sendChat(user, text));
    if (!sent || field.value.trim() !== text) return;
    field.value = '';
    field.dispatchEvent(new CustomEvent(draftDoneEvent, { bubbles: true, composed: true }));
  }

  private fieldOf(user: string): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector<HTMLTextAreaElement>(`#message-${CSS.escape(user)}`);
  }

  private choose(user: string): void {
    this.subject = user;
    this.commands.trouble = '';
    this.markRead();
    void this.updateComplete.then(() => this.fieldOf(user)?.focus());
  }

  private chooseStatus(event: Event): void {
    const status = statuses.find((one) => one === (event.target as HTMLSelectElement).value);
    if (status) this.setStatus(status);
  }

  private useHere(): void {
    this.setStatus(this.chat.status ?? 'AVAILABLE');
  }

  private setStatus(status: ChatStatus): void {
    void this.commands.run(`status ${status}`, () => this.desktop.actions.setChatStatus(status));
  }

  private close(user: string): void {
    void this.commands.run(`close ${user}`, () => this.desktop.actions.closeChat(user));
  }

  private isSeen(): boolean {
    return this.isConnected && document.visibilityState === 'visible' && this.offsetParent !== null;
  }

  /** What is on show. Looks last: the browser would lay out the page for the answer. */
  private markRead(): void {
    const newest = this.chat.conversations.find((one) => one.with === this.subject)?.entries.at(-1)?.id ?? 0;
    if (newest > (this.read[this.subject] ?? 0) && this.isSeen()) this.read = { ...this.read, [this.subject]: newest };
  }
}
