import { expect } from '@open-wc/testing';
import type { ChannelEvent } from '../../core/contract.ts';
import type { ClientToCluster, ClusterToClient, LinkFrameIn } from '../../mock/protocol.ts';
import { originNow } from '../../thread/clock.ts';
import { holdLock } from '../../thread/locks.ts';
import { paths } from '../../wire/paths.ts';
import type { LinkAnswer } from './link.ts';
import { createMockLink } from './mock-link.ts';
import type { MockLink } from './mock-link.ts';

const credential = { agentId: '1001', password: 'secret' } as const;
const get = { method: 'GET', path: paths.systemInfo } as const;

/** A cluster's end of a port, driven by hand. */
function handDriven(): {
  readonly port: MessagePort;
  next(type: ClientToCluster['type']): Promise<ClientToCluster>;
  send(message: ClusterToClient): void;
} {
  const { port1, port2 } = new MessageChannel();
  const arrived: ClientToCluster[] = [];
  let look: () => void = () => undefined;
  port1.onmessage = (event: MessageEvent<ClientToCluster>) => {
    arrived.push(event.data);
    look();
  };
  return {
    port: port2,
    send: (message) => port1.postMessage(message),
    next: (type) =>
      new Promise((resolve) => {
        look = () => {
          const index = arrived.findIndex((message) => message.type === type);
          const found = arrived[index];
          if (!found) return;
          arrived.splice(index, 1);
          resolve(found);
        };
        look();
      }),
  };
}

function linkOf(): { readonly link: MockLink; readonly lost: Promise<void>; readonly speeds: number[] } {
  let onLost: () => void = () => undefined;
  const lost = new Promise<void>((resolve) => (onLost = resolve));
  const speeds: number[] = [];
  const onClock = ({ speed }: { speed: number }) => speeds.push(speed);
  return { link: createMockLink({ aliveLock: 'test-link', speed: 7, onClock, onLost }), lost, speeds };
}

const answerOf = (link: MockLink, body?: string) =>
  new Promise<LinkAnswer>((resolve) => {
    const request = body === undefined ? get : { method: 'PUT' as const, path: paths.dialog('1'), body: call(body) };
    link.request('publisher', request, undefined, resolve);
  });
const call = (text: string) => ({ kind: 'UpdateCallData', targetMediaAddress: '4001', wrapUpReason: text }) as const;

async function channel(frames: readonly LinkFrameIn[]): Promise<ChannelEvent[]> {
  const { link } = linkOf();
  const cluster = handDriven();
  link.attach(cluster.port);
  const events: ChannelEvent[] = [];
  const told = new Promise<void>((resolve) => {
    const opening = { channel: 1, node: 'publisher', resource: 'desktop-4001', credential } as const;
    link.openChannel(opening, (event) => {
      events.push(event);
      // The pong is the last frame; a channel that has ended hands on none.
      if (event.kind === 'pong' || event.kind === 'failed' || event.kind === 'closed') resolve();
    });
  });
  const connect = await cluster.next('xmpp');
  if (connect.type !== 'xmpp') throw new Error('no connect');
  for (const frame of [...frames, { kind: 'pong', ping: 99 } as const]) {
    cluster.send({ type: 'xmpp', session: connect.session, frame });
  }
  await told;
  link.close();
  return events.filter(({ kind }) => kind !== 'pong');
}

