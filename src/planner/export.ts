/** A plan as a page for people (Markdown). As JSON it is itself. Knows no file. */
import type { Plan, PlanStep } from './contract.ts';

export const stepWords: Readonly<Record<PlanStep, string>> = {
  notice: 'Noticing the loss',
  find: 'Finding the other node',
  'sign-in': 'Signing in there',
  turn: 'Waiting for a turn',
  network: 'Loading over the network',
  browser: 'Work of the browser',
};

/** Seconds for people: tenths under ten, whole ones above. */
export const secondsText = (seconds: number): string => (seconds < 10 ? seconds.toFixed(1) : seconds.toFixed(0));
const number = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));

export function planMarkdown(plan: Plan): string {
  const { input, spread, maintenance, last_range_s: range, cti_s: cti } = plan;
  const lines = [
    '# Failover plan',
    '',
    `${input.agents} agents with ${input.gadgets} ${input.gadgetKind.toUpperCase()} gadgets, ${input.roundTripMs} ms round trip, ` +
      `${input.mbitPerSecond} Mbit/s, ${input.vCpus} vCPU, profile ${input.profile}, move ${input.move}, PG ${input.pgRelease}; ` +
      `${input.onLostNodePercent} % of the agents are on the node that is lost.`,
    '',
    '| | |',
    '|---|---:|',
    `| Agents who have to come back | ${plan.movers} |`,
    `| First agent back | ${secondsText(plan.first_s)} s |`,
    `| Half of them back | ${secondsText(plan.half_s)} s |`,
    `| **Last agent back** | **${secondsText(plan.last_s)} s** (${secondsText(range.from)}–${secondsText(range.to)} s) |`,
    `| One more gadget on every desktop | +${plan.one_more_gadget_s.toFixed(1)} s |`,
    `| Desktops that the node takes | ${number(plan.desktops_per_s)} a second |`,
    `| Bytes of each desktop | ${(plan.bytes_per_agent / 1000).toFixed(0)} kB |`,
    `| Bandwidth at the node | ${number(plan.busy_mbit_per_s)} Mbit/s while they arrive, ${number(plan.mean_mbit_per_s)} Mbit/s in the mean |`,
    `| If CTI is lost, until a node is in service | ${cti.from}–${cti.to} s (published) |`,
    '',
    '## Where the time of the last agent goes',
    '',
    '| Step | Seconds |',
    '|---|---:|',
    ...plan.steps.map(({ step, seconds }) => `| ${stepWords[step]} | ${seconds.toFixed(1)} |`),
    '',
    '## How to spread the agents',
    '',
    `${spread.agents_on_each[0]} and ${spread.agents_on_each[1]} agents: last one back after ${secondsText(spread.even_last_s)} s, whichever node is lost. ` +
      `All on one node: ${secondsText(spread.uneven_last_s)} s.`,
    '',
    '## Maintenance',
    '',
    `Taking one node out of use moves ${spread.agents_on_each[0]} desktops in ${maintenance.batches} batches of up to ${maintenance.batch_size}: all are back after ${secondsText(maintenance.all_moved_s)} s.`,
    '',
    ...(plan.advice.length > 0 ? ['## Advice', '', ...plan.advice.map((advice) => `- ${advice}`), ''] : []),
    `Counted from the loss of the node, the other being in service; recovery of Finesse, CTI or PG is not included.`,
    ...(plan.not_calibrated.length > 0
      ? [`Reckoned, but not calibrated on anything published: ${plan.not_calibrated.join(', ')}.`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
