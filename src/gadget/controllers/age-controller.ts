/** How old what is shown has become, in words that are rendered anew only when they change. Knows no data. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DesktopHandle } from '../contract.ts';
import { timeOfDay } from '../durations.ts';
import { plural, said } from '../locale.ts';

type Host = ReactiveControllerHost & { readonly desktop: DesktopHandle };

/** Real ms between two looks; a faster simulated clock skips words. */
const lookEveryMs = 1_000;

const counted = (
  count: number,
  { one, other }: { readonly one: string; readonly other: (count: number) => string },
): string => plural(count, { one, other: other(count) });

/** `just now` up to ten seconds, then tens of seconds, minutes, hours, days. A clock that is behind reads as now. */
export const ageWords = said('sdk.age', (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 10) return 'just now';
  if (seconds < 60)
    return counted(Math.floor(seconds / 10) * 10, { one: '1 second ago', other: (count) => `${count} seconds ago` });
  if (seconds < 3_600)
    return counted(Math.floor(seconds / 60), { one: '1 minute ago', other: (count) => `${count} minutes ago` });
  if (seconds < 86_400)
    return counted(Math.floor(seconds / 3_600), { one: '1 hour ago', other: (count) => `${count} hours ago` });
  return counted(Math.floor(seconds / 86_400), { one: '1 day ago', other: (count) => `${count} days ago` });
});

/** `readonly age = new AgeController(this, () => this.read?.at)` in a gadget: `age.words` is `14:05, 3 minutes ago`. */
export class AgeController implements ReactiveController {
  readonly #host: Host;
  readonly #at: () => number | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #shown: string | undefined;

  /** `at`: when it was read, in ms since 1970 by the node's clock (`desktop.now()`); `undefined`: never. */
  constructor(host: Host, at: () => number | undefined) {
    this.#host = host;
    this.#at = at;
    host.addController(this);
  }

  /** When, and how long ago; `undefined` when never. */
  get words(): string | undefined {
    const at = this.#at();
    if (at === undefined) return undefined;
    const now = this.#host.desktop.now();
    return `${timeOfDay(at, now)}, ${ageWords(now - at)}`;
  }

  hostConnected(): void {
    this.#timer ??= setInterval(() => {
      // Before the first render there is nothing that could be out of date.
      if (this.#shown !== undefined && this.words !== this.#shown) this.#host.requestUpdate();
    }, lookEveryMs);
  }

  hostUpdated(): void {
    this.#shown = this.words;
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
