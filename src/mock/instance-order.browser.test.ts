import { expect } from '@open-wc/testing';
import { heldLocks, holdLock } from '../thread/locks.ts';
import { becomeWriter, whenNewerClaims } from './instance-order.ts';

describe('two instances of the cluster’s worker', () => {
  let scope = '';
  beforeEach(() => (scope = `writer-test:${crypto.randomUUID()}`));

  /** The holder of a build; resolves `left` when it has given way. */
  async function holder(build: string): Promise<{ left: Promise<void>; release: () => void; claims: () => number }> {
    const release = await becomeWriter(scope, build);
    const spy = new BroadcastChannel(scope);
    let claims = 0;
    spy.onmessage = () => (claims += 1);
    const left = new Promise<void>((resolve) =>
      whenNewerClaims(scope, build, () => {
        release();
        resolve();
      }),
    );
    return { left, release, claims: () => claims };
  }

  it('the older gives way to the newer', async () => {
    const old = await holder('2026-01-01T00:00:00Z');
    const release = await becomeWriter(scope, '2026-01-02T00:00:00Z');
    await old.left;
    release();
  });

  it('a newer one that asks before the older listens is heard later', async () => {
    const releaseOld = await holdLock(scope);
    const waiting = becomeWriter(scope, 'b');
    whenNewerClaims(scope, 'a', releaseOld);
    (await waiting)();
  });

  for (const [what, other] of [
    ['an older one', 'a'],
    ['an equal one', 'b'],
  ] as const) {
    it(`${what} waits`, async () => {
      const present = await holder('b');
      let got = false;
      const waiting = becomeWriter(scope, other).then((release) => {
        got = true;
        release();
      });
      // It has asked twice and was not heard.
      while (present.claims() < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(got).to.equal(false);
      expect(await heldLocks(scope)).to.deep.equal([scope]);
      present.release();
      await waiting;
    });
  }
});
