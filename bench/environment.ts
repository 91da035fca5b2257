/** Where and when something was measured: without it a number says nothing. */
import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

export interface Environment {
  readonly date: string;
  readonly node_version: string;
  readonly platform: string;
  readonly cpu_model: string;
  readonly cpu_cores: number;
  readonly memory_total_gib: number;
  /** Runnable processes, mean of the last minute, before anything was started here: what others were doing. */
  readonly load_average_1min_before: number;
  /**
   * Of the processor time that was asked for since then, the share (0 to 1) that the host of a virtual machine gave to others.
   * As it is when it is read. Only on Linux.
   */
  readonly cpu_stolen_share?: number | undefined;
}

export interface ProcessorTimes {
  readonly asked: number;
  readonly stolen: number;
}

/** The first line of Linux's `/proc/stat`, which counts hundredths of a second since the start. */
export function processorTimes(stat: string): ProcessorTimes | undefined {
  const [, user, nice, system, idle, iowait, irq, softirq, steal] = stat.split(/\s+/, 9).map(Number);
  if (!stat.startsWith('cpu ') || idle === undefined || iowait === undefined) return undefined;
  const used = (user ?? 0) + (nice ?? 0) + (system ?? 0) + (irq ?? 0) + (softirq ?? 0);
  return { asked: used + (steal ?? 0), stolen: steal ?? 0 };
}

export function stolenShare(before: ProcessorTimes | undefined, now: ProcessorTimes | undefined): number | undefined {
  if (!before || !now || now.asked <= before.asked) return undefined;
  return Math.round(((now.stolen - before.stolen) / (now.asked - before.asked)) * 1000) / 1000;
}

function timesNow(): ProcessorTimes | undefined {
  try {
    return processorTimes(readFileSync('/proc/stat', 'utf8'));
  } catch {
    return undefined;
  }
}

export function environmentNow(): Environment {
  const cores = cpus();
  const before = timesNow();
  return {
    date: new Date().toISOString(),
    node_version: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu_model: cores[0]?.model.trim() ?? 'unknown',
    cpu_cores: cores.length,
    memory_total_gib: Math.round((totalmem() / 2 ** 30) * 10) / 10,
    load_average_1min_before: Math.round((loadavg()[0] ?? 0) * 100) / 100,
    get cpu_stolen_share() {
      return stolenShare(before, timesNow());
    },
  };
}
