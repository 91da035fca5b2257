/** Every scenario file: its expectations hold, and its log is the written one, byte for byte. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarioFiles } from '../../tools/scenario-files.ts';
import { runScenario } from './scenario-runner.ts';
import { allVerbs } from './scenario-verbs/all.ts';

const files = scenarioFiles();

test('there are scenarios', () => {
  assert.ok(files.length > 0);
});

for (const { name, scenario } of files) {
  test(`${name}: ${scenario.title}`, () => {
    const { failures, log } = runScenario(scenario, allVerbs);
    assert.deepEqual(
      failures.map(({ line, why }) => `line ${line.number}: ${line.text}: ${why}`),
      [],
    );
    assert.deepEqual(log, scenario.log, 'the log differs: npm run scenarios -- --rewrite, and look at the difference');
  });

  test(`${name}: the same when the world goes on from its snapshot after every line`, () => {
    assert.deepEqual(runScenario(scenario, allVerbs, {}, { reopening: true }).log, scenario.log);
  });

  test(`${name}: the file is called after its first ID and says what it expects`, () => {
    assert.ok(name === scenario.ids[0] || name.startsWith(`${scenario.ids[0] ?? ''}-`), scenario.ids.join(', '));
    assert.ok(scenario.lines.some((line) => line.text.startsWith('expect ')));
  });
}
