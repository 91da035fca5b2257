/**
 * Phone books of the agent's team and of everybody: searched here, called by a button. They are configuration, hence read
 * once per sign-in, when the gadget is first seen; kept, they can be read while nothing is connected.
 */
import {
  AgeController,
  Gadget,
  NodeResource,
  SliceController,
  customElement,
  html,
  kept,
  sdkTexts,
  nothing,
  repeat,
  state,
  tellOutcome,
  type Contact,
  type PhoneBook,
} from '../../src/gadget/index.ts';
import { find, mostShown, nameOf, type FoundBook } from './search.ts';
import { words } from './words.ts';

interface Read {
  /** The sign-in for which they were read. */
  readonly occasion: string;
  /** Ms since 1970, by the node's clock. */
  readonly at: number;
  readonly books: readonly PhoneBook[];
}

@customElement('us-phone-book')
export default class PhoneBookGadget extends Gadget {
  @kept({ version: 1 }) read: Read | undefined;
  @state() private searched = '';
  /** The number whose call is awaited. */
  @state() private dialling: string | undefined;
  @state() private trouble = '';
  @state() private told = '';

  /** Calls and states come and go without this being rendered. */
  protected readonly signIn = new SliceController(this, ({ session }) => session?.signedInAt);
  private readonly age = new AgeController(this, () => this.read?.at);
  private readonly books = new NodeResource(this, {
    path: ({ agent }) => `/finesse/api/User/${encodeURIComponent(agent.loginId)}/PhoneBooks`,
    occasion: ({ view }) => String(view.session?.signedInAt ?? ''),
    have: () => this.read?.occasion,
    take: (payload, occasion) => {
      if (payload.kind !== 'PhoneBooks' && payload.kind !== 'Empty') throw new Error(`no phone books: ${payload.kind}`);
      this.read = { occasion, at: this.desktop.now(), books: payload.kind === 'Empty' ? [] : payload.value };
    },
  });

  override render() {
    const { read } = this;
    return html`<div class="body">
      ${read ? this.contents(read.books) : this.nothingYet()}
      <p class="small trouble" role="alert" data-testid="phone-book-trouble">${this.trouble || this.books.trouble}</p>
      <p class="sr-only" role="status" data-testid="phone-book-told">${this.told}</p>
      <p id="why" class="small quiet" ?hidden=${this.desktop.connected}>${sdkTexts.notConnected}</p>
      <div class="row spread">
        <span class="small quiet">${read ? words.readAt(this.age.words ?? '') : nothing}</span>
        <button
          data-testid="phone-book-again"
          aria-disabled=${String(!this.desktop.connected || this.books.state === 'reading')}
          aria-describedby=${this.desktop.connected ? nothing : 'why'}
          @click=${() => this.books.again()}
        >
          ${words.again}
        </button>
      </div>
    </div>`;
  }

  private nothingYet() {
    const isReading = this.books.state === 'reading' || this.books.state === 'waiting';
    return html`<p class="empty">${isReading ? words.reading : words.nothingYet}</p>`;
  }

  private contents(books: readonly PhoneBook[]) {
    const found = find(books, this.searched);
    if (found.all === 0) return html`<p class="empty">${words.empty}</p>`;
    return html`<div>
        <label for="search">${words.search}</label>
        <input
          id="search"
          type="search"
          name="phoneBookSearch"
          autocomplete="off"
          data-testid="phone-book-search"
          placeholder=${words.placeholder}
          @input=${(event: Event) => (this.searched = (event.target as HTMLInputElement).value.trim())}
        />
      </div>
      <p class="small quiet" role="status" data-testid="phone-book-count">${words.found(found.count, found.all)}</p>
      ${found.count === 0 ? html`<p class="empty">${words.noMatch(this.searched)}</p>` : nothing}
      ${repeat(
        found.books,
        ({ name }) => name,
        (book) => this.book(book),
      )}
      ${found.count > mostShown ? html`<p class="small quiet">${words.shownFirst(mostShown)}</p>` : nothing}`;
  }

  private book({ name, contacts }: FoundBook) {
    return html`<div>
      <h3 translate="no">${name}</h3>
      <ul class="plain lined" aria-label=${name} translate="no">
        ${repeat(
          contacts,
          ({ uri, phoneNumber }) => `${uri} ${phoneNumber}`,
          (contact) => this.contact(contact),
        )}
      </ul>
    </div>`;
  }

  private contact(contact: Contact) {
    const name = nameOf(contact);
    const { connected } = this.desktop;
    return html`<li data-testid="contact">
      <div>
        <div class="name">${name}</div>
        <div class="small quiet number">
          ${contact.phoneNumber}${contact.description ? ` · ${contact.description}` : nothing}
        </div>
      </div>
      <button
        translate="yes"
        data-testid="call-contact"
        aria-label=${words.callTo(name, contact.phoneNumber)}
        aria-disabled=${String(!connected || this.dialling !== undefined)}
        aria-describedby=${connected ? nothing : 'why'}
        @click=${() => this.call(name, contact.phoneNumber)}
      >
        ${words.call}
      </button>
    </li>`;
  }

  private async call(name: string, number: string): Promise<void> {
    if (!this.desktop.connected || this.dialling !== undefined) return;
    this.dialling = number;
    this.trouble = '';
    this.told = words.calling(name);
    const trouble = await tellOutcome(this.desktop.actions.makeCall(number));
    this.trouble = trouble ?? '';
    if (trouble !== undefined) this.told = '';
    this.dialling = undefined;
  }
}
