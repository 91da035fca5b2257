/** What an agent is told of a command that nobody answered: never that it was not sent, where it may have been. */
import { expect } from '@open-wc/testing';
import { RpcError } from '../thread/rpc.ts';
import { sdkTexts, tellOutcome } from './words.ts';

describe('what is told of a command on which the desktop itself failed', () => {
  for (const code of ['worker-gone', 'deadline']) {
    it(`${code}: it may have taken place`, async () => {
      const told = await tellOutcome(Promise.reject(new RpcError(code, 'no answer to command')));
      expect(told).to.equal(sdkTexts.noAnswer);
    });
  }

  it('what was not taken was not sent', async () => {
    const told = await tellOutcome(Promise.reject(new RpcError('illegal-input', 'what is that?')));
    expect(told).to.equal('It could not be sent: what is that?');
  });
});
