/**
 * `npm run bench -- storm`: how well the model knows reality. Agents with the production core on real sockets fail over
 * between two node processes, all at once; beside it what the fleet's model says of the same.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './contract.ts';
import { docs, writeJson, writeSection } from './deliver.ts';
import { environmentNow } from './environment.ts';
import { calibrating, costsOf, predict, type Prediction } from './storm/model.ts';
import { parseOptions, usage } from './storm/options.ts';
import { stormSvg, type Curve } from './storm/plot.ts';
import { measuresOf, reportText, type StormReport } from './storm/report.ts';
import { runStorm, type Storm } from './storm/run.ts';

export const storm: Bench = {
  about: 'Many agents fail over at once between two node processes; measured curves beside those of the model.',
  usage,
  async run(args, tools) {
    const options = parseOptions(args);
    const environment = environmentNow();
    const storms: Storm[] = [];
    for (const agents of options.agents) {
      storms.push(await runStorm({ ...options, agents }, tools));
    }
    const [smallest] = storms;
    if (!smallest || smallest.backAfterMs.length === 0)
      throw new Error('Nobody came back: there is nothing to calibrate on.');
    tools.progress('storm: the model');
    const models = calibrating(storms);
    const costs = costsOf(models, environment.cpu_cores);
    const nothing: Prediction = { backAfterMs: [], longestLoopMs: undefined };
    const curves: Curve[] = [];
    const runs = storms.map((each): StormReport['runs'][number] => {
      const { agents, backAfterMs } = each;
      const predicted = costs ? predict(agents, costs) : nothing;
      const measures = measuresOf(each, predicted);
      const errorPercent = measures.error_p95_percent;
      curves.push({ agents, kind: 'measured', backAfterMs });
      curves.push({ agents, kind: 'predicted', backAfterMs: predicted.backAfterMs, errorPercent });
      return {
        parameters: {
          agents,
          model: models.includes(each) ? 'calibrated' : 'predicted',
          request_cost_scale: costs?.requestScale,
          message_cpu_ms: costs?.messageMs,
          others_cpu_ms: costs?.othersMs,
        },
        measures,
      };
    });
    const report: StormReport = { bench: 'storm', environment, runs };
    tools.print(reportText(report));
    writeJson(options, { ...report, curves });
    if (options.svgFile !== undefined) writeFileSync(options.svgFile, stormSvg(curves));
    const missing = storms.reduce((sum, { agents, backAfterMs }) => sum + agents - backAfterMs.length, 0);
    if (missing > 0) throw new Error(`${missing} agents did not come back.`);
    if (!options.write) return;
    writeFileSync(join(docs, 'storm.svg'), stormSvg(curves));
    const text = `${reportText(report)}\n\n![Share of the agents who are back over time, measured and predicted](storm.svg)`;
    writeSection('storm', text);
  },
};
