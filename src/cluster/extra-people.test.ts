/** Agents beyond the named ones: there when a cluster was made with them, and not otherwise. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paths } from '../wire/paths.ts';
import { createCluster } from './cluster.ts';
import type { ClusterOptions } from './contract.ts';
import { extraLoginIds } from './extra-people.ts';
import { extensionOf, isAgentExtension, personOf, teamOf } from './fixtures.ts';
import { subscribeRefusal } from './subscriptions.ts';

const options: ClusterOptions = {
  seed: 1,
  hosts: { publisher: 'a.test', subscriber: 'b.test' },
  release: '12.6',
  load: 0,
};

function statusOfUser(loginId: string, given: ClusterOptions): number | undefined {
  const cluster = createCluster(given, 0);
  cluster.handle(
    {
      type: 'rest',
      id: 'r',
      node: 'publisher',
      request: { method: 'GET', path: paths.user(loginId) },
      authorization: { scheme: 'Basic', loginId, password: 'secret' },
    },
    0,
  );
  cluster.wake(100);
  return cluster.effects().flatMap((each) => (each.type === 'rest-reply' ? each.reply.status : []))[0];
}

test('an extra agent is let in by a cluster that has so many, and by no other', () => {
  assert.equal(statusOfUser('20003', { ...options, extraAgents: 3 }), 200);
  assert.equal(statusOfUser('20003', { ...options, extraAgents: 2 }), 401);
  assert.equal(statusOfUser('20003', options), 401);
  assert.equal(statusOfUser('1001', options), 200);
});

test('the peripheral knows exactly those', () => {
  const loginIds = (given: ClusterOptions): string[] =>
    createCluster(given, 0)
      .view()
      .agents.map((each) => each.loginId);
  assert.deepEqual(loginIds({ ...options, extraAgents: 2 }), [...loginIds(options), '20001', '20002']);
});

test('teams of twenty; a phone for each', () => {
  assert.equal(personOf('20020')?.teamId, personOf('20001')?.teamId);
  assert.notEqual(personOf('20021')?.teamId, personOf('20001')?.teamId);
  assert.equal(teamOf(personOf('29999')?.teamId ?? '')?.name, 'Team 600');
  assert.ok(isAgentExtension(extensionOf('20001')));
  assert.ok(!isAgentExtension('23000'));
  assert.equal(personOf('20000'), undefined);
});

test('an extra agent hears the messages of its own team, as the named ones do, and of no other', () => {
  for (const loginId of ['20001', '1001']) {
    assert.equal(subscribeRefusal(loginId, paths.teamTeamMessages(personOf(loginId)?.teamId ?? '')), undefined);
  }
  assert.equal(subscribeRefusal('20001', paths.teamTeamMessages(personOf('1001')?.teamId ?? '')), 'forbidden');
});

test('a number that cannot be is refused', () => {
  assert.throws(() => extraLoginIds(10_000), RangeError);
  assert.throws(() => extraLoginIds(1.5), RangeError);
});
