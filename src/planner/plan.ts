/**
 * The failover planner: what a failover of one node will take, in closed form, from what one desktop costs and how many
 * come. Pure; knows no simulation. Times in seconds from the loss of the node, the other one being in service (DF-11).
 */
import type { Plan, PlanInput, PlanStep } from './contract.ts';
import { PlanRefusal } from './contract.ts';
import { bytes, cpu, ctiSeconds, doubt, maintenance, noticeMs, plannedShare, responses, trips } from './parameters.ts';

const limits = {
  agents: [1, 100_000],
  gadgets: [0, 100],
  roundTripMs: [0, 5_000],
  mbitPerSecond: [1, 100_000],
  vCpus: [1, 64],
  onLostNodePercent: [0, 100],
} as const satisfies Partial<Record<keyof PlanInput, readonly [number, number]>>;

function check(input: PlanInput): void {
  for (const field of Object.keys(limits) as (keyof typeof limits)[]) {
    const [least, most] = limits[field];
    const value = input[field];
    if (!Number.isFinite(value) || value < least || value > most) {
      throw new PlanRefusal(field, `${field} is a number from ${least} to ${most}, not ${value}.`);
    }
  }
}

/** 8 vCPU in place of 4 make a node a fifth faster (GL-8): each four beyond the first do the work of one. */
const workers = (vCpus: number): number => (vCpus <= 4 ? Math.max(1, vCpus) : 4 + Math.floor((vCpus - 4) / 4));

interface OneDesktop {
  readonly perSecond: number;
  readonly bytes: number;
  /** Seconds by step, without its turn. */
  readonly steps: Readonly<Record<Exclude<PlanStep, 'turn'>, number>>;
}

function oneDesktop(input: PlanInput, gadgets = input.gadgets): OneDesktop {
  const { roundTripMs, profile, move, vCpus, gadgetKind, mbitPerSecond } = input;
  const loads = move === 'redirect';
  const cpuMs = cpu.coming + (loads ? cpu.shell + cpu.gadget[gadgetKind] * gadgets : 0);
  const size = bytes.coming + (loads ? bytes.shell + bytes.gadget * gadgets : 0);
  const byCpu = (1000 * workers(vCpus)) / cpuMs;
  const byLine = (mbitPerSecond * 1e6) / (size * 8);
  const seconds = (count: number): number => (count * roundTripMs) / 1000;
  const work = ((responses.shell + responses.gadget * gadgets) * responses.ms) / 1000;
  return {
    perSecond: plannedShare * Math.min(byCpu, byLine),
    bytes: size,
    steps: {
      notice: noticeMs[profile] / 1000 + seconds(trips.notice[profile]),
      find: seconds(trips.find),
      'sign-in': seconds(trips.signIn),
      network: seconds(loads ? trips.shell + (gadgets > 0 ? trips.gadgets : 0) : trips.data),
      browser: move === 'in-place' ? 0 : work,
    },
  };
}

const sumOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

interface Times {
  readonly own: number;
  readonly turn: number;
}

function timesOf(input: PlanInput, movers: number, gadgets = input.gadgets): Times {
  const { steps, perSecond } = oneDesktop(input, gadgets);
  return { own: sumOf(Object.values(steps)), turn: movers / perSecond };
}

const moversOf = ({ agents, onLostNodePercent }: PlanInput): number => Math.ceil((agents * onLostNodePercent) / 100);

/** Throws `PlanRefusal` for an input that cannot be. */
export function planFailover(input: PlanInput): Plan {
  check(input);
  const movers = moversOf(input);
  const desktop = oneDesktop(input);
  const { own, turn } = timesOf(input, movers);
  const more = timesOf(input, movers, input.gadgets + 1);
  const last = own + turn;
  const overNetwork = desktop.steps.find + desktop.steps['sign-in'] + desktop.steps.network;
  const room = (turn + desktop.steps.browser) * doubt.queueAndBrowser + overNetwork * doubt.roundTrips;
  const half = Math.ceil(input.agents / 2);
  const all = timesOf(input, input.agents);
  const even = timesOf(input, half);
  const volume = (desktop.bytes * movers * 8) / 1e6;
  const batches = Math.ceil(half / maintenance.batch);
  return {
    input,
    movers,
    first_s: own,
    half_s: own + turn / 2,
    last_s: last,
    last_range_s: { from: Math.max(own * 0.9, last - room), to: last + room },
    steps: [
      { step: 'notice', seconds: desktop.steps.notice },
      { step: 'find', seconds: desktop.steps.find },
      { step: 'sign-in', seconds: desktop.steps['sign-in'] },
      { step: 'turn', seconds: turn },
      { step: 'network', seconds: desktop.steps.network },
      { step: 'browser', seconds: desktop.steps.browser },
    ],
    one_more_gadget_s: more.own + more.turn - last,
    desktops_per_s: desktop.perSecond,
    bytes_per_agent: desktop.bytes,
    mean_mbit_per_s: last > 0 ? volume / last : 0,
    busy_mbit_per_s: (desktop.bytes * desktop.perSecond * 8) / 1e6,
    spread: {
      even_last_s: even.own + even.turn,
      uneven_last_s: all.own + all.turn,
      agents_on_each: [half, input.agents - half],
    },
    cti_s: ctiSeconds[input.pgRelease],
    maintenance: {
      batches,
      batch_size: maintenance.batch,
      all_moved_s:
        Math.max(0, batches - 1) * (maintenance.everyMs / 1000) + own + maintenance.batch / desktop.perSecond,
    },
    advice: adviceFor(input, desktop),
    not_calibrated: [
      ...(input.gadgetKind === 'jsp' ? ['JSP gadgets'] : []),
      ...(input.vCpus === 4 ? [] : [`${input.vCpus} vCPU`]),
      ...(input.profile === '12.6' && input.move === 'redirect' ? [] : [`profile ${input.profile}, ${input.move}`]),
    ],
  };
}

function adviceFor(input: PlanInput, { bytes: size, perSecond }: OneDesktop): string[] {
  const advice: string[] = [];
  if (input.agents > 2_000)
    advice.push('More than 2000 agents are more than one pair of nodes: plan each pair by itself.');
  if (input.onLostNodePercent > 55) {
    advice.push('Spread the agents evenly over both nodes: with half of them on each, half have to come back (GL-7).');
  }
  if (input.gadgetKind === 'jsp')
    advice.push('Use the XML form of the gadgets: it loads about three times faster (GL-8).');
  if (input.vCpus < 8 && input.agents >= 2_000 && input.gadgets > (input.gadgetKind === 'jsp' ? 6 : 8)) {
    advice.push('More than 8 XML or 6 JSP gadgets at 2000 users want nodes with 8 vCPU (GL-8).');
  }
  if (input.pgRelease === '11.6') advice.push('A newer Agent PG is found up to 40 s sooner when CTI is lost (CTI-9).');
  const byLine = (input.mbitPerSecond * 1e6) / (size * 8);
  if (perSecond >= plannedShare * byLine)
    advice.push('The line is the bottleneck: more bandwidth brings agents back sooner.');
  return advice;
}
