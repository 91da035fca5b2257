/** Any sequence of frames, sensible or not, against what must hold for every stream. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { XmppFromClient } from '../../src/cluster/contract.ts';
import type { StreamEvent } from '../cluster-host.ts';
import { auth, openFrame, plain } from '../test/xmpp-client.ts';
import { createStream } from './stream.ts';
import { readFrame } from './xml.ts';

/** A cluster that answers at once, or when it is told to, as the real one does. */
function fakeCluster(onEvent: (event: StreamEvent) => void) {
  const asked: XmppFromClient[] = [];
  const due: StreamEvent[] = [];
  const answerTo = (message: XmppFromClient): readonly StreamEvent[] => {
    switch (message.kind) {
      case 'authenticate':
        return [{ kind: message.password === 'secret' ? 'authenticated' : 'not-authenticated' }];
      case 'connect':
        return [
          { kind: 'bound', jid: `${message.loginId}@localhost/${message.resource}` },
          { kind: 'presence', user: 'finesse', available: true },
        ];
      case 'subscribe':
        return [{ kind: 'subscribed', path: message.path }];
      case 'unsubscribe':
        return [{ kind: 'unsubscribed', path: message.path, found: false }];
      case 'list-subscriptions':
        return [{ kind: 'subscriptions', subscriptions: [{ path: '/a', bare: true }] }];
      case 'ping':
        return [{ kind: 'pong', ping: message.ping }];
      default:
        return [];
    }
  };
  return {
    asked,
    forgotten: false,
    send(message: XmppFromClient) {
      asked.push(message);
      due.push(...answerTo(message));
    },
    forget() {
      this.forgotten = true;
    },
    settle(): void {
      for (let event = due.shift(); event; event = due.shift()) onEvent(event);
    },
    tell: onEvent,
  };
}

const iq = (type: string, content: string, to = ''): string =>
  `<iq xmlns="jabber:client" id="1" type="${type}"${to}>${content}</iq>`;
const inPubsub = (content: string): string => `<pubsub xmlns="http://jabber.org/protocol/pubsub">${content}</pubsub>`;
const toPubsub = ' to="pubsub.localhost"';
const sensible = [
  openFrame(),
  auth(plain('1001', 'secret')),
  auth(plain('1001', 'wrong')),
  auth(''),
  '<abort xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/>',
  iq('set', '<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><resource>r</resource></bind>'),
  iq('set', '<session xmlns="urn:ietf:params:xml:ns:xmpp-session"/>'),
  iq('get', '<query xmlns="jabber:iq:roster"/>'),
  iq('get', '<ping xmlns="urn:xmpp:ping"/>'),
  iq('set', inPubsub('<subscribe node="/a" jid="1001@localhost/r"/>'), toPubsub),
  iq('set', inPubsub('<unsubscribe node="/a" jid="1001@localhost"/>'), toPubsub),
  iq('get', inPubsub('<subscriptions/>'), toPubsub),
  iq('get', inPubsub(''), toPubsub),
  iq('result', ''),
  '<presence xmlns="jabber:client"/>',
  '<presence xmlns="jabber:client" type="unavailable"/>',
  '<presence xmlns="jabber:client" type="probe" to="finesse@localhost"/>',
  '<message xmlns="jabber:client" to="1002@localhost"><body>x</body></message>',
];
const rude = [
  '',
  '<',
  '<a/>',
  openFrame('elsewhere'),
  '<close xmlns="urn:ietf:params:xml:ns:xmpp-framing"/>',
  '&',
  '<iq/>',
];
const login = [openFrame(), auth(plain('1001', 'secret')), openFrame(), sensible[5] ?? ''];

/** What a run does: a frame, or the cluster's answers, or the cluster's own word. */
const step = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...sensible) },
  { weight: 2, arbitrary: fc.constant('*settle') },
  { weight: 1, arbitrary: fc.constantFrom(...rude, '*presence', '*conflict', '*reset') },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
);

test('whatever is sent: no throw, one end, nothing after it, nothing asked without a login, every frame an element', () => {
  let bound = 0;
  fc.assert(
    fc.property(fc.boolean(), fc.array(step, { maxLength: 40 }), (loggedIn, steps) => {
      let clusterSide: ReturnType<typeof fakeCluster> | undefined;
      const ends: string[] = [];
      let names = 0;
      const stream = createStream({
        domain: { host: 'localhost', pubsub: 'pubsub.localhost' },
        openCluster: (onEvent) => (clusterSide = fakeCluster(onEvent)),
        newName: () => `n${(names += 1)}`,
        send(frame) {
          assert.deepEqual(ends, [], 'a frame after the end');
          assert.ok(readFrame(frame), `no element: ${frame}`);
        },
        end: (how) => ends.push(how),
      });
      const cluster = clusterSide;
      assert.ok(cluster);
      for (const each of [...(loggedIn ? login.flatMap((frame) => [frame, '*settle']) : []), ...steps]) {
        if (each === '*settle') cluster.settle();
        else if (each === '*presence') cluster.tell({ kind: 'presence', user: 'finesse', available: false });
        else if (each === '*conflict') cluster.tell({ kind: 'closed', reason: 'conflict' });
        else if (each === '*reset') cluster.tell({ kind: 'closed', reason: 'reset' });
        else stream.receive(each);
      }
      if (stream.jid !== undefined) bound += 1;
      const before = cluster.asked.length;
      if (ends.length > 0) {
        stream.receive(openFrame());
        assert.equal(cluster.asked.length, before, 'the cluster hears nothing of a stream that is over');
      }
      stream.closed();
      assert.equal(ends.length, 1);
      assert.ok(cluster.forgotten);
      const kinds = cluster.asked.map(({ kind }) => kind);
      const connected = kinds.indexOf('connect');
      assert.ok(connected < 0 || kinds.slice(0, connected).every((kind) => kind === 'authenticate'));
      assert.ok(connected >= 0 || kinds.every((kind) => kind === 'authenticate'), 'asked without a login');
      assert.ok(kinds.filter((kind) => kind === 'disconnect').length <= 1);
    }),
    { numRuns: 500 },
  );
  assert.ok(bound > 50, `only ${bound} runs came as far as a bound stream`);
});
