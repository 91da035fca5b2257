/** `ReasonCodes` from their documented form, and what is refused of them. Round trips: `round-trip.test.ts`. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeReasonCodes } from './reason-code-codec.ts';
import { complaint } from './test/complaint.ts';

void describe('ReasonCodes', () => {
  it('are read as a list, even of one or none', () => {
    const one =
      '<ReasonCodes category="NOT_READY"><ReasonCode><category>LOGOUT</category><code>1</code></ReasonCode></ReasonCodes>';
    assert.deepEqual(decodeReasonCodes(one), [
      { uri: '', id: -1, category: 'LOGOUT', code: 1, label: '', forAll: false, systemCode: false },
    ]);
    assert.deepEqual(decodeReasonCodes('<ReasonCodes/>'), []);
  });
  it('name the one that cannot be read', () => {
    const xml =
      '<ReasonCodes><ReasonCode><category>LOGOUT</category><code>1</code></ReasonCode><ReasonCode/></ReasonCodes>';
    assert.equal(
      complaint(() => decodeReasonCodes(xml)),
      'missing-field ReasonCodes/ReasonCode[2]/code',
    );
  });
});
