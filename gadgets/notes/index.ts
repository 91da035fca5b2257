/**
 * Notes per call. The text being written is kept by the desktop (nothing here does it), apart for each call by
 * `data-draft-scope`; this gadget keeps the saved notes and which subjects have unsaved text.
 */
import {
  Gadget,
  css,
  customElement,
  draftDoneEvent,
  gadgetStyles,
  html,
  kept,
  keyed,
  nothing,
  query,
  repeat,
  state,
  timeOfDay,
  fill,
} from '../../src/gadget/index.ts';
import { migrateNotes, noCall, type Note, type Subject } from './note.ts';
import { words } from './words.ts';

@customElement('us-notes')
export default class Notes extends Gadget {
  static override styles = [
    gadgetStyles,
    css`
      .subject {
        border-radius: var(--us-radius-pill);
        font-weight: 400;
      }
      .subject[aria-pressed='true'] {
        border-color: var(--us-accent);
        background: var(--us-accent-soft);
        color: var(--us-accent);
        font-weight: var(--us-weight-strong);
      }
      form {
        display: grid;
        gap: var(--us-space-3);
      }
      form > label {
        margin-bottom: calc(-1 * var(--us-space-2));
      }
      textarea {
        min-height: 7rem;
      }
      .text {
        margin-top: var(--us-space-1);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .unsaved::after {
        content: ' •';
      }
    `,
  ];

  @kept({ version: 2, migrate: migrateNotes }) notes: readonly Note[] = [];
  /** What is written about now. */
  @kept({ follow: false }) subject: Subject = noCall;
  /** Subjects with text that was not saved; they stay in reach when their call has ended. */
  @kept() unsaved: readonly Subject[] = [];
  @state() private told = '';
  @query('textarea') private field!: HTMLTextAreaElement;

  /** Calls that this element has turned to, or has been turned away from by hand. */
  private knownCalls: ReadonlySet<string> | undefined;

  /** Turns to a new call by itself, but never away from text that is being written, nor from a choice of the agent. */
  protected override desktopChanged(): void {
    const calls = this.calls();
    const isUp = calls.some(({ id }) => id === this.subject.id);
    // After a reload the subject that was kept is as good as chosen.
    const fresh = this.knownCalls || !isUp ? calls.find(({ id }) => !this.knownCalls?.has(id)) : undefined;
    this.knownCalls = new Set(calls.map(({ id }) => id));
    if (this.isUnsaved(this.subject)) return;
    if (fresh) this.subject = fresh;
    else if (!isUp && this.subject.id !== noCall.id) this.subject = calls[0] ?? noCall;
  }

  private calls(): Subject[] {
    const { dialogs, agent } = this.desktop;
    return dialogs.map(({ id, fromAddress, toAddress }) => ({
      id,
      about:
        fromAddress === agent.extension
          ? fill(words.callTo, { who: toAddress })
          : fill(words.callFrom, { who: fromAddress }),
    }));
  }

  private isUnsaved({ id }: Subject): boolean {
    return this.unsaved.some((one) => one.id === id);
  }

  private subjects(): Subject[] {
    const all = [noCall, ...this.calls(), ...this.unsaved, this.subject];
    return all.filter(({ id }, at) => all.findIndex((one) => one.id === id) === at);
  }

  override render() {
    const { id, about } = this.subject;
    const now = this.desktop.now();
    return html`<div class="body">
      <div class="row" role="group" aria-label=${words.about}>
        ${repeat(
          this.subjects(),
          (one) => one.id,
          (one) =>
            html`<button
              class="subject ${this.isUnsaved(one) ? 'unsaved' : ''}"
              data-testid="subject"
              aria-pressed=${String(one.id === id)}
              @click=${() => this.choose(one)}
            >
              ${one.about}${this.isUnsaved(one) ? html`<span class="sr-only">${words.notSaved}</span>` : nothing}
            </button>`,
        )}
      </div>
      <form data-draft-scope=${id} @submit=${this.save}>
        <label for="note">${words.note} <span class="quiet">· ${about}</span></label>
        ${keyed(
          id,
          html`<textarea
            id="note"
            name="note"
            data-testid="note"
            placeholder=${words.placeholder}
            @input=${this.noteInput}
            @keydown=${this.saveByKey}
          ></textarea>`,
        )}
        <div class="row spread">
          <span class="small quiet">${words.kept}</span>
          <button class="primary" data-testid="save-note">${words.saveNote}</button>
        </div>
        <p class="small quiet" role="status">${this.told}</p>
      </form>
      ${
        this.notes.length === 0
          ? nothing
          : html`<h3>${words.savedNotes}</h3>
              <ol class="plain" aria-label=${words.list}>
                ${repeat(
                  this.notes,
                  (note) => note.id,
                  (note) =>
                    html`<li class="card" data-testid="saved-note">
                      <div class="small quiet">
                        ${note.about}${note.at > 0 ? ` · ${timeOfDay(note.at, now)}` : nothing}
                      </div>
                      <div class="text">${note.text}</div>
                    </li>`,
                )}
              </ol>`
      }
    </div>`;
  }

  private choose(subject: Subject): void {
    this.subject = subject;
    void this.updateComplete.then(() => this.field.focus());
  }

  private noteInput(): void {
    const hasText = this.field.value.trim() !== '';
    if (this.told) this.told = '';
    if (hasText === this.isUnsaved(this.subject)) return;
    this.unsaved = hasText ? [...this.unsaved, this.subject] : this.unsaved.filter(({ id }) => id !== this.subject.id);
  }

  private saveByKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.field.form?.requestSubmit();
  }

  private save(event: Event): void {
    event.preventDefault();
    const text = this.field.value.trim();
    if (text === '') {
      this.told = words.nothingToSave;
      this.field.focus();
      return;
    }
    const { id: scope, about } = this.subject;
    const at = this.desktop.now();
    this.notes = [{ id: `${at}-${this.notes.length}`, text, at, scope, about }, ...this.notes];
    this.unsaved = this.unsaved.filter(({ id }) => id !== scope);
    this.field.value = '';
    // The form's submit says it too; fired for hosts that keep drafts by this event alone.
    this.field.dispatchEvent(new CustomEvent(draftDoneEvent, { bubbles: true, composed: true }));
    this.told = 'Saved.';
    // Its call may have ended: then the next one is turned to.
    this.desktopChanged();
    void this.updateComplete.then(() => this.field.focus());
  }
}
