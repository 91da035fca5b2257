/** Tones in the order of the keys: one batch under way at a time, what is pressed meanwhile goes out with the next. */
import { tellOutcome, type CommandOutcome } from '../../src/gadget/index.ts';

export interface ToneLine {
  readonly dialogId: string;
  /** What has gone out and was not refused. */
  readonly sent: string;
}

type Send = (dialogId: string, tones: string) => Promise<CommandOutcome>;

export class ToneSender {
  readonly #send: Send;
  readonly #tell: (line: ToneLine, trouble: string) => void;
  #waiting = '';
  #busy: string | undefined;
  #line: ToneLine = { dialogId: '', sent: '' };

  constructor(send: Send, tell: (line: ToneLine, trouble: string) => void) {
    this.#send = send;
    this.#tell = tell;
  }

  press(dialogId: string, key: string): void {
    if (this.#line.dialogId !== dialogId) {
      this.#line = { dialogId, sent: '' };
      this.#waiting = '';
    }
    this.#waiting += key;
    if (this.#busy !== dialogId) void this.#flush(dialogId);
  }

  async #flush(dialogId: string): Promise<void> {
    this.#busy = dialogId;
    while (this.#waiting !== '' && this.#line.dialogId === dialogId) {
      const tones = this.#waiting.slice(0, 32);
      this.#waiting = this.#waiting.slice(32);
      const outcome = this.#send(dialogId, tones).then((one): CommandOutcome => {
        // That nobody can tell is how it is with tones, and no trouble.
        return one.outcome === 'unknown' ? { outcome: 'applied' } : one;
      });
      const refusal = (await tellOutcome(outcome)) ?? '';
      if (this.#line.dialogId !== dialogId) break;
      if (refusal !== '') this.#waiting = '';
      else this.#line = { dialogId, sent: (this.#line.sent + tones).slice(-20) };
      this.#tell(this.#line, refusal);
    }
    if (this.#busy === dialogId) this.#busy = undefined;
  }
}
