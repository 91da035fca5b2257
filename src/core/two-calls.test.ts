/** One call is the sign of one make-call. Found by the simulation, seed 1558. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { extension, dialog } from './test/fixtures.ts';
import { Harness } from './test/harness.ts';

it('of two calls asked for in silence, the one that came about is applied and the other unknown', () => {
  const h = new Harness({ obeys: false }).signIn();
  h.cutNetwork('publisher');
  h.command('first', { type: 'make-call', to: '5550000' });
  h.run(3_000);
  h.command('second', { type: 'make-call', to: '5550000' });
  h.dialogs = [dialog('900', 'ACTIVE', { fromAddress: extension, toAddress: '5550000' })];
  h.untilConnectedAgain(180_000);
  assert.deepEqual(h.outcomeOf('first'), { outcome: 'applied' });
  assert.deepEqual(h.outcomeOf('second'), { outcome: 'unknown' });
});