describe('mock link', () => {
  it('says who it is, and sends XML with the credentials that are given', async () => {
    const { link } = linkOf();
    const cluster = handDriven();
    link.attach(cluster.port);
    expect(await cluster.next('hello')).to.deep.equal({
      type: 'hello',
      role: 'core',
      aliveLock: 'test-link',
      speed: 7,
    });
    const body = { kind: 'UserState', state: 'READY' } as const;
    const authorization = { scheme: 'Basic', loginId: '1001', password: 'secret' } as const;
    const put = { method: 'PUT', path: paths.user('1001'), body } as const;
    link.request('subscriber', put, authorization, () => undefined);
    const sent = await cluster.next('rest');
    if (sent.type !== 'rest') throw new Error('no rest');
    expect(sent.node).to.equal('subscriber');
    expect(sent.request.body).to.contain('<state>READY</state>');
    expect(Object.values(sent.request.headers)).to.include(`Basic ${btoa('1001:secret')}`);
    link.close();
    expect((await cluster.next('goodbye')).type).to.equal('goodbye');
  });

  it('without a port everything is refused, and never synchronously', async () => {
    const { link } = linkOf();
    let synchronous = true;
    const answer = new Promise<boolean>((resolve) => {
      link.request('publisher', get, undefined, () => resolve(synchronous));
    });
    synchronous = false;
    expect(await answer).to.equal(false);
    expect(await answerOf(link)).to.deep.equal({ kind: 'failed', failure: 'refused' });
    const event = await new Promise<ChannelEvent>((resolve) => {
      link.openChannel({ channel: 1, node: 'publisher', resource: 'r', credential }, resolve);
    });
    expect(event).to.deep.equal({ kind: 'failed', reason: 'refused' });
  });

  it('what XML cannot carry comes back as the refusal of a node', async () => {
    const { link } = linkOf();
    const cluster = handDriven();
    link.attach(cluster.port);
    const answer = await answerOf(link, 'a\u0000b');
    expect(answer.kind === 'reply' && answer.reply.status).to.equal(400);
    expect(answer.kind === 'reply' && answer.reply.payload.kind).to.equal('ApiErrors');
    link.close();
  });

  it('a reply that is no XML is kept apart, not thrown', async () => {
    const { link } = linkOf();
    const cluster = handDriven();
    link.attach(cluster.port);
    const answer = answerOf(link);
    const asked = await cluster.next('rest');
    if (asked.type !== 'rest') throw new Error('no rest');
    cluster.send({ type: 'rest', id: asked.id, reply: { status: 200, headers: {}, body: '<oops' } });
    const { reply } = (await answer) as Extract<LinkAnswer, { kind: 'reply' }>;
    expect(reply.payload.kind).to.equal('Malformed');
    link.close();
  });

  it('a cancelled request is never answered', async () => {
    const { link } = linkOf();
    const cluster = handDriven();
    link.attach(cluster.port);
    let answers = 0;
    const cancel = link.request('publisher', get, undefined, () => (answers += 1));
    const asked = await cluster.next('rest');
    cancel();
    if (asked.type !== 'rest') throw new Error('no rest');
    cluster.send({ type: 'rest-failed', id: asked.id, reason: 'reset' });
    // Another round trip: whatever was sent before it has arrived.
    const later = answerOf(link);
    const second = await cluster.next('rest');
    if (second.type !== 'rest') throw new Error('no rest');
    cluster.send({ type: 'rest-failed', id: second.id, reason: 'reset' });
    expect(await later).to.deep.equal({ kind: 'failed', failure: 'refused' });
    expect(answers).to.equal(0);
    link.close();
  });

  it('when the cluster dies, what is pending fails as refused, open channels are reset, and another port is asked for', async () => {
    const { link, lost, speeds } = linkOf();
    const cluster = handDriven();
    const release = await holdLock('cluster-alive:c1');
    link.attach(cluster.port);
    cluster.send({ type: 'welcome', instance: 'c1', clock: originNow(3) });
    const events: ChannelEvent[] = [];
    const openings = (id: number) => ({ channel: id, node: 'publisher', resource: 'r', credential }) as const;
    const bound = new Promise<void>((resolve) => {
      link.openChannel(openings(1), (event) => {
        events.push(event);
        resolve();
      });
    });
    const connect = await cluster.next('xmpp');
    if (connect.type !== 'xmpp') throw new Error('no connect');
    cluster.send({ type: 'xmpp', session: connect.session, frame: { kind: 'bound', jid: 'a@b/c' } });
    await bound;
    link.openChannel(openings(2), (event) => events.push(event));
    const pending = answerOf(link);
    release();
    await lost;
    expect(await pending).to.deep.equal({ kind: 'failed', failure: 'refused' });
    expect(events).to.deep.equal([
      { kind: 'open' },
      { kind: 'closed', reason: 'reset' },
      { kind: 'failed', reason: 'refused' },
    ]);
    expect(speeds).to.deep.equal([3]);
    const next = handDriven();
    link.attach(next.port);
    expect((await next.next('hello')).type).to.equal('hello');
    link.close();
  });

  it('keeps a good port when another is offered', async () => {
    const { link } = linkOf();
    const [first, second] = [handDriven(), handDriven()];
    link.attach(first.port);
    link.attach(second.port);
    void answerOf(link);
    expect((await first.next('rest')).type).to.equal('rest');
    link.detach(second.port);
    void answerOf(link);
    expect((await first.next('rest')).type).to.equal('rest');
    link.close();
  });

  it('translates the frames of a channel', async () => {
    const path = paths.user('1001');
    expect(await channel([{ kind: 'refused', reason: 'unauthorized' }])).to.deep.equal([
      { kind: 'failed', reason: 'unauthorized' },
    ]);
    expect(await channel([{ kind: 'closed', reason: 'conflict' }])).to.deep.equal([
      { kind: 'failed', reason: 'conflict' },
    ]);
    const bound = { kind: 'bound', jid: 'a@b/c' } as const;
    expect(await channel([bound, { kind: 'closed', reason: 'conflict' }])).to.deep.equal([
      { kind: 'open' },
      { kind: 'closed', reason: 'conflict' },
    ]);
    const events = await channel([
      bound,
      { kind: 'presence', user: 'finesse', available: false },
      { kind: 'subscribe-failed', path, reason: 'not-found' },
      { kind: 'item', path, itemId: '7', xml: '<Update><event>PUT</event>' },
    ]);
    expect(events.map(({ kind }) => kind)).to.deep.equal(['open', 'presence', 'malformed-item']);
  });
});
