/** What was aimed at, against what was measured. */
import type { PlantedCheck } from './attribution.ts';
import { shown } from '../table.ts';
import type { Marginal } from './report.ts';

export interface Aim {
  readonly aim: string;
  readonly measured: string;
  readonly verdict: 'met' | 'missed';
}

const leastRatio = 15;
const mostMsOfShipped = 2;
const mostError = 0.1;

/** How often one more gadget of the desktop goes into one of a container with frames; `undefined` when not measured. */
export function ratioOf(
  marginals: readonly Marginal[],
  chosen: Pick<Marginal, 'workload' | 'mode'>,
  measure: 'ms_per_gadget' | 'main_thread_ms_per_gadget',
): number | undefined {
  const of = (container: Marginal['container']): number | undefined =>
    marginals.find(
      (each) => each.container === container && each.workload === chosen.workload && each.mode === chosen.mode,
    )?.[measure];
  const [desktop, frames] = [of('desktop'), of('iframe')];
  return desktop === undefined || frames === undefined || desktop <= 0 ? undefined : frames / desktop;
}

export function aimsOf(marginals: readonly Marginal[], checks: readonly PlantedCheck[]): readonly Aim[] {
  const verdict = (met: boolean): Aim['verdict'] => (met ? 'met' : 'missed');
  const aims: Aim[] = [];
  for (const mode of ['precached', 'precached-server-dead'] as const) {
    const of = (workload: Marginal['workload']): Marginal | undefined =>
      marginals.find((each) => each.container === 'desktop' && each.workload === workload && each.mode === mode);
    for (const each of [of('empty'), of('shipped')]) {
      if (!each) continue;
      aims.push({
        aim: `${mode}, ${each.workload}: 0 requests and 0 bytes per gadget`,
        measured: `${each.requests_per_gadget} and ${each.bytes_per_gadget}`,
        verdict: verdict(each.requests_per_gadget === 0 && each.bytes_per_gadget === 0),
      });
    }
    for (const workload of ['empty', 'shipped'] as const) {
      const ratio = ratioOf(marginals, { workload, mode }, 'ms_per_gadget');
      const cpu = ratioOf(marginals, { workload, mode }, 'main_thread_ms_per_gadget');
      if (ratio === undefined || workload === 'shipped') continue;
      aims.push({
        aim: `${mode}, empty: at least ${leastRatio} times less than in a frame`,
        measured: `${shown(ratio)} times (CPU: ${shown(cpu)} times)`,
        verdict: verdict(ratio >= leastRatio),
      });
    }
    const shipped = of('shipped');
    if (shipped) {
      const ratio = ratioOf(marginals, { workload: 'shipped', mode }, 'ms_per_gadget');
      aims.push({
        aim: `${mode}, shipped: at most ${mostMsOfShipped} ms per gadget`,
        measured: `${shown(shipped.ms_per_gadget)} ms, ${shown(ratio)} times less than in a frame`,
        verdict: verdict(shipped.ms_per_gadget <= mostMsOfShipped),
      });
    }
  }
  if (checks.length > 0) {
    const worst = Math.max(...checks.map(({ error }) => Math.abs(error)));
    aims.push({
      aim: `planted costs are found again within ${mostError * 100} %`,
      measured: `within ${shown(worst * 100)} %`,
      verdict: verdict(worst <= mostError),
    });
  }
  return aims;
}
