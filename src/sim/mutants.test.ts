/** Each fault that can be planted in the cluster is noticed by an expectation of one of its row's scenarios. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutations } from '../cluster/mutations.ts';
import { scenarioFiles } from '../../tools/scenario-files.ts';
import { runScenario } from './scenario-runner.ts';
import { allVerbs } from './scenario-verbs/all.ts';

const files = scenarioFiles();

for (const { name, row, what } of mutations) {
  test(`${row}: it is noticed when ${what} (${name})`, () => {
    const ofRow = files.filter(({ scenario }) => scenario.ids.includes(row));
    assert.ok(ofRow.length > 0, `${row} has no scenario`);
    const noticed = ofRow.filter(
      ({ scenario }) => runScenario(scenario, allVerbs, { mutations: [name] }).failures.length > 0,
    );
    assert.ok(noticed.length > 0, `none of ${ofRow.map((file) => file.name).join(', ')} notices it`);
  });
}

test('no two planted faults have the same name', () => {
  const names = mutations.map((each) => each.name);
  assert.deepEqual(names, [...new Set(names)]);
});
