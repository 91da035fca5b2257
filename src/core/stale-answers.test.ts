/** An answer that events have overtaken is never the last word, however often it happens. Found by the simulation, seed 2277. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paths } from '../wire/paths.ts';
import { agentId, dialog, user } from './test/fixtures.ts';
import { Harness } from './test/harness.ts';

const stale = { status: 200, headers: {}, payload: { kind: 'Dialogs', value: [dialog('77')] } } as const;
const dialogsPath = paths.userDialogs(agentId);

/** So many answers with call 77 in them, each overtaken by news of another call; 77 is over. */
function overtake(h: Harness, answers: number): void {
  h.dialogs = [];
  for (let answer = 0; answer < answers; answer += 1) {
    for (const node of Object.values(h.nodes)) {
      node.scripted.push({ method: 'GET', path: dialogsPath, reply: stale });
    }
  }
}

function stirWhileReading(h: Harness, answers: number): void {
  for (let answer = 0; answer < answers; answer += 1) {
    h.until(() => h.core.snapshot()['requests'] !== undefined && isReading(h));
    h.publish('publisher', dialogsPath, {
      event: 'put',
      source: paths.dialog(`8${answer}`),
      data: { kind: 'Dialog', value: dialog(`8${answer}`, 'DROPPED') },
    });
    h.run(2 * h.latencyMs);
  }
}

function isReading(h: Harness): boolean {
  const requests = h.core.snapshot()['requests'] as { purpose: { kind: string; read?: string } }[];
  return requests.some(({ purpose }) => purpose.kind === 'read' && purpose.read === 'dialogs');
}

describe('answers that events have overtaken', () => {
  it('connected: asked for again until nothing overtakes the answer', () => {
    const h = new Harness().signIn();
    overtake(h, 5);
    const payload = { kind: 'Malformed', error: { code: 'malformed', message: '', path: '' } } as never;
    h.tell('publisher', { kind: 'malformed-item', path: dialogsPath, payload });
    stirWhileReading(h, 5);
    h.run(1_000);
    assert.deepEqual(h.view.dialogs, []);
  });

  it('restoring: work begins with what there is, and a further answer puts it right', () => {
    const h = new Harness().signIn();
    h.closeChannels('publisher');
    overtake(h, 3);
    stirWhileReading(h, 3);
    h.untilPhase('connected', 1_000);
    h.run(1_000);
    assert.deepEqual(h.view.dialogs, []);
  });

  it('a stale answer never tells of a sign-out that is history: the event has told the whole agent, and nobody asks again', () => {
    const h = new Harness().signIn();
    h.closeChannels('publisher');
    const signedOut = { status: 200, headers: {}, payload: { kind: 'User', value: user('LOGOUT') } } as const;
    h.nodes.publisher.scripted.push({ method: 'GET', path: paths.user(agentId), reply: signedOut });
    const isAsked = (): boolean =>
      (h.core.snapshot()['requests'] as { purpose: { read?: string } }[]).some(
        ({ purpose }) => purpose.read === 'user',
      );
    h.until(isAsked);
    const before = h.requests('GET', paths.user(agentId)).length;
    h.setAgent(user('READY'));
    h.run(2_000);
    assert.equal(h.view.phase, 'connected');
    assert.equal(h.view.agent?.state, 'READY');
    assert.equal(h.requests('GET', paths.user(agentId)).length, before);
  });
});
