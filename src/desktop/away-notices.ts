/**
 * Notifications of the system while this tab is hidden: a call that rings, a move, a forced logout, whatever the desktop has
 * to say that an agent in another window would miss. Asked for by the agent's own press of a button, never at start; kept per browser,
 * as the browser keeps its permission. Says what the banner and the toasts say, in the same words.
 */
import type { DesktopView, Notice } from '../core/view.ts';
import { arrivalsOf } from './arrivals.ts';
import { noticeText } from './messages.ts';

export const awayStates = ['not-offered', 'blocked', 'off', 'on'] as const;
/** `not-offered`: this browser has none. `blocked`: the browser's settings for this site say no. */
export type AwayState = (typeof awayStates)[number];

/** What of the browser this needs. */
export interface AwayBrowser {
  readonly permission: () => NotificationPermission | undefined;
  readonly ask: () => Promise<NotificationPermission>;
  readonly hidden: () => boolean;
  /** The tag lets several tabs of one agent show one notification. */
  readonly show: (title: string, options: { readonly body: string; readonly tag: string }) => { close(): void };
  readonly onVisible: (listener: () => void) => () => void;
  readonly read: () => string | null;
  readonly write: (value: string | undefined) => void;
}

export class AwayNotices {
  readonly #browser: AwayBrowser;
  readonly #changed: () => void;
  readonly #stop: () => void;
  #open: { close(): void }[] = [];
  /** Told, or seen by somebody who was there. */
  #newest: number | undefined;
  /** Calls and tasks that wait for an answer now, by id. */
  #waiting: ReadonlySet<string> = new Set();

  constructor(browser: AwayBrowser, changed: () => void) {
    this.#browser = browser;
    this.#changed = changed;
    this.#stop = browser.onVisible(() => this.#closeAll());
  }

  get state(): AwayState {
    const permission = this.#browser.permission();
    if (permission === undefined) return 'not-offered';
    if (permission === 'denied') return 'blocked';
    return permission === 'granted' && this.#browser.read() === 'on' ? 'on' : 'off';
  }

  /** Only from a press of the agent's: browsers ask nobody else. */
  async toggle(): Promise<void> {
    if (this.state === 'on') this.#browser.write(undefined);
    else if (this.state === 'off') {
      const permission = await this.#browser.ask().catch(() => 'default' as const);
      if (permission === 'granted') this.#browser.write('on');
    }
    this.#changed();
  }

  /** After each change of the view. */
  follow(view: DesktopView): void {
    const notices = [...(view.banner ? [view.banner] : []), ...view.toasts];
    const newest = Math.max(this.#newest ?? 0, ...notices.map(({ id }) => id));
    // What stood there when the page came is no news.
    const news = this.#newest === undefined ? [] : notices.filter(({ id }) => id > (this.#newest ?? 0));
    const arrivals = arrivalsOf(view);
    const came = this.#newest === undefined ? [] : arrivals.filter(({ id }) => !this.#waiting.has(id));
    this.#waiting = new Set(arrivals.map(({ id }) => id));
    this.#newest = newest;
    if (!this.#browser.hidden() || this.state !== 'on') return;
    for (const { id, text } of came) this.#show(text, `understudy-arrival-${id}`);
    for (const notice of news) {
      const tag = notice.kind === 'banner' ? 'understudy-banner' : `understudy-${notice.id}`;
      if (isWorthAnInterruption(notice)) this.#show(noticeText(notice), tag);
    }
  }

  dispose(): void {
    this.#stop();
    this.#closeAll();
  }

  #show(body: string, tag: string): void {
    try {
      this.#open.push(this.#browser.show('Understudy', { body, tag }));
    } catch {
      // Some systems let only service workers show any; the page says it all as before.
    }
  }

  #closeAll(): void {
    for (const shown of this.#open) shown.close();
    this.#open = [];
  }
}

/** The steps in between are for those who watch. */
function isWorthAnInterruption({ key, level, kind }: Notice): boolean {
  if (kind === 'toast') return key !== 'media-in-work' || level !== 'info';
  return level === 'warning' || level === 'error' || key === 'moved' || key === 'reconnected';
}

const storageKey = 'understudy:away-notices';

export function pageBrowser(): AwayBrowser {
  // The browser asks another process each time; the shell wants to know at every rendering.
  let known: NotificationPermission | undefined;
  let watched: PermissionStatus | undefined;
  const forget = (): void => (known = undefined);
  (navigator as Partial<Navigator>).permissions
    ?.query({ name: 'notifications' })
    .then((status) => {
      watched = status;
      status.onchange = forget;
    })
    .catch(() => undefined);
  return {
    permission() {
      if (!('Notification' in window)) return undefined;
      if (!watched) return Notification.permission;
      return (known ??= Notification.permission);
    },
    ask: () => Notification.requestPermission().finally(forget),
    hidden: () => document.visibilityState === 'hidden',
    show(title, options) {
      const shown = new Notification(title, { ...options, lang: document.documentElement.lang, icon: 'icons/192.png' });
      shown.addEventListener('click', () => {
        window.focus();
        shown.close();
      });
      return shown;
    },
    onVisible(listener) {
      const look = (): void => {
        if (document.visibilityState === 'visible') listener();
      };
      document.addEventListener('visibilitychange', look);
      return () => document.removeEventListener('visibilitychange', look);
    },
    read() {
      try {
        return localStorage.getItem(storageKey);
      } catch {
        return null;
      }
    },
    write(value) {
      try {
        if (value === undefined) localStorage.removeItem(storageKey);
        else localStorage.setItem(storageKey, value);
      } catch {
        // Storage is forbidden: then it cannot be switched on.
      }
    },
  };
}
