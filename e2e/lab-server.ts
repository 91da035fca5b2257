/**
 * The lab server as a person starts it, each node a process of its own, on ports that were free. Its desktop is built for
 * these ports. Orders go to the control port; a node is killed by its process id.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildSite } from '../tools/build.mjs';
import type { NodeName } from '../src/wire/names.ts';
import { bundleLabProgram } from './lab-program.ts';

export interface LabSite {
  /** The built desktop, whose config.json calls the two nodes `lab`, and `far` with the subscriber on another site. */
  readonly dir: string;
  readonly ports: Readonly<Record<NodeName, number>>;
  /** The server in one file. */
  readonly program: string;
  dispose(): void;
}

export interface LabStatus {
  readonly nodes: Readonly<
    Record<NodeName, { readonly pid?: number; readonly inService: boolean; readonly present: readonly string[] }>
  >;
  readonly agents: readonly { readonly loginId: string; readonly state: string }[];
}

export interface LabServer {
  /** With a slash at the end. */
  readonly urls: Readonly<Record<NodeName, string>>;
  /** Of the process with what the nodes share. */
  readonly pid: number;
  do(action: string, args?: Readonly<Record<string, unknown>>): Promise<void>;
  status(): Promise<LabStatus>;
  /** `kill -9` of the node's process; resolves when it is gone. */
  kill(node: NodeName): Promise<void>;
  until(what: string, condition: (status: LabStatus) => boolean): Promise<void>;
  stop(): Promise<void>;
}

/** Generous: the machine may be busy with other tests. */
const patienceMs = 60_000;

export async function buildLabSite(): Promise<LabSite> {
  const dir = mkdtempSync(join(tmpdir(), 'understudy-lab-site-'));
  const [publisher, subscriber] = await freePorts();
  const lab = { publisher: `http://localhost:${publisher}`, subscriber: `http://localhost:${subscriber}` };
  // The same two nodes, one of them by a name of another site: browsers keep their storage apart.
  const far = { ...lab, subscriber: `http://127.0.0.1:${subscriber}` };
  await buildSite({ outDir: join(dir, 'site'), siteConfig: { pairs: { lab, far } } });
  const program = await bundleLabProgram();
  return {
    dir: join(dir, 'site'),
    ports: { publisher, subscriber },
    program: program.file,
    dispose() {
      program.dispose();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Below where systems take ports from for whoever asks for any: between two tests nobody else is given the lab's. */
const ownPorts = { from: 20_000, to: 32_000 };

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

export async function freePorts(): Promise<readonly [number, number]> {
  const found: number[] = [];
  for (let attempt = 0; attempt < 1_000; attempt++) {
    const port = randomInt(ownPorts.from, ownPorts.to);
    if (!found.includes(port) && (await isFree(port))) found.push(port);
    const [one, other] = found;
    if (one !== undefined && other !== undefined) return [one, other];
  }
  throw new Error(`no two free ports from ${ownPorts.from} to ${ownPorts.to}`);
}

export interface LabServerOptions {
  /** More words for its command line. */
  readonly args?: readonly string[];
  /** A group of its own: Ctrl-C is for whoever started it, who then ends the lab. */
  readonly detached?: boolean;
}

export async function startLabServer(
  { dir, ports, program }: Pick<LabSite, 'dir' | 'ports'> & Partial<Pick<LabSite, 'program'>>,
  { args = [], detached = false }: LabServerOptions = {},
): Promise<LabServer> {
  const child = spawn(
    process.execPath,
    [
      ...(program === undefined ? ['--import', 'tsx', 'server/main.ts'] : [program]),
      ...['--processes', '--control-port=0', '--chat-port=0', `--site=${dir}`],
      ...[`--publisher-port=${ports.publisher}`, `--subscriber-port=${ports.subscriber}`, ...args],
    ],
    { stdio: ['pipe', 'pipe', 'inherit'], detached },
  );
  // However we end, the lab does not outlive us.
  const last = (): void => void child.kill('SIGTERM');
  process.once('exit', last);
  child.once('exit', () => process.off('exit', last));
  const control = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const url = /is ready:.* control (\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', () => reject(new Error(`the lab ended: ${said}`)));
  });
  const status = async (): Promise<LabStatus> => (await (await fetch(`${control}status`)).json()) as LabStatus;
  const until: LabServer['until'] = async (what, condition) => {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const now = await status();
      if (condition(now)) return;
      if (Date.now() > deadline) throw new Error(`the lab never came to this: ${what}; but ${JSON.stringify(now)}`);
      await pause(25);
    }
  };
  await until('both nodes in service', ({ nodes }) => nodes.publisher.inService && nodes.subscriber.inService);
  return {
    urls: { publisher: `http://localhost:${ports.publisher}/`, subscriber: `http://localhost:${ports.subscriber}/` },
    pid: child.pid ?? 0,
    status,
    until,
    async do(action, args = {}) {
      const answer = await fetch(`${control}do`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ action, args }),
      });
      if (!answer.ok) throw new Error(`${action}: ${await answer.text()}`);
    },
    async kill(node) {
      const { pid } = (await status()).nodes[node];
      if (pid === undefined) throw new Error(`${node} has no process`);
      process.kill(pid, 'SIGKILL');
      await until(`${node} has no process`, ({ nodes }) => nodes[node].pid === undefined);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
