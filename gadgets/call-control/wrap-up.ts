/** The choice of a wrap-up reason: the administrator's words, or free text while they are not known. */
import { html, live, nothing, type Gadget } from '../../src/gadget/index.ts';
import { words } from './words.ts';

export interface WrapUpContext {
  readonly dialogId: string;
  /** What is chosen, or what the call has. */
  readonly shown: string;
  /** `undefined`: could not be read, so anything can be written. */
  readonly reasons: readonly string[] | undefined;
  readonly connected: boolean;
  readonly why: string;
}

export function wrapUpField(
  { dialogId, shown, reasons, connected, why }: WrapUpContext,
  choose: (event: Event) => void,
) {
  const id = `wrap-up-${dialogId}`;
  const known = reasons === undefined || shown === '' || reasons.includes(shown) ? reasons : [...reasons, shown];
  return html`<div class="wrap-up" data-draft="off">
    <label for=${id}>${words.wrapUp}</label>
    ${
      known
        ? html`<select
            id=${id}
            name="wrapUpReason"
            data-testid="wrap-up"
            aria-disabled=${String(!connected)}
            aria-describedby=${why || nothing}
            @change=${choose}
          >
            ${['', ...known].map(
              (reason) =>
                html`<option
                  translate=${reason === '' ? 'yes' : 'no'}
                  value=${reason}
                  .selected=${live(reason === shown)}
                >
                  ${reason || words.noReason}
                </option>`,
            )}
          </select>`
        : html`<input
            id=${id}
            name="wrapUpReason"
            data-testid="wrap-up"
            autocomplete="off"
            maxlength="39"
            .value=${shown}
            ?readonly=${!connected}
            aria-describedby=${why || nothing}
            @change=${choose}
          />`
    }
  </div>`;
}

/** What was chosen and has not come out yet. */
export class WrapUpChoices {
  readonly #host: Gadget;
  readonly #send: (dialogId: string, reason: string) => Promise<boolean>;
  readonly #chosen = new Map<string, string>();

  constructor(host: Gadget, send: (dialogId: string, reason: string) => Promise<boolean>) {
    this.#host = host;
    this.#send = send;
  }

  of(dialogId: string): string | undefined {
    return this.#chosen.get(dialogId);
  }

  /** Arrow keys in a closed list choose at each step: the last choice goes out when the one before has come out. */
  choose(dialogId: string, reason: string): void {
    const isUnderWay = this.#chosen.has(dialogId);
    this.#chosen.set(dialogId, reason);
    this.#host.requestUpdate();
    if (!isUnderWay) void this.#sendAll(dialogId);
  }

  async #sendAll(dialogId: string): Promise<void> {
    for (let sent: string | undefined; ;) {
      const next = this.#chosen.get(dialogId);
      if (next === undefined || next === sent) break;
      sent = next;
      if (!(await this.#send(dialogId, sent))) break;
    }
    this.#chosen.delete(dialogId);
    this.#host.requestUpdate();
  }
}
