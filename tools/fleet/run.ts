// Runs a deployment: its pairs of nodes are worlds of their own, so each is a piece of work that any process can do, and the
// result is put together in their order. Knows no table and no file.
import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { ClusterRun, FleetOptions } from '../../src/sim/fleet/contract.ts';
import { figuresOf, type FleetFigures } from '../../src/sim/fleet/result.ts';
import { bundlePart } from '../sim-bundle.ts';
import type { Deployment } from './options.ts';

export interface PartOrder {
  readonly index: number;
  readonly options: FleetOptions;
}
export interface PartResult {
  readonly kind: 'done';
  readonly index: number;
  readonly run: ClusterRun;
  readonly sha256: string;
  readonly cpuSeconds: number;
}
export type PartMessage = PartResult | { readonly kind: 'ready' } | { readonly kind: 'at'; readonly virtualMs: number };

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

/**
 * MB for what lives shortly. Nearly everything does; with less room it is taken for lasting, copied and then cleared away with
 * the rest, a sixth of all the time.
 */
const roomForTheYoung = ['--max-semi-space-size=64', '--min-semi-space-size=64'];

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
      let next = 0;
      const processes = Math.min(jobs, orders.length);
      for (let job = 0; job < processes; job += 1) {
        const child = fork(part, { execArgv: roomForTheYoung });
        children.add(child);
        const give = (): void => {
          const order = orders[next];
          next += 1;
          if (order) child.send(order);
        };
        child.on('message', (message: PartMessage) => {
          if (message.kind === 'ready') give();
          else if (message.kind === 'at') progress(results.length, message.virtualMs);
          else {
            results.push(message);
            progress(results.length, 0);
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
