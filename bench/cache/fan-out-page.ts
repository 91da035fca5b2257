/**
 * Runs in the pages and, as text, in the core's worker: when an event came in there, and when each gadget here had it in its
 * document. Times are wall clock, ms; each page knows by how much its clock is ahead of the worker's.
 */

export interface FanOutDoor {
  /** Gadgets that are there and have drawn themselves once. */
  readonly ready: () => number;
  /** By the worker's clock: when the last of this page's gadgets showed `text`. Waits for it. */
  readonly shown: (text: string, gadgets: number) => Promise<number>;
  /** The agent hangs up. Resolves when the call is gone, and what was kept because of it is on its way. */
  readonly end: () => Promise<void>;
  /** Resolves when all that has changed in this page so far is drawn. Only for a page that draws. */
  readonly drawn: () => Promise<void>;
  /** By the worker's clock: when the first event with `text` came in. */
  readonly heardAt: (text: string) => Promise<number | undefined>;
  /** Compares the clocks. */
  readonly setClock: () => Promise<void>;
}

declare global {
  interface Window {
    fanOutBench: FanOutDoor;
  }
}

/** Put in front of the core worker's script. Hears every message before the product does, and costs it next to nothing. */
export const workerPrelude = `{
const heard = [];
const channel = new BroadcastChannel('bench-fan-out');
const now = () => performance.timeOrigin + performance.now();
const listen = MessagePort.prototype.addEventListener;
MessagePort.prototype.addEventListener = function (type, listener, options) {
  if (type === 'message') listen.call(this, type, ({ data }) => {
    if (data?.type === 'xmpp' && data.frame?.kind === 'item') heard.push({ at: now(), xml: data.frame.xml });
  });
  return listen.call(this, type, listener, options);
};
channel.onmessage = ({ data }) => {
  if (data.ask === 'clock') channel.postMessage({ id: data.id, at: now() });
  if (data.ask === 'heard') channel.postMessage({ id: data.id, at: heard.find(({ xml }) => xml.includes(data.text))?.at });
};
}
`;

/** In each page, before anything else. */
export function watchGadgets(): void {
  if (window.top !== window) return;
  const wallNow = (): number => performance.timeOrigin + performance.now();
  const channel = new BroadcastChannel('bench-fan-out');
  const roots = new Map<ShadowRoot, Map<string, number>>();
  const newest = (root: ShadowRoot): string => root.querySelector('[data-testid="past-call"]')?.textContent ?? '';
  let ahead = 0;
  const soon = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  /** Ms. Calls come minutes apart: the next one shall not meet what is written after this one, up to 100 ms later. */
  const keptWithin = 120;
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    if (this.localName === 'us-call-history') {
      const shown = new Map<string, number>();
      roots.set(root, shown);
      new MutationObserver(() => {
        const number = /55\d{5}/.exec(newest(root))?.[0];
        if (number !== undefined && !shown.has(number)) shown.set(number, wallNow());
      }).observe(root, { childList: true, characterData: true, subtree: true });
    }
    return root;
  };
  const ask = (question: object): Promise<number | undefined> =>
    new Promise((resolve) => {
      const id = Math.random();
      const answered = ({ data }: MessageEvent<{ readonly id?: number; readonly at?: number }>): void => {
        if (data.id !== id || 'ask' in data) return;
        channel.removeEventListener('message', answered);
        resolve(data.at);
      };
      channel.addEventListener('message', answered);
      channel.postMessage({ ...question, id });
    });
  window.fanOutBench = {
    ready: () => [...roots.keys()].filter((root) => root.querySelector('.body') !== null).length,
    async shown(text, gadgets) {
      const deadline = performance.now() + 60_000;
      while (performance.now() < deadline) {
        const times = [...roots.values()].map((shown) => shown.get(text)).filter((at) => at !== undefined);
        if (times.length >= gadgets) return Math.max(...times) - ahead;
        await soon(5);
      }
      throw new Error(`never seen: ${text} in ${gadgets} gadgets`);
    },
    async end() {
      const deadline = performance.now() + 60_000;
      await window.understudy.lab.do('hang-up', { agent: '1001' });
      while (performance.now() < deadline) {
        if (window.understudy.view()?.dialogs.length === 0) return soon(keptWithin);
        await soon(5);
      }
      throw new Error('never seen: the end of the call');
    },
    // The first frame's callbacks come before it is drawn, the second's after that.
    drawn: () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
    heardAt: (text) => ask({ ask: 'heard', text }),
    async setClock() {
      let best = Infinity;
      for (let look = 0; look < 20; look += 1) {
        const before = wallNow();
        const there = await ask({ ask: 'clock' });
        const after = wallNow();
        if (there === undefined || after - before >= best) continue;
        best = after - before;
        ahead = (before + after) / 2 - there;
      }
    },
  };
}
