/**
 * Ctrl-C in the middle of a bench with processes of its own (two nodes, two with agents, the lab): exit status 130, a word that
 * says so, and nobody left behind; SIGTERM does the same. The signal goes to the whole group, as a terminal sends it. Looks in /proc, so it says nothing elsewhere than on Linux.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'node:test';

const program = new URL('main.ts', import.meta.url).pathname;

/** Processes that have inherited this from the bench, however far they have gone. */
function marked(mark: string): readonly string[] {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`UNDERSTUDY_MARK=${mark}`);
    } catch {
      // Gone meanwhile, or somebody else's.
      return false;
    }
  });
}

async function endsBy(signal: 'SIGINT' | 'SIGTERM'): Promise<void> {
  const mark = `storm-${signal}-${process.pid}-${Date.now()}`;
  const words = ['--agents', '500', '--arrivals', '5', '--warm', '1'];
  const child = spawn(process.execPath, ['--import', 'tsx', program, 'storm', ...words], {
    env: { ...process.env, UNDERSTUDY_MARK: mark },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let said = '';
  const ended = once(child, 'close');
  const isThere = new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (/\d+ signed in/.test(said)) resolve();
    });
    ended.then(() => reject(new Error(`ended by itself: ${said}`)), reject);
  });
  await isThere;
  assert.ok(!existsSync('/proc') || marked(mark).length > 2, 'it has processes of its own');
  process.kill(-(child.pid ?? 0), signal);
  const [status] = (await ended) as [number | null];
  assert.match(said, /Stopped; nothing was written/);
  assert.doesNotMatch(said, /^ +at /m, 'no stack trace');
  assert.equal(status, 130);
  const deadline = Date.now() + 20_000;
  while (marked(mark).length > 0 && Date.now() < deadline) await pause(25);
  assert.deepEqual(marked(mark), []);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`bench storm: ${signal} ends it with status 130 and leaves no process`, () => endsBy(signal));
}
