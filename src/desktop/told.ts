/**
 * What the shell tells in toasts: the core's notices in words, and what the shell has to say itself. A notice of the core is
 * dismissed in all tabs, what the shell said only here. Draws nothing; `toasts.ts` does.
 */
import type { Notice } from '../core/view.ts';
import { noticeText } from './messages.ts';
import type { Toast } from './toasts.ts';

export interface ToldOptions {
  /** What the core has to tell now. */
  readonly notices: () => readonly Notice[];
  /** Dismisses one of them. */
  readonly read: (noticeId: number) => void;
  readonly changed: () => void;
}

export class Told {
  readonly #options: ToldOptions;
  #own: readonly Toast[] = [];
  #count = 0;

  constructor(options: ToldOptions) {
    this.#options = options;
  }

  get toasts(): readonly Toast[] {
    const ofCore = this.#options.notices().map((notice): Toast => ({
      id: `core-${notice.id}`,
      level: notice.level,
      text: noticeText(notice),
    }));
    return [...ofCore, ...this.#own];
  }

  say(level: Toast['level'], text: string): void {
    this.#count += 1;
    this.#show([...this.#own, { id: `own-${this.#count}`, level, text }]);
  }

  readonly dismiss = (id: string): void => {
    const ofCore = /^core-(\d+)$/.exec(id)?.[1];
    if (ofCore === undefined) this.#show(this.#own.filter((toast) => toast.id !== id));
    else this.#options.read(Number(ofCore));
  };

  #show(own: readonly Toast[]): void {
    this.#own = own;
    this.#options.changed();
  }
}
