/** Transcripts of rows that the core meets as a whole, one story each, in every profile. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import { profileNames } from './contract.ts';
import { errors, reply } from './test/fake-node.ts';
import { agentId, dialog, user } from './test/fixtures.ts';
import { Harness, signedInOnACall } from './test/harness.ts';

for (const profile of profileNames) {
  describe(`rows, ${profile}`, () => {
    it('CTI-4: a node whose every answer is 503 is out of service, whether or not it said so; a held wish is not lost', () => {
      const h = new Harness({ profile }).signIn();
      // The link to its CTI server is gone; the event about it never arrives.
      Object.assign(h.nodes.publisher, { status: 'OUT_OF_SERVICE', heartbeat: 'failure' });
      h.command('c', { type: 'set-state', state: 'READY' });
      h.untilLost();
      assert.equal(h.view.lastMove, undefined);
      assert.equal(h.view.nodes.publisher.status, 'out-of-service');
      assert.deepEqual(h.view.banner?.params['trigger'], 'out-of-service');
      h.untilPhase('connected').run(100);
      assert.equal(h.view.node, 'subscriber');
      assert.equal(h.outcomeOf('c')?.outcome, profile === 'swift' ? 'applied' : 'not-applied');
    });

    it('CTI-4: out of service without an alternate: it waits, and says nothing that no probe has shown', () => {
      const h = new Harness({ profile }).signIn();
      h.stopNode('subscriber');
      h.setStatus('publisher', 'OUT_OF_SERVICE');
      h.untilPhase('searching').run(60_000);
      assert.equal(h.view.phase, 'searching');
      assert.deepEqual(
        [h.view.nodes.publisher.status, h.view.nodes.subscriber.status],
        ['out-of-service', 'unreachable'],
      );
    });

    it('CTI-5: the last state of agent, call and call data is taken over after the reconnect', () => {
      const h = signedInOnACall({ profile });
      h.stopNode('subscriber');
      h.setStatus('publisher', 'OUT_OF_SERVICE');
      h.untilPhase('searching');
      // While the node is deaf the call goes on: held, with new data. 11.x publishes every action on the way, 12.6 the last.
      const { mediaProperties } = dialog('77');
      const callVariables = [{ name: 'callVariable1', value: 'platinum' }];
      h.dialogs = [dialog('77', 'HELD', { mediaProperties: { ...mediaProperties, callVariables } })];
      h.agent = user('HOLD');
      h.setStatus('publisher', 'IN_SERVICE');
      if (profile === '11.x') {
        h.setDialogs('put', dialog('77', 'ACTIVE'));
        h.setDialogs('put', dialog('77', 'HELD', { mediaProperties: { ...mediaProperties, callVariables } }));
      }
      h.untilPhase('connected');
      assert.equal(h.view.node, 'publisher');
      assert.equal(h.view.agent?.state, 'HOLD');
      assert.equal(h.view.dialogs.length, 1);
      assert.equal(h.view.dialogs[0]?.mediaProperties.callVariables[0]?.value, 'platinum');
      assert.equal(h.view.dialogs[0].participants[1]?.state, 'HELD');
    });

    for (const [release, seconds] of [
      ['12.5 and later', [35, 75]],
      ['11.6 and 12.0', [75, 120]],
      ['11.6 and 12.0, a large site', [120, 160]],
    ] as const) {
      it(`CTI-9: a PG of ${release}: both nodes out for ${seconds.join(' to ')} s; whenever it is over, work goes on at once`, () => {
        for (const outage of seconds) {
          const h = signedInOnACall({ profile });
          h.setStatus('publisher', 'OUT_OF_SERVICE');
          h.setStatus('subscriber', 'OUT_OF_SERVICE');
          h.run(outage * 1000);
          assert.equal(h.view.phase, 'searching');
          const back = h.now;
          h.setStatus('publisher', 'IN_SERVICE');
          h.setStatus('subscriber', 'IN_SERVICE');
          h.untilPhase('connected');
          assert.ok(h.now - back < 1_000, 'the event of the current node is enough');
          assert.equal(h.view.epoch, 1);
          assert.equal(h.view.dialogs.length, 1);
        }
      });
    }

    it('AW-4: databases lost and the cached sign-in expired: a 401 asks for the password again and keeps everything', () => {
      const h = signedInOnACall({ profile });
      h.nodes.publisher.scripted.push({
        method: 'GET',
        path: paths.user(agentId),
        reply: reply(401, errors('Unauthorized')),
      });
      // Whatever makes the core read again while connected: here an event that could not be read.
      const [channel] = h.nodes.publisher.channels;
      const payload = { kind: 'Malformed', error: { code: 'not-xml', path: '', message: 'x' } } as never;
      const path = paths.user(agentId);
      h.feed({
        type: 'channel',
        channel: channel!.id,
        epoch: channel!.epoch,
        event: { kind: 'malformed-item', path, payload },
      });
      h.untilPhase('expired');
      assert.equal(h.view.dialogs.length, 1, 'the call is still shown');
      assert.equal(h.view.banner?.key, 'expired');
      h.feed({ type: 'sign-in', agentId, extension: '4001', node: 'publisher' });
      h.untilPhase('connected');
      assert.equal(h.view.agent?.state, 'TALKING');
    });

    it('AW-4: "Operation timed out" is told as the node said it, and is no reason to leave the node', () => {
      const h = new Harness({ profile }).signIn();
      const refusal = reply(500, errors('Operation timed out', 'The operation timed out'));
      h.nodes.publisher.scripted.push({ method: 'PUT', path: paths.user(agentId), reply: refusal });
      h.command('c', { type: 'set-state', state: 'READY' });
      h.run(1_000);
      assert.deepEqual(h.outcomeOf('c'), {
        outcome: 'not-applied',
        code: 'Operation timed out',
        message: 'The operation timed out',
      });
      assert.equal(h.view.toasts.at(-1)?.key, 'command-refused');
      h.run(30_000);
      assert.equal(h.view.phase, 'connected');
      assert.equal(h.view.epoch, 1);
    });

    it('AW-5: a request times out before the node notices its database; the retry succeeds, and the node is kept', () => {
      const h = new Harness({ profile }).signIn();
      h.nodes.publisher.scripted.push({ method: 'PUT', path: paths.user(agentId), reply: 'lost' });
      h.command('first', { type: 'set-state', state: 'READY' });
      h.run(45_000);
      assert.equal(h.outcomeOf('first')?.outcome, 'unknown', 'nobody can say; the agent is asked to look');
      h.command('second', { type: 'set-state', state: 'READY' });
      h.run(1_000);
      assert.deepEqual(h.outcomeOf('second'), { outcome: 'applied' });
      assert.equal(h.view.epoch, 1);
      assert.equal(h.view.phase, 'connected');
    });

    for (const [cause, fault] of [
      ['the network to the notification service', (h: Harness) => h.stopNotification('publisher')],
      ['the whole node', (h: Harness) => h.stopNode('publisher')],
      ['the network', (h: Harness) => h.cutNetwork('publisher')],
      ['the web application', (h: Harness) => h.setFinesse('publisher', false)],
      ['CTI', (h: Harness) => h.setStatus('publisher', 'OUT_OF_SERVICE')],
    ] as const) {
      it(`DF-1, DF-8: lost is ${cause}: told at once, then each step, then the end with its time`, () => {
        const h = new Harness({ profile }).signIn();
        const since = h.notices.length;
        fault(h);
        h.untilLost();
        // DF-8: the first word falls in the very moment in which the loss is noticed.
        assert.equal(h.notices[since]?.key, 'connection-lost');
        assert.equal(h.notices[since].at, h.phases.find(({ phase }) => phase === 'suspect')?.at);
        h.untilPhase('connected');
        const told = h.notices.slice(since).filter(({ kind }) => kind === 'banner');
        assert.deepEqual(
          told.map(({ key }) => key),
          ['connection-lost', 'searching', 'switching', 'restoring', 'moved'],
        );
        const { from, to, seconds } = told.at(-1)!.params;
        assert.deepEqual([from, to], ['publisher', 'subscriber']);
        const { startedAt, endedAt } = h.view.lastMove!;
        assert.ok(Math.abs(Number(seconds) - (endedAt - startedAt) / 1000) < 0.06);
      });
    }

    it('DF-11: a desktop that nothing holds up is well inside the published 50 to 110 s', () => {
      for (const fault of ['stopNode', 'cutNetwork'] as const) {
        const h = signedInOnACall({ profile, latencyMs: 200 }).run(5_000);
        const since = h.now;
        h[fault]('publisher');
        h.untilConnectedAgain();
        const took = h.now - since;
        assert.ok(took < 110_000, `${took} ms`);
        if (profile === 'swift') assert.ok(took < 20_000, `${took} ms`);
      }
    });
  });
}
