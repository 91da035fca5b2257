import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarioTexts } from '../../../tools/rollup/scenario-texts.mjs';
import { runScenario } from '../../sim/scenario-runner.ts';
import { parseScenario } from '../../sim/scenario-parse.ts';
import { allVerbs } from '../../sim/scenario-verbs/all.ts';
import { linkTo } from './link.ts';
import { playScenario } from './player.ts';

const texts: Readonly<Record<string, string>> = scenarioTexts();

test('every requirement scenario is in the lab’s list, and played step by step it says what it says as a whole', () => {
  assert.ok(Object.keys(texts).length > 80);
  // Some of each area; all of them are run as a whole elsewhere.
  for (const name of ['DF-1-node-dies', 'CTI-1-duplex', 'PF-9-load-1', 'MM-2-postponed', 'AW-1-not-configured']) {
    const text = texts[name];
    assert.ok(text, name);
    const player = playScenario(text);
    while (!player.finished) player.step();
    assert.deepEqual(player.failures, [], name);
    assert.deepEqual(player.log, runScenario(parseScenario(text), allVerbs).log, name);
    assert.ok(player.lines.every(({ outcome }) => outcome === 'done' || outcome === 'held'));
  }
});

test('a line that does not hold is said so with what is there instead, and the others go on', () => {
  const player = playScenario(
    'DF-1: planted\n\nagent 1001 signs in on publisher\nexpect 1001 is on a call\n1001 goes READY',
  );
  while (!player.finished) player.step();
  assert.deepEqual(
    player.lines.map(({ outcome }) => outcome),
    ['done', 'failed', 'done'],
  );
  assert.ok(player.lines[1]?.why);
});

test('time goes by as the lines say', () => {
  const player = playScenario(texts['DF-1-node-dies'] ?? '');
  const took = player.step();
  assert.equal(took, player.now);
  assert.ok(took > 0);
});

test('a link opens the lab with the scenario, in any folder of any host, and keeps what the page was told', () => {
  const link = linkTo('DF-1-node-dies', 'https://host.example/some/folder/?profile=12.6#/planner');
  assert.equal(link, 'https://host.example/some/folder/?profile=12.6&lab&scenario=DF-1-node-dies');
  assert.equal(linkTo('X', link), linkTo('X', linkTo('X', link)));
});
