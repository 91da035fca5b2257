/** The lab's arguments: what comes from outside is checked, and the catalogue is complete. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClusterRefusal } from '../cluster/contract.ts';
import { faultCatalogue, parseFault } from './fault-arguments.ts';
import type { WorldFault } from './contract.ts';

const examples: Record<WorldFault['action'], Record<string, unknown>> = {
  'stop-node': { node: 'publisher' },
  'start-node': { node: 'subscriber' },
  'stop-notification': { node: 'publisher' },
  'start-notification': { node: 'publisher' },
  'hide-finesse-presence': { node: 'publisher' },
  'show-finesse-presence': { node: 'publisher' },
  'cut-cti': { side: 'both' },
  'restore-cti': { side: 'A', node: 'publisher' },
  'cut-network': {},
  'restore-network': { node: 'publisher' },
  'set-latency': { ms: 200 },
  'campaign-call': { agent: '1001', customer: '5550300', mode: 'preview', outcome: 'answers' },
  ring: { agent: '1001', from: '+49 30'.replace(' ', '') },
  'hang-up': { agent: '1001' },
  'conference-faults': { mode: 'on', kind: 'missing-call' },
  'cut-awdb': { side: 'both' },
  'restore-awdb': { side: 'primary' },
  'start-maintenance': { node: 'publisher' },
  'start-pg-maintenance': { outcome: 'error' },
  'refuse-certificate': { agent: '1001' },
  'crowd-arrives': { node: 'subscriber', ms: 12_000 },
  'sign-in-elsewhere': { agent: '1001' },
  'fail-imp': {},
  'offer-task': { agent: '1001', mrd: '5000' },
  'set-sign-in': { lasts: '11 min' },
  'set-property': { property: 'enableAutoWorkModeStateChange', value: 'false', node: 'publisher' },
};

test('every action is in the catalogue once, described, and its example is taken', () => {
  assert.deepEqual(faultCatalogue.map((each) => each.action).sort(), Object.keys(examples).sort());
  for (const { action, text } of faultCatalogue) {
    assert.match(text, /^[A-Z].*\.$/);
    assert.deepEqual(parseFault(action, examples[action]), { action, ...examples[action] });
  }
  assert.deepEqual(JSON.parse(JSON.stringify(faultCatalogue)), faultCatalogue);
});

test('numbers typed as numbers are taken as text', () => {
  assert.deepEqual(parseFault('ring', { agent: 1001, from: 301 }), { action: 'ring', agent: '1001', from: '301' });
});

test('refusals say what would be right', () => {
  const refusal = (action: string, args: Record<string, unknown>): string => {
    try {
      parseFault(action, args);
    } catch (error) {
      assert.ok(error instanceof ClusterRefusal);
      return `${error.code}: ${error.message}`;
    }
    return 'taken';
  };
  assert.match(refusal('stop', {}), /^unknown-action: There is no action "stop"\. Known are: stop-node, /);
  assert.equal(refusal('stop-node', {}), 'bad-arguments: stop-node: "node" is missing: "publisher" or "subscriber".');
  assert.equal(
    refusal('ring', { agent: '1001', from: {} }),
    'bad-arguments: ring: "from" must be a telephone number such as "0301234567".',
  );
  assert.equal(refusal('cut-network', { nod: 'publisher' }), 'bad-arguments: cut-network: it takes no argument "nod".');
  assert.match(refusal('constructor', {}), /^unknown-action/);
  assert.match(refusal('hang-up', { agent: '' }), /^bad-arguments/);
});
