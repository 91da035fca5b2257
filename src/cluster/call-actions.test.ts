/**
 * Random afternoons of calls with many hands on them. What is offered is taken, and nothing else is; no call is without
 * participants; nobody speaks on two calls; agents and calls tell the same story.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ApiReply, RequestBody } from '../wire/http.ts';
import { paths } from '../wire/paths.ts';
import { encodeReply } from '../wire/rest-codec.ts';
import { createCluster } from './cluster.ts';
import type { Cluster, ClusterOptions } from './contract.ts';
import { afternoon, bodyFor, callActions, extensionOf, settle, shown, steps } from './test/afternoons.ts';
import type { Shown } from './test/afternoons.ts';
import { options } from './test/bench.ts';

function lookRight(all: ReadonlyMap<string, Shown>): void {
  for (const [loginId, { state, dialogs }] of all) {
    const own = dialogs.map((dialog) => {
      assert.ok(dialog.participants.length > 0, `call ${dialog.id} has no participants`);
      const legs = dialog.participants.filter((each) => each.mediaAddress === extensionOf(loginId));
      assert.equal(legs.length, 1, `${loginId} has ${legs.length} legs on call ${dialog.id}`);
      return legs[0]?.state;
    });
    const said = `${loginId} is ${state} with legs ${own.join()}`;
    assert.ok(own.filter((leg) => leg === 'ACTIVE').length <= 1, `${loginId} speaks on two calls`);
    assert.equal(
      ['RESERVED', 'TALKING', 'HOLD'].includes(state),
      own.some((leg) => leg !== 'WRAP_UP'),
      said,
    );
    assert.equal(
      state === 'WORK' || state === 'WORK_READY',
      own.length > 0 && own.every((leg) => leg === 'WRAP_UP'),
      said,
    );
  }
}

const rules = fc.constantFrom(undefined, 'all' as const, 'conference_controller_and_supervisor' as const);
const optionsWith = (rule: ClusterOptions['enableDropParticipantFor']): Partial<ClusterOptions> =>
  rule ? { enableDropParticipantFor: rule } : {};

test('calls and agents tell the same story, whatever is done with them', () => {
  fc.assert(
    fc.property(steps(30), rules, (day, rule) => {
      afternoon(optionsWith(rule), day, lookRight);
    }),
    { numRuns: 120, seed: 20261121 },
  );
});

test('both nodes show the same calls, and everything can be written as XML', () => {
  fc.assert(
    fc.property(steps(25), (day) => {
      const b = afternoon({}, day, lookRight);
      settle(b);
      assert.deepEqual(shown(b, 'publisher'), shown(b, 'subscriber'));
      for (const { dialogs } of shown(b, 'publisher').values()) {
        encodeReply({ status: 200, headers: {}, payload: { kind: 'Dialogs', value: dialogs } });
      }
    }),
    { numRuns: 60, seed: 20261121 },
  );
});

/** One request to a copy of the cluster; what came back at once, and later as an error. */
function attempt(
  settings: ClusterOptions,
  snapshot: ReturnType<Cluster['snapshot']>,
  now: number,
  loginId: string,
  path: string,
  body: RequestBody,
) {
  const copy = createCluster(settings, now, snapshot);
  const authorization = { scheme: 'Basic', loginId, password: 'secret' } as const;
  copy.handle(
    {
      type: 'xmpp',
      node: 'publisher',
      session: 's',
      message: { kind: 'connect', loginId, password: 'secret', resource: 'd' },
    },
    now,
  );
  copy.handle(
    { type: 'rest', id: 'try', node: 'publisher', request: { method: 'PUT', path, body }, authorization },
    now + 20,
  );
  copy.wake(now + 60);
  let reply: ApiReply | undefined;
  const errors: string[] = [];
  for (const effect of copy.effects()) {
    if (effect.type === 'rest-reply' && effect.id === 'try') reply = effect.reply;
    if (effect.type !== 'xmpp' || effect.message.kind !== 'item') continue;
    const { data } = effect.message.update;
    if (data.kind === 'ApiErrors') errors.push(...data.value.map((each) => each.errorData));
  }
  return { status: reply?.status, errors };
}

test('what is offered is taken, what is not offered is refused', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(steps(25), rules, (day, rule) => {
      const changed = optionsWith(rule);
      const b = afternoon(changed, day, lookRight);
      settle(b);
      const all = shown(b, 'publisher');
      const snapshot = b.cluster().snapshot();
      for (const [loginId, { dialogs }] of all) {
        for (const dialog of dialogs) {
          const own = dialog.participants.find((each) => each.mediaAddress === extensionOf(loginId));
          for (const action of callActions) {
            const body = bodyFor(action, extensionOf(loginId), dialog, '0777');
            const { status, errors } = attempt(
              { ...options, ...changed },
              snapshot,
              b.now(),
              loginId,
              paths.dialog(dialog.id),
              body,
            );
            const offered = own?.actions.includes(action) === true;
            assert.deepEqual(
              [loginId, dialog.id, own?.state, action, status, errors],
              [loginId, dialog.id, own?.state, action, offered ? 202 : 400, []],
            );
            if (offered) seen.add(action);
          }
          const data = { kind: 'UpdateCallData', targetMediaAddress: extensionOf(loginId), wrapUpReason: 'x' } as const;
          const { status } = attempt(
            { ...options, ...changed },
            snapshot,
            b.now(),
            loginId,
            paths.dialog(dialog.id),
            data,
          );
          assert.equal(status, own?.actions.includes('UPDATE_CALL_DATA') ? 202 : 400);
        }
      }
    }),
    { numRuns: 80, seed: 20261121 },
  );
  // The afternoons must have come to everything, or this has proved little.
  assert.deepEqual([...seen].sort(), [...callActions].sort());
});
