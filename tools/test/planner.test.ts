/** The planner against the published rows and against the fleet, which it does not know (DF-11, GL-7, GL-8, CTI-9). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlanRefusal, type PlanInput } from '../../src/planner/contract.ts';
import { planMarkdown } from '../../src/planner/export.ts';
import { bytes, cpu, plannedShare as planned, responses, trips } from '../../src/planner/parameters.ts';
import { planFailover } from '../../src/planner/plan.ts';
import { publishedRows } from '../../src/planner/published.ts';
import { reloadChain, responsesOf, roundTrips } from '../../src/sim/fleet/chain.ts';
import { runFloor } from '../../src/sim/fleet/floor.ts';
import { costOfOne } from '../../src/sim/fleet/pacing.ts';
import { calibrated, costsWith, plannedShare, stanzaBytes } from '../../src/sim/fleet/parameters.ts';
import { commandOf } from '../fleet/options.ts';

const usual: PlanInput = {
  agents: 2_000,
  gadgets: 6,
  roundTripMs: 2,
  mbitPerSecond: 1_000,
  profile: '12.6',
  move: 'redirect',
  pgRelease: '12.5+',
  vCpus: 4,
  gadgetKind: 'xml',
  onLostNodePercent: 100,
};
const near = (value: number, other: number, share: number, what: string): void => {
  assert.ok(Math.abs(value - other) <= share * Math.abs(other), `${what}: ${value}, not ${other} ± ${share * 100} %`);
};

test('DF-11: the published rows are in the ranges that are planned, and the plans in the published ranges', () => {
  for (const { agents, gadgets, roundTripMs, fromS, toS, network } of publishedRows) {
    const { last_s, last_range_s } = planFailover({ ...usual, agents, gadgets, roundTripMs });
    assert.ok(last_s >= fromS && last_s <= toS, `${agents}, ${network}: ${last_s} s`);
    assert.ok(last_range_s.from <= toS && last_range_s.to >= fromS);
  }
});

test("the planner's numbers are the fleet's", () => {
  const costs = costsWith(calibrated.cpuScale);
  const one = (gadgets: number, move: 'in-place' | 'redirect', gadgetKind: 'xml' | 'jsp' = 'xml') =>
    costOfOne({ gadgets, move, gadgetKind, vCpus: 4, mbitPerSecond: 1_000 }, costs);
  const [coming, shell, gadget, jsp] = [
    one(0, 'in-place'),
    one(0, 'redirect'),
    one(1, 'redirect'),
    one(1, 'redirect', 'jsp'),
  ];
  near(cpu.coming, coming.cpuMs, 1e-9, 'coming');
  near(cpu.shell, shell.cpuMs - coming.cpuMs, 1e-9, 'shell');
  near(cpu.gadget.xml, gadget.cpuMs - shell.cpuMs, 1e-9, 'gadget');
  near(cpu.gadget.jsp, jsp.cpuMs - shell.cpuMs, 1e-9, 'jsp');
  assert.equal(bytes.coming, coming.bytes + stanzaBytes.connect);
  assert.equal(bytes.shell, shell.bytes - coming.bytes);
  assert.equal(bytes.gadget, gadget.bytes - shell.bytes);
  assert.deepEqual([responses.shell, responses.shell + responses.gadget], [responsesOf(0), responsesOf(1)]);
  assert.equal(responses.ms, calibrated.browserMsPerResponse);
  assert.equal(planned, plannedShare);
  assert.equal(trips.signIn, roundTrips.notifications + 2);
  assert.equal(reloadChain.filter((stage) => stage.perDesktop > 0).length, 7);
});

/** Stated: within 8 %. */
const tolerance = 0.08;

test(`DF-11: planner and fleet agree within ${tolerance * 100} %`, () => {
  const { deployment } = commandOf([], 1);
  for (const changed of [{}, { roundTripMs: 400 }, { gadgets: 12 }, { gadgetKind: 'jsp' }, { vCpus: 8 }] as const) {
    const found = runFloor({ ...deployment, callsPerHour: 0, agents: 150, ...changed }, { sink: () => undefined });
    const { last_s } = planFailover({ ...usual, agents: 150, ...changed });
    near(last_s, found.restored_s.at(-1) ?? 0, tolerance, JSON.stringify(changed));
  }
});

test('GL-7: an even spread is planned and shown', () => {
  const plan = planFailover(usual);
  assert.deepEqual(plan.spread.agents_on_each, [1_000, 1_000]);
  assert.ok(plan.spread.even_last_s < plan.spread.uneven_last_s);
  assert.ok(plan.advice.some((advice) => advice.includes('GL-7')));
  assert.match(planMarkdown(plan), /1000 and 1000 agents/);
});

test('GL-8: one more gadget costs the fleet seconds; JSP and too many gadgets are advised against', () => {
  const { one_more_gadget_s: more } = planFailover(usual);
  near(more, planFailover({ ...usual, gadgets: 7 }).last_s - planFailover(usual).last_s, 1e-9, 'one more');
  assert.ok(more > 1);
  const { advice } = planFailover({ ...usual, gadgets: 9, gadgetKind: 'jsp' });
  assert.ok(advice.some((each) => each.includes('XML form')) && advice.some((each) => each.includes('8 vCPU')));
});

test('CTI-9: the recovery of CTI is told apart, by the release of the PG', () => {
  assert.deepEqual(planFailover(usual).cti_s, { from: 35, to: 75 });
  assert.deepEqual(planFailover({ ...usual, pgRelease: '11.6' }).cti_s, { from: 75, to: 120 });
});

test('an input that cannot be is refused by name', () => {
  for (const field of ['agents', 'gadgets', 'roundTripMs', 'vCpus', 'onLostNodePercent'] as const) {
    assert.throws(
      () => planFailover({ ...usual, [field]: Number.NaN }),
      (error) => error instanceof PlanRefusal && error.field === field,
    );
  }
});
