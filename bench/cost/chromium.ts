/**
 * A Chromium with a fresh profile on disk, spoken to by its own protocol and nothing between: a driver that prepares every
 * frame for scripts would be paid by the frames that are measured. Knows nothing of what the page shows.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { chromiumFlags, findChromium } from '../../tools/browser.mjs';

/** Generous: the machine may be busy. */
const patienceMs = 60_000;

export interface Tab {
  /** Rejects with the browser's own words, or after a minute. */
  send<Result = Readonly<Record<string, unknown>>>(method: string, params?: object): Promise<Result>;
  /** The value that an expression, or its promise, has in the page. */
  evaluate<Value>(expression: string): Promise<Value>;
}

export interface Chromium {
  readonly version: string;
  readonly tab: Tab;
  close(): Promise<void>;
}

interface Reply {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
}

export async function openChromium(): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), 'understudy-cost-'));
  const process = spawn(
    await findChromium(),
    [
      ...chromiumFlags,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--window-size=1280,800',
      '--no-default-browser-check',
      '--password-store=basic',
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const isRunning = (): boolean => process.exitCode === null && process.signalCode === null;
  const end = async (): Promise<void> => {
    if (isRunning()) {
      const gone = once(process, 'exit');
      const impatient = setTimeout(() => process.kill('SIGKILL'), 10_000);
      await gone;
      clearTimeout(impatient);
    }
    // Its last process may still write.
    await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  try {
    const socket = new WebSocket(await addressOf(process), { maxPayload: 512 * 2 ** 20 });
    await once(socket, 'open');
    const send = sender(socket);
    const { product } = (await send('Browser.getVersion')) as { readonly product: string };
    const { targetInfos } = (await send('Target.getTargets')) as {
      readonly targetInfos: readonly { readonly targetId: string; readonly type: string }[];
    };
    const targetId = targetInfos.find(({ type }) => type === 'page')?.targetId;
    const { sessionId } = (await send('Target.attachToTarget', { targetId, flatten: true })) as {
      readonly sessionId: string;
    };
    const tab: Tab = {
      send: <Result>(method: string, params?: object) => send(method, params, sessionId) as Promise<Result>,
      async evaluate<Value>(expression: string) {
        const params = { expression, awaitPromise: true, returnByValue: true };
        const { result, exceptionDetails } = await tab.send<Evaluated>('Runtime.evaluate', params);
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value as Value;
      },
    };
    const version = product.split('/')[1] ?? product;
    return {
      version,
      tab,
      async close() {
        await send('Browser.close').catch(() => process.kill('SIGKILL'));
        socket.terminate();
        await end();
      },
    };
  } catch (error) {
    process.kill('SIGKILL');
    await end();
    throw error;
  }
}

/** Chromium writes it to its error output when it is ready to be spoken to. */
function addressOf({ stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stderr?.on('data', (chunk: Buffer) => {
      text = `${text}${chunk.toString()}`.slice(-10_000);
      const found = /DevTools listening on (ws:\S+)/.exec(text);
      if (found?.[1]) resolve(found[1]);
    });
    stderr?.on('close', () => reject(new Error(`Chromium ended before it could be spoken to: ${text.trim()}`)));
  });
}

function sender(socket: WebSocket): (method: string, params?: object, sessionId?: string) => Promise<object> {
  const waiting = new Map<number, { resolve(value: object): void; reject(cause: Error): void }>();
  let last = 0;
  socket.on('message', (data: Buffer) => {
    const { id, result, error } = JSON.parse(data.toString()) as Reply;
    const asked = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || !asked) return;
    waiting.delete(id);
    if (error) asked.reject(new Error(error.message));
    else asked.resolve(result ?? {});
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The browser is gone.'));
    waiting.clear();
  });
  return (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      const id = (last += 1);
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new Error(`${method} was not answered within ${patienceMs / 1000} s.`));
      }, patienceMs);
      const done =
        <Value>(settle: (value: Value) => void) =>
        (value: Value) => {
          clearTimeout(timer);
          settle(value);
        };
      waiting.set(id, { resolve: done(resolve), reject: done(reject) });
      socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
    });
}
