/**
 * WebKitGTK through its own WebDriver, in plain W3C HTTP: enough to open a page, run a script in it and wait for a
 * condition. Finds Debian's packages or installs them; `undefined` where that is not possible.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { patience } from './desktop.ts';

export interface WebKitPage {
  open(url: string): Promise<void>;
  /** Runs a function's body in the page; `arguments` holds what is given. A promise is waited for. */
  run<Result>(body: string, ...given: readonly unknown[]): Promise<Result>;
  until(what: string, body: string, ...given: readonly unknown[]): Promise<void>;
  /** Runs a body inside a frame; each of `ways` is a body that gives the next frame's element, from the page inwards. */
  runInFrame<Result>(ways: readonly string[], body: string): Promise<Result>;
  close(): Promise<void>;
}

const driver = '/usr/bin/WebKitWebDriver';
const libraries = '/usr/lib';

function findMiniBrowser(): string | undefined {
  const machines = existsSync(libraries) ? readdirSync(libraries) : [];
  return machines
    .flatMap((machine) => ['4.1', '4.0'].map((version) => `${libraries}/${machine}/webkit2gtk-${version}/MiniBrowser`))
    .find((path) => existsSync(path));
}

function isInstalled(): boolean {
  return existsSync(driver) && existsSync('/usr/bin/Xvfb') && findMiniBrowser() !== undefined;
}

export function findWebKit(): string | undefined {
  if (!isInstalled() && process.platform === 'linux' && process.getuid?.() === 0) {
    const apt = (...args: string[]) => spawnSync('apt-get', args, { stdio: ['ignore', 2, 2] });
    console.error('No WebKitGTK here: installing the Debian packages');
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'webkit2gtk-driver', 'xvfb');
  }
  return isInstalled() ? findMiniBrowser() : undefined;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** Xvfb writes the number of the display that it took to the descriptor it is told. */
async function startDisplay(): Promise<{ readonly process: ChildProcess; readonly display: string }> {
  const process = spawn('/usr/bin/Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    process.once('error', reject);
    process.once('exit', () => reject(new Error('Xvfb ended')));
    process.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
  return { process, display: `:${number}` };
}

export async function openWebKit(miniBrowser: string): Promise<WebKitPage> {
  const screen = await startDisplay();
  const port = await freePort();
  const server = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: screen.display, WEBKIT_DISABLE_COMPOSITING_MODE: '1' },
  });
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(`WebKit: ${JSON.stringify(value)}`);
    return value;
  };
  const soon = async <Result>(what: string, attempt: () => Promise<Result | undefined>): Promise<Result> => {
    const deadline = Date.now() + patience;
    let last: unknown;
    for (;;) {
      try {
        const found = await attempt();
        if (found !== undefined) return found;
      } catch (error) {
        last = error;
      }
      if (Date.now() > deadline) throw new Error(`never seen: ${what} ${last instanceof Error ? last.message : ''}`);
      await pause(50);
    }
  };
  await soon('the driver', () => ask('GET', '/status'));
  const session = (await ask('POST', '/session', {
    capabilities: {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] } },
    },
  })) as { sessionId: string };
  const at = `/session/${session.sessionId}`;
  await ask('POST', `${at}/timeouts`, { script: patience, pageLoad: patience });
  const run = async <Result>(body: string, ...given: readonly unknown[]): Promise<Result> =>
    (await ask('POST', `${at}/execute/sync`, { script: body, args: given })) as Result;
  return {
    open: async (url) => {
      await ask('POST', `${at}/url`, { url });
    },
    run,
    until: async (what, body, ...given) => {
      await soon(what, async () => ((await run<boolean>(body, ...given)) ? true : undefined));
    },
    runInFrame: async <Result>(ways: readonly string[], body: string) => {
      try {
        for (const way of ways) await ask('POST', `${at}/frame`, { id: await run<unknown>(way) });
        return await run<Result>(body);
      } finally {
        await ask('POST', `${at}/frame`, { id: null });
      }
    },
    close: async () => {
      await ask('DELETE', at).catch(() => undefined);
      server.kill('SIGKILL');
      screen.process.kill('SIGKILL');
    },
  };
}
