/**
 * An agent at work on a task, through a failover: what the tests of media and of the ready gate begin with. Test code only.
 *
 * Bodies are asked for by what was sent to the domain, with the node, so that a test can tell once from twice.
 */
import assert from 'node:assert/strict';
import { paths } from '../../wire/paths.ts';
import type { ChannelWord } from '../media-book.ts';
import type { MediaGate } from '../media-view.ts';
import { chat, someOptions, task } from './fake-media.ts';
import { agentId } from './fixtures.ts';
import { Harness, type HarnessOptions } from './harness.ts';

export const mediaPath = paths.userMedia(agentId, chat);

export function gate(h: Harness): MediaGate {
  const domain = h.view.media.domains.find(({ media }) => media.id === chat);
  assert.ok(domain, 'the domain is in the view');
  return domain.gate;
}

export function stateOf(h: Harness): string | undefined {
  return h.view.media.domains[0]?.media.state;
}

export function say(
  h: Harness,
  channel: ChannelWord,
  gadgetId = 'tasks',
  tab = 'one',
  round = h.view.media.round,
): void {
  h.feed({ type: 'media-channel', tab, gadgetId, mrdId: chat, need: 'required', channel, round });
}

/** Bodies sent to the domain since then, with the node. */
export function asked(h: Harness, since = 0): string[] {
  return h.effects.flatMap(({ at, effect }) =>
    at >= since && effect.type === 'request' && effect.request.method === 'PUT' && effect.request.path === mediaPath
      ? [`${effect.request.body?.kind ?? ''} ${effect.node}`]
      : [],
  );
}

export const activations = (h: Harness): number => asked(h).filter((line) => line.startsWith('MediaConnected')).length;

/** Signed in to chat with options, Ready, with one active task; one gadget serves it and is ready. */
export function atWork(options: HarnessOptions = { profile: 'swift' }): Harness {
  const h = new Harness(options).signIn();
  say(h, 'ready');
  h.command('in', { type: 'media-sign-in', mrdId: chat, options: someOptions });
  h.run(500);
  assert.deepEqual(h.outcomeOf('in'), { outcome: 'applied' });
  h.command('go', { type: 'media-state', mrdId: chat, state: 'READY' });
  h.run(500);
  assert.deepEqual(h.outcomeOf('go'), { outcome: 'applied' });
  h.media.tell('post', task('151635_1_1'));
  h.media.set('ACTIVE');
  h.run(100);
  return h;
}

/** The publisher loses its CTI link and dies; the agent ends in Work on the subscriber. */
export function movedInWork(h: Harness): Harness {
  h.media.state = 'WORK';
  h.stopNode('publisher');
  h.untilConnectedAgain().run(500);
  assert.equal(h.view.node, 'subscriber');
  return h;
}
