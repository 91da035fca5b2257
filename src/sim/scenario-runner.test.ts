/** The scenario language itself: what is false fails, what is wrong is said, and the same text gives the same log. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClusterRefusal } from '../cluster/contract.ts';
import { ScenarioProblem } from './scenario-contract.ts';
import { faultCommand } from './scenario-faults.ts';
import { formOf, readDuration, splitEnding } from './scenario-forms.ts';
import { parseScenario, ScenarioSyntaxError, writeScenario } from './scenario-parse.ts';
import { runScenario } from './scenario-runner.ts';
import { allVerbs } from './scenario-verbs/all.ts';
import { saysWords, wordsWith } from './scenario-words.ts';

const run = (...lines: string[]) => runScenario(parseScenario(['CTI-1: words', ...lines].join('\n')), allVerbs);
const why = (...lines: string[]): string[] => run(...lines).failures.map((failure) => failure.why);

test('a scenario is its first line, its lines without remarks, and its log', () => {
  const text =
    'CTI-2, CTI-8: both at once.\n\n# why\n  after   1 s\n\nexpect publisher in service\n\n--- log\n  0.000  > x\n';
  const scenario = parseScenario(text);
  assert.deepEqual(scenario.ids, ['CTI-2', 'CTI-8']);
  assert.deepEqual(scenario.lines, [
    { number: 4, text: 'after 1 s' },
    { number: 6, text: 'expect publisher in service' },
  ]);
  assert.deepEqual(scenario.log, ['  0.000  > x']);
  assert.equal(writeScenario(scenario, scenario.log), text);
});

test('writing another log leaves what stands above the mark', () => {
  const text = 'DIALOG: an area.\n\n  expect x   # not a remark\n';
  const written = writeScenario(parseScenario(text), ['one', 'two']);
  assert.equal(written, `${text}\n--- log\none\ntwo\n`);
  assert.deepEqual(parseScenario(written).log, ['one', 'two']);
});

for (const bad of ['', 'no id', 'CTI-1:', 'cti-1: words', 'CTI-1 words']) {
  test(`the first line "${bad}" is refused`, () => {
    assert.throws(() => parseScenario(bad), ScenarioSyntaxError);
  });
}

test('forms: placeholders, optional parts, alternatives', () => {
  const form = formOf('[agent |supervisor ]{agent} moves to {node}[ taking {duration}]');
  assert.deepEqual(form.match('1001 moves to publisher'), { agent: '1001', node: 'publisher', duration: undefined });
  assert.deepEqual(form.match('supervisor 1000 moves to subscriber taking 1.5 s'), {
    agent: '1000',
    node: 'subscriber',
    duration: '1.5 s',
  });
  for (const other of ['1001 moves to elsewhere', 'agent 1001 moves to publisher now', 'moves to publisher']) {
    assert.equal(form.match(other), undefined);
  }
  assert.deepEqual(formOf('{number:a} and {number:b}').match('1 and 2'), { a: '1', b: '2' });
  assert.throws(() => formOf('{nonsense}'), /nonsense/);
});

test('every verb has a form that can be read', () => {
  for (const { commands = [], expectations = [], settings = [] } of allVerbs) {
    for (const { form, text } of [...commands, ...expectations, ...settings]) {
      formOf(form);
      assert.notEqual(text, '');
    }
  }
});

test('durations and endings', () => {
  assert.deepEqual(['200 ms', '1.5 s', '2 min', '1h'].map(readDuration), [200, 1500, 120_000, 3_600_000]);
  assert.throws(() => readDuration('soon'), ScenarioProblem);
  assert.deepEqual(splitEnding('a is b'), { rest: 'a is b', ending: { kind: 'now' } });
  assert.deepEqual(splitEnding('a is b for 2 s'), { rest: 'a is b', ending: { kind: 'for', ms: 2000 } });
  assert.deepEqual(splitEnding('a between 1 s and 2 s'), {
    rest: 'a',
    ending: { kind: 'between', from: 1000, ms: 2000 },
  });
});

test('actions of the lab, their arguments in any order that leaves no doubt', () => {
  assert.deepEqual(faultCommand('cut-cti both'), { action: 'cut-cti', side: 'both' });
  assert.deepEqual(faultCommand('cut-cti publisher A'), { action: 'cut-cti', side: 'A', node: 'publisher' });
  assert.deepEqual(faultCommand('set-latency ms=200 subscriber'), {
    action: 'set-latency',
    node: 'subscriber',
    ms: 200,
  });
  assert.deepEqual(faultCommand('ring 1001 5550100'), { action: 'ring', agent: '1001', from: '5550100' });
  assert.throws(() => faultCommand('cut-cti C'), ScenarioProblem);
  assert.throws(() => faultCommand('cut-everything'), ScenarioProblem);
  assert.throws(() => faultCommand('cut-cti'), ClusterRefusal);
});

test('words are found in their order, whatever stands between', () => {
  assert.equal(saysWords('User 1001 NOT_READY 50002 Connection Failure', 'User NOT_READY 50002'), true);
  assert.equal(saysWords('User 1001 NOT_READY 50002', 'NOT_READY User'), false);
  assert.equal(saysWords('User 1001 NOT_READY', 'READY'), false);
});

test('a payload without words of its own reads as all of its values; an area brings better ones', () => {
  const item = { event: 'put', source: '', requestId: '', data: { kind: 'Queue', value: { id: '11' } } } as never;
  const heard = (areas: Parameters<typeof wordsWith>[0]) =>
    wordsWith(areas).heard({ kind: 'item', path: '', itemId: '', update: item });
  assert.equal(heard([{ Queue: (queue) => `queue number ${queue.id}` }]), 'queue number 11');
  const unknown = { event: 'put', source: '', requestId: '', data: { kind: 'Later', value: { a: 1, b: ['x', true] } } };
  assert.equal(wordsWith([]).heard({ kind: 'item', path: '', itemId: '', update: unknown as never }), 'Later 1 x true');
});

test('what is false fails, each way of saying when', () => {
  const cut = ['agent 1001 signs in on publisher', 'cut-cti both'];
  assert.deepEqual(why(...cut, 'expect publisher in service within 1 s'), []);
  assert.equal(why(...cut, 'after 1 s', 'expect publisher in service').length, 1);
  assert.equal(why(...cut, 'after 1 s', 'expect publisher in service within 20 s').length, 1);
  assert.equal(why(...cut, 'expect publisher in service after 1 s').length, 1);
  assert.equal(why('cut-cti A', 'expect publisher in service for 1 s').length, 1);
  assert.match(why('cut-cti A', 'after 1 s', 'expect publisher in service between 5 s and 9 s')[0] ?? '', /too early/);
  assert.match(
    why('cut-cti A', 'after 1 s', 'expect publisher in service between 1 s and 2 s')[0] ?? '',
    /not within 2000 ms: out of service/,
  );
  assert.deepEqual(why('cut-cti A', 'after 1 s', 'expect publisher in service between 1 s and 9 s'), []);
});

test('hearing: order, silence, and nobody listening', () => {
  const ready = ['agent 1001 signs in on publisher', '1001 goes READY'];
  assert.deepEqual(why(...ready, 'expect 1001 hears User NOT_READY', 'expect 1001 hears User READY'), []);
  assert.equal(why(...ready, 'expect 1001 hears User READY', 'expect 1001 hears User NOT_READY').length, 1);
  assert.equal(why(...ready, 'expect 1001 next hears User READY').length, 1);
  assert.equal(why(...ready, 'expect 1001 hears nothing for 1 s').length, 1);
  assert.equal(why(...ready, 'expect 1001 hears no READY for 1 s').length, 1);
  assert.deepEqual(why(...ready, 'expect 1001 hears no Dialog for 1 s'), []);
  assert.match(why('expect 1002 hears nothing for 1 s')[0] ?? '', /never connected/);
  assert.match(
    why(...ready, 'after 1 s', 'close desktop of 1001', 'expect 1001 hears nothing for 1 s')[0] ?? '',
    /no open session/,
  );
});

test('a line that cannot be carried out is a failure with its number, and the rest is run', () => {
  const { failures, log } = run('agent 1001 dances', 'ring 1001 5550100', 'expect the moon', 'after 1 s');
  assert.deepEqual(
    failures.map(({ line }) => line.number),
    [2, 3, 4],
  );
  assert.match(failures[1]?.why ?? '', /cannot be called: not signed in/);
  assert.match(log.at(-1) ?? '', /0\.000 {2}> after 1 s/);
  assert.match(why('given release 9.9')[0] ?? '', /12.6 or 11.x/);
  assert.match(why('after 1 s', 'given release 11.x')[0] ?? '', /above the first command/);
  assert.match(why('expect reply 200')[0] ?? '', /nobody has asked/);
});

test('a living desktop is kept by its pings; a crashed one says nothing more', () => {
  const living = why('agent 1001 signs in on publisher', 'expect 1001 present on publisher for 1 h');
  assert.deepEqual(living, []);
  const crashed = why(
    'agent 1001 signs in on publisher',
    'crash desktop of 1001',
    'expect 1001 present on publisher for 1 h',
  );
  assert.equal(crashed.length, 1);
});

test('the same text gives the same log, another seed another one', () => {
  const lines = ['agent 1001 signs in on publisher', '1001 goes READY', 'customer 5550100 rings 1001', '1001 answers'];
  assert.deepEqual(run(...lines).log, run(...lines).log);
  assert.notDeepEqual(run(...lines).log, run('given seed 12', ...lines).log);
});
