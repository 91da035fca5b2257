import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ProfileName } from './contract.ts';
import { dialog, reason, user } from './test/fixtures.ts';
import { Harness } from './test/harness.ts';

describe('what the server does to the agent', () => {
  const forced = (code: number, more: Parameters<typeof user>[1] = {}) =>
    user('NOT_READY', { reasonCodeId: -1, reasonCode: reason(code, -1, 'Connection Failure'), ...more });
  const keysOf = (h: Harness) => h.view.toasts.map(({ key }) => key).filter((key) => key !== 'events-missed');

  function moved(withCall = false, profile: ProfileName = 'swift'): Harness {
    const h = new Harness({ profile });
    h.agent = user(withCall ? 'TALKING' : 'READY');
    if (withCall) h.dialogs = [dialog('77')];
    h.signIn();
    h.stopNode('publisher');
    h.untilConnectedAgain();
    return h;
  }

  for (const code of [255, 50002, 20001, 20002]) {
    it(`PF-3: a late forced logout (${code}) of the old node is explained`, () => {
      const h = moved();
      h.run(170_000);
      h.setAgent(forced(code));
      h.run(100);
      assert.equal(h.view.phase, 'connected', 'survived');
      const [toast] = h.view.toasts;
      assert.equal(toast?.key, 'forced-logout');
      assert.equal(toast.params['code'], code);
      assert.ok(Number(toast.params['secondsSinceMove']) >= 170);
    });
  }

  for (const code of [999, 50003, 50004]) {
    it(`${code} is not confused with it`, () => {
      const h = moved();
      h.run(10_000);
      h.setAgent(forced(code));
      h.run(100);
      assert.deepEqual(keysOf(h), code === 999 ? ['changed-by-supervisor'] : []);
    });
  }

  it('after 180 s it is something else', () => {
    const h = moved();
    h.run(181_000);
    h.setAgent(forced(50002));
    h.run(100);
    assert.deepEqual(keysOf(h), []);
  });

  it('PF-3: put off to the end of the call that was up at the move, however long that takes', () => {
    const h = moved(true);
    h.run(900_000);
    h.setDialogs('delete', dialog('77', 'DROPPED'));
    h.setAgent(forced(50002));
    h.run(100);
    assert.deepEqual(keysOf(h), ['forced-logout']);
  });

  it('PF-7: Connection Failure after a CTI outage on the same node is no forced logout', () => {
    const h = new Harness({ profile: '12.6' }).signIn();
    h.setStatus('publisher', 'OUT_OF_SERVICE');
    h.setStatus('subscriber', 'OUT_OF_SERVICE');
    h.run(30_000);
    h.agent = forced(50002);
    h.setStatus('publisher', 'IN_SERVICE');
    h.untilPhase('connected');
    assert.deepEqual(keysOf(h), ['link-failure-shown']);
  });

  it('PF-9: logged out by the server, 12.6: told why, signed out here, nothing left open', () => {
    const h = moved(false, '12.6');
    h.nodes.subscriber.rest = 'silent';
    h.command('c', { type: 'make-call', to: '1' });
    h.setAgent(user('LOGOUT', { reasonCode: reason(50002, -1, 'System Failure') }));
    h.run(100);
    assert.equal(h.view.phase, 'signed-out');
    assert.deepEqual(keysOf(h), ['forced-logout']);
    assert.equal(h.view.banner?.key, 'signed-out');
    assert.equal(h.view.banner.params['code'], 50002);
    assert.equal(h.settled.length, 1);
    assert.equal(h.persisted, undefined);
  });

  it('a supervisor signs the agent out', () => {
    const h = new Harness().signIn();
    h.setAgent(user('LOGOUT', { reasonCode: reason(999, -1, 'Supervisor Initiated') }));
    h.run(100);
    assert.deepEqual(keysOf(h), ['changed-by-supervisor']);
    assert.equal(h.view.phase, 'signed-out');
  });
});
