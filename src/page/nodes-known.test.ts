// Who looks at the nodes when the page has just been loaded waits until the core has told of them, and not for ever.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DesktopView } from '../core/view.ts';
import type { CoreClient } from '../worker/client/contract.ts';
import { nodesKnown } from './nodes-known.ts';

type Listener = Parameters<CoreClient['onView']>[0];

function clientWith(first?: DesktopView) {
  const listeners = new Set<Listener>();
  return {
    view: first,
    listeners,
    onView: (listener: Listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    show: (view: DesktopView) => {
      for (const listener of [...listeners]) listener(view, []);
    },
  };
}

const viewOf = (phase: string, publisher?: number, subscriber?: number): DesktopView =>
  ({
    phase,
    nodes: { publisher: { seenAt: publisher }, subscriber: { seenAt: subscriber } },
  }) as unknown as DesktopView;

const isSettled = async (promise: Promise<void>): Promise<boolean> =>
  Promise.race([promise.then(() => true), new Promise<false>((resolve) => setImmediate(() => resolve(false)))]);

test('what is known already, or a desktop where nobody is signed in, is not waited for', async () => {
  for (const view of [viewOf('connected', 1, 2), viewOf('signed-out')]) {
    const client = clientWith(view);
    await nodesKnown(client);
    assert.equal(client.listeners.size, 0);
  }
});

test('it waits for the view and for both nodes', async () => {
  const client = clientWith();
  const known = nodesKnown(client, 60_000);
  client.show(viewOf('restoring'));
  client.show(viewOf('connected', 1));
  assert.equal(await isSettled(known), false);
  client.show(viewOf('connected', 1, 2));
  await known;
  assert.equal(client.listeners.size, 0);
});

test('a node that is never seen is not waited for for ever', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const client = clientWith(viewOf('connected', 1));
  const known = nodesKnown(client, 3000);
  context.mock.timers.tick(2999);
  assert.equal(await isSettled(known), false);
  context.mock.timers.tick(1);
  await known;
  assert.equal(client.listeners.size, 0);
});
