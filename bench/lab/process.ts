/** The lab server as an operator would start it, in a process of its own, and what that process uses. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { usageOf } from '../process-usage.ts';
import type { Usage } from '../process-usage.ts';

export interface LabProcess {
  /** Of the publisher, which takes all the load. */
  readonly url: string;
  readonly controlUrl: string;
  /** Of the process that the publisher lives in. */
  nodeUsage(): Usage | undefined;
  /** Of all the lab's processes together. */
  totalUsage(): Usage | undefined;
  /** Rejects when the lab ends by itself. */
  readonly ended: Promise<never>;
  stop(): Promise<void>;
}

export interface LabProcessOptions {
  readonly extraAgents: number;
  readonly processes: boolean;
  /** Where V8 writes a profile of each process when it ends. */
  readonly profileDir?: string;
}

const program = join(import.meta.dirname, '../../server/main.ts');
/** Nothing is served from it. */
const noSite = join(import.meta.dirname, 'no-site');

export async function startLabProcess(options: LabProcessOptions): Promise<LabProcess> {
  const { extraAgents, processes, profileDir } = options;
  const profiling = profileDir === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profileDir];
  const ports = ['--publisher-port', '0', '--subscriber-port', '0', '--control-port', '0', '--chat-port', '0'];
  const child = spawn(
    process.execPath,
    [
      ...profiling,
      ...['--import', import.meta.resolve('tsx'), program, ...ports, '--site', noSite],
      ...['--extra-agents', String(extraAgents), ...(processes ? ['--processes'] : [])],
    ],
    // A group of its own: Ctrl-C is for the bench, which then ends the lab.
    { stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let said = '';
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints = `${complaints}${chunk.toString()}`.slice(-4000)));
  const exited = once(child, 'exit');
  const ended = exited.then(() => {
    throw new Error(`The lab ended by itself.\n${complaints.trim()}`);
  });
  // Whoever waits for something hears of it; while nobody waits it is no failure.
  ended.catch(() => undefined);
  const ready = new Promise<RegExpExecArray>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-4000);
      const found = /publisher (\S+) subscriber \S+ control (\S+)/.exec(said);
      if (found) resolve(found);
    });
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const last = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(last);
  };
  try {
    const [, url = '', controlUrl = ''] = await Promise.race([ready, ended]);
    const nodes = await pidsOf(controlUrl);
    const own = child.pid ?? 0;
    return {
      url,
      controlUrl,
      ended,
      nodeUsage: () => usageOf(nodes[0] ?? own),
      totalUsage: () => sum([own, ...nodes].map((pid) => usageOf(pid))),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Publisher and subscriber, when they are processes. */
async function pidsOf(controlUrl: string): Promise<readonly number[]> {
  const response = await fetch(`${controlUrl}status`);
  const status = (await response.json()) as {
    readonly nodes: Readonly<Record<'publisher' | 'subscriber', { readonly pid?: number }>>;
  };
  return [status.nodes.publisher.pid, status.nodes.subscriber.pid].flatMap((pid) => pid ?? []);
}

function sum(usages: readonly (Usage | undefined)[]): Usage | undefined {
  let total: Usage = { rssBytes: 0, cpuSeconds: 0 };
  for (const usage of usages) {
    if (!usage) return undefined;
    total = { rssBytes: total.rssBytes + usage.rssBytes, cpuSeconds: total.cpuSeconds + usage.cpuSeconds };
  }
  return total;
}
