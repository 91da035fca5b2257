/** What another process uses, as Linux tells it in /proc; elsewhere nothing is known. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Usage {
  /** Resident memory. */
  readonly rssBytes: number;
  /** User and system time since the process began. */
  readonly cpuSeconds: number;
}

let ticksPerSecond: number | undefined;

function clockTicks(): number {
  ticksPerSecond ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) || 100;
  return ticksPerSecond;
}

/** `undefined` where there is no /proc, or no such process any more. */
export function usageOf(pid: number): Usage | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const rss = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    // The name in parentheses may hold anything: what counts stands behind it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    if (rss === undefined || Number.isNaN(ticks)) return undefined;
    return { rssBytes: Number(rss) * 1024, cpuSeconds: ticks / clockTicks() };
  } catch {
    return undefined;
  }
}
