/** Where and when something was measured: without it a number says nothing. */
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
}

export function environmentNow(): Environment {
  const cores = cpus();
  return {
    date: new Date().toISOString(),
    node_version: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu_model: cores[0]?.model.trim() ?? 'unknown',
    cpu_cores: cores.length,
    memory_total_gib: Math.round((totalmem() / 2 ** 30) * 10) / 10,
    load_average_1min_before: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}
