// Runs a deployment: its pairs of nodes are worlds of their own, so each is a piece of work that any process can do, and the
// result is put together in their order. Knows no table and no file.
import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { FleetOptions } from '../../src/sim/fleet/contract.ts';
import { figuresOf, type FleetFigures } from '../../src/sim/fleet/result.ts';
import { bundlePart } from '../sim-bundle.ts';
import type { Deployment } from './options.ts';
import { rehearseWord, type PartMessage, type PartOrder, type PartResult } from './part-contract.ts';

export interface DeploymentResult extends FleetFigures {
  readonly seed: number;
  readonly trace_sha256: string;
  readonly virtual_over_real: number;
  readonly wall_s: number;
  readonly cpu_s: number;
  readonly processes: number;
}

/** Each pair of nodes; the last has what is left. */
export function clustersOf({ perCluster, ...options }: Deployment): FleetOptions[] {
  const count = Math.ceil(options.agents / perCluster);
  return Array.from({ length: count }, (_, index) => {
    const agents = Math.floor(options.agents / count) + (index < options.agents % count ? 1 : 0);
    return { ...options, agents, seed: (options.seed + index * 7_919) % 2 ** 31 };
  });
}

/** How each process of the fleet runs. */
const engine = [
  // MB for what lives shortly. Nearly everything does; with less room it is taken for lasting, copied and then cleared away
  // with the rest, a sixth of all the time.
  '--max-semi-space-size=64',
  '--min-semi-space-size=64',
  // Each processor has a process of the fleet: threads that clear up beside it only take turns with it.
  '--single-threaded-gc',
  // What runs often is compiled a little sooner: the same functions run for the whole hour.
  '--interrupt-budget=90000',
];

export interface Runner {
  run(
    deployments: readonly Deployment[],
    progress: (done: number, of: number, virtualMs: number) => void,
  ): Promise<DeploymentResult[]>;
  stop(): void;
}

export function createRunner(jobs: number): Runner {
  const children = new Set<ChildProcess>();
  const stop = (): void => {
    for (const child of children) child.kill('SIGKILL');
    children.clear();
  };

  const runAll = (
    part: string,
    orders: readonly PartOrder[],
    progress: (done: number, virtualMs: number) => void,
  ): Promise<PartResult[]> =>
    new Promise((resolve, reject) => {
      const results: PartResult[] = [];
      /** Virtual time of each cluster under way. */
      const at = new Map<ChildProcess, number>();
      const tell = (): void => progress(results.length, at.size > 0 ? Math.min(...at.values()) : 0);
      let next = 0;
      const processes = Math.min(jobs, orders.length);
      // It takes a second: two floors or three make up for it.
      const rehearsal = orders.length >= 3 * processes ? [rehearseWord] : [];
      for (let job = 0; job < processes; job += 1) {
        const child = fork(part, rehearsal, { execArgv: engine });
        children.add(child);
        const give = (): void => {
          const order = orders[next];
          next += 1;
          if (order) child.send(order);
        };
        child.on('message', (message: PartMessage) => {
          if (message.kind === 'ready') give();
          else if (message.kind === 'at') {
            at.set(child, message.virtualMs);
            tell();
          } else {
            results.push(message);
            at.delete(child);
            tell();
            if (results.length < orders.length) {
              give();
              return;
            }
            stop();
            resolve(results.sort((left, right) => left.index - right.index));
          }
        });
        child.on('error', reject);
        child.on('exit', (code, signal) => {
          if (signal === 'SIGKILL') return;
          stop();
          reject(new Error(`a process of the fleet died (${code ?? signal ?? '?'})`));
        });
      }
    });

  return {
    stop,
    async run(deployments, progress) {
      const startedAt = performance.now();
      const clusters = deployments.map(clustersOf);
      const orders = clusters.flat().map((options, index) => ({ index, options }));
      const part = await bundlePart('fleet');
      const parts = await runAll(part, orders, (done, virtualMs) => progress(done, orders.length, virtualMs)).finally(
        () => rmSync(part, { force: true }),
      );
      const wall = (performance.now() - startedAt) / 1000;
      let first = 0;
      return deployments.map((deployment, index) => {
        const own = parts.slice(first, first + (clusters[index]?.length ?? 0));
        first += own.length;
        const figures = figuresOf(
          own.map(({ run }) => run),
          deployment.agents,
        );
        const hash = createHash('sha256');
        for (const { sha256 } of own) hash.update(sha256);
        return {
          ...figures,
          seed: deployment.seed,
          trace_sha256: own.length === 1 ? (own[0]?.sha256 ?? '') : hash.digest('hex'),
          virtual_over_real: Number((figures.virtual_s / wall).toFixed(1)),
          wall_s: Number(wall.toFixed(2)),
          cpu_s: Number(own.reduce((total, { cpuSeconds }) => total + cpuSeconds, 0).toFixed(2)),
          processes: Math.min(jobs, orders.length),
        };
      });
    },
  };
}
