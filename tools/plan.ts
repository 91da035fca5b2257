// What a failover of this deployment would take: `npm run plan`. Reads the command line, writes the plan.
import { parseArgs } from 'node:util';
import {
  planGadgetKinds,
  planMoves,
  planPgReleases,
  planProfiles,
  PlanRefusal,
  type PlanInput,
} from '../src/planner/contract.ts';
import { planMarkdown } from '../src/planner/export.ts';
import { planFailover } from '../src/planner/plan.ts';
import { outputFault, standardOutput, wordsBeside, writeOutput } from './output-file.ts';
import { usageLine, usageSentence } from './usage-line.mjs';

const usage = `Usage: npm run plan -- [OPTIONS]
What a failover of one node takes: times with ranges, where they go, bandwidth, spreading agents, maintenance batches.

  --agents N            of one pair of nodes (2000)
  --gadgets N           on each desktop (6)
  --rtt MS              round trip between desktops and nodes (2)
  --mbit N              line of each node, Mbit/s (1000)
  --profile NAME        ${planProfiles.join(', ')} (12.6)
  --move KIND           ${planMoves.join(', ')} (redirect; in-place for swift)
  --pg-release R        ${planPgReleases.join(', ')} (12.5+)
  --vcpu N              of each node (4)
  --gadget-kind KIND    ${planGadgetKinds.join(', ')} (xml)
  --on-lost-node N      agents on the node that is lost, of 100 (100, the worst)
  --json FILE           the plan as JSON; - for the standard output
  --markdown FILE       the plan as Markdown
  --help                this text`;

class UsageError extends Error {}

function oneOf<T extends string>(name: string, value: string | undefined, choices: readonly T[], otherwise: T): T {
  const found = value === undefined ? otherwise : choices.find((choice) => choice === value);
  if (found === undefined) throw new UsageError(`--${name} is one of ${choices.join(', ')}, not "${value ?? ''}".`);
  return found;
}

function number(name: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (!/^\d+(?:\.\d+)?$/.test(value)) throw new UsageError(`--${name} wants a number, not "${value}".`);
  return Number(value);
}

function valuesOf(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const names = ['agents', 'gadgets', 'rtt', 'mbit', 'profile', 'move', 'pg-release', 'vcpu', 'gadget-kind'] as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...(Object.fromEntries(names.map((name) => [name, text])) as Record<(typeof names)[number], typeof text>),
        'on-lost-node': text,
        json: text,
        markdown: text,
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(usageSentence(error), { cause: error });
  }
}

function main(args: readonly string[]): void {
  const values = valuesOf(args);
  if (values.help === true) {
    console.log(usage);
    return;
  }
  const fault = outputFault('json', values.json) ?? outputFault('markdown', values.markdown);
  if (fault !== undefined) throw new UsageError(fault);
  const profile = oneOf('profile', values.profile, planProfiles, '12.6');
  const input: PlanInput = {
    agents: number('agents', values.agents, 2_000),
    gadgets: number('gadgets', values.gadgets, 6),
    roundTripMs: number('rtt', values.rtt, 2),
    mbitPerSecond: number('mbit', values.mbit, 1_000),
    profile,
    move: oneOf('move', values.move, planMoves, profile === 'swift' ? 'in-place' : 'redirect'),
    pgRelease: oneOf('pg-release', values['pg-release'], planPgReleases, '12.5+'),
    vCpus: number('vcpu', values.vcpu, 4),
    gadgetKind: oneOf('gadget-kind', values['gadget-kind'], planGadgetKinds, 'xml'),
    onLostNodePercent: number('on-lost-node', values['on-lost-node'], 100),
  };
  const plan = planFailover(input);
  writeOutput(values.json, () => `${JSON.stringify(plan, undefined, 2)}\n`);
  // The plan for people is the Markdown: on the standard output it would stand there twice.
  if (values.markdown !== standardOutput) writeOutput(values.markdown, () => planMarkdown(plan));
  wordsBeside(values.json)(planMarkdown(plan));
}

try {
  main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof UsageError || error instanceof PlanRefusal;
  console.error(isUsage ? usageLine(error, 'npm run plan --') : error instanceof Error ? error.message : String(error));
  process.exitCode = isUsage ? 2 : 1;
}
