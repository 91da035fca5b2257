/** One connection delivers in order, also around the end of a cut. Found by the simulation, seed 38. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyNetworkFault, openConnection, sendPacket, stepNetwork } from './network.ts';
import { freshNetwork } from './network-state.ts';

test('a packet that was sent during a cut does not overtake what the cut held', () => {
  const network = freshNetwork({ publisher: 400, subscriber: 400 });
  const connection = openConnection(network, {
    kind: 'session',
    client: 'a',
    name: 's',
    node: 'publisher',
    gone: false,
  });
  const say = (ping: number, at: number): void =>
    sendPacket(network, 'publisher', { kind: 'to-client', connection, message: { kind: 'pong', ping } }, at);
  const heard: number[] = [];
  const advance = (until: number): void => {
    for (let at = 0; at <= until; at += 1) {
      for (let step = stepNetwork(network, at); step; step = stepNetwork(network, at)) {
        for (const arrival of step) {
          if (arrival.kind === 'at-client' && arrival.packet.kind === 'to-client') {
            const { message } = arrival.packet;
            if (message.kind === 'pong') heard.push(message.ping);
          }
        }
      }
    }
  };
  applyNetworkFault(network, { action: 'cut-network' }, 0);
  say(1, 0);
  advance(450);
  say(2, 450);
  applyNetworkFault(network, { action: 'restore-network' }, 500);
  advance(2_000);
  assert.deepEqual(heard, [1, 2]);
});
