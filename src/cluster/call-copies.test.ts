import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withParties, withStates } from './calls.ts';
import type { Call, Party } from './messages.ts';

/** With every field there is: one that a copy forgets would be lost at the next step of the call. */
const leg: Required<Party> = {
  address: '23001',
  loginId: '20001',
  state: 'HELD',
  stateCause: 'BUSY',
  startedAt: 1,
  changedAt: 2,
  joinable: true,
};
const call: Required<Call> = {
  id: '7',
  callType: 'CONFERENCE',
  from: '5550100',
  to: '23001',
  dialedNumber: '8001',
  queueId: '11',
  variables: [{ name: 'callVariable1', value: 'x' }],
  wrapUpReason: 'done',
  startedAt: 1,
  parties: [leg],
  associatedId: '5',
  secondaryId: '6',
  controller: '20001',
  campaign: { customer: '5550100', outcome: 'answers' },
};

describe('DIALOG: a call is copied field by field at each step', () => {
  it('with all its fields and other parties', () => {
    assert.deepEqual(withParties(call, []), { ...call, parties: [] });
    assert.deepEqual(Object.keys(withParties({ ...call }, [leg])).sort(), Object.keys(call).sort());
  });

  it('with a leg in another state, all else of it kept; a leg whose state stays is the same one', () => {
    const after = withStates(call, 9, () => 'ACTIVE', 'NONE');
    assert.deepEqual(after.parties, [{ ...leg, state: 'ACTIVE', stateCause: 'NONE', changedAt: 9 }]);
    assert.equal(withStates(call, 9, () => undefined).parties[0], leg);
  });

  it('and what is absent stays absent', () => {
    const { associatedId: _a, secondaryId: _s, controller: _c, campaign: _m, ...plain } = call;
    const { loginId: _l, joinable: _j, ...outside } = leg;
    const after = withStates({ ...plain, parties: [outside] }, 9, () => 'DROPPED');
    assert.deepEqual(Object.keys(after).sort(), Object.keys(plain).sort());
    assert.deepEqual(Object.keys(after.parties[0] ?? {}).sort(), Object.keys(outside).sort());
  });
});
