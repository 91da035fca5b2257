/** What is healed stays well, in whatever moment of a maintenance the healing comes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Ms } from '../../wire/names.ts';
import { worldBench } from '../test/world-bench.ts';
import { createDice } from './dice.ts';
import { heal } from './healing.ts';
import { drawSwarm } from './swarm.ts';

/** Nobody is there, so the maintenance is over with its second look; a second later the services are shut down. */
const moments: readonly Ms[] = [0, 1, 2, 3, 4_000, 5_000, 5_003, 5_500, 6_001, 6_005, 6_100, 9_000];

for (const moment of moments) {
  test(`nodes healed ${moment} ms after their maintenance was asked for are in service, and stay so (seed 9001715)`, () => {
    const world = worldBench();
    world.advance(60_000);
    world.fault({ action: 'start-maintenance', node: 'publisher' });
    world.fault({ action: 'start-maintenance', node: 'subscriber' });
    world.advance(moment);
    const agenda: { readonly delay: Ms; readonly run: () => void }[] = [];
    const healed = heal({
      dice: createDice(1),
      swarm: drawSwarm(1),
      desks: [],
      workers: [],
      now: world.now,
      later: (delay, run) => agenda.push({ delay, run }),
      fault: world.fault,
      world: world.view,
      note: () => undefined,
    });
    for (const { delay, run } of agenda) {
      world.advance(delay);
      run();
    }
    world.advance(90_000);
    for (const node of healed) {
      const { running, inService } = world.view().nodes[node];
      assert.deepEqual({ running, inService }, { running: true, inService: true }, node);
    }
  });
}
