import { expect } from '@open-wc/testing';
import type { ClientToCluster, ClusterToClient, ServiceWorkerToPage } from '../src/mock/protocol.ts';
import {
  createForwarder,
  isForCluster,
  type ClientsLike,
  type Forwarder,
  type PortPatience,
} from './cluster-forward.ts';

const { origin } = location;
type RestMessage = Extract<ClientToCluster, { type: 'rest' }>;

/** A page with a cluster behind it: hands over ports and answers on them. */
interface FakePage {
  readonly id: string;
  readonly type: string;
  asked: number;
  postMessage(message: ServiceWorkerToPage): void;
}

type Behaviour = 'hands over' | 'has none' | 'is silent';

function stage(
  pages: Readonly<Record<string, Behaviour>>,
  answer: (message: RestMessage) => ClusterToClient | undefined,
  patience?: PortPatience,
) {
  const received: RestMessage[] = [];
  const lines: MessagePort[] = [];
  let forwarder: Forwarder | undefined = undefined;
  const handOver = (id: string): void => {
    const { port1, port2 } = new MessageChannel();
    lines.push(port1);
    port1.onmessage = (event: MessageEvent<RestMessage>) => {
      received.push(event.data);
      const reply = answer(event.data);
      if (reply) port1.postMessage(reply);
    };
    forwarder?.receive({ data: { type: 'cluster-port', port: port2 }, source: { id } });
  };
  const clients = Object.entries(pages).map(([id, behaviour]): FakePage => ({
    id,
    type: 'window',
    asked: 0,
    postMessage() {
      this.asked += 1;
      if (behaviour === 'hands over') handOver(id);
      if (behaviour === 'has none') forwarder?.receive({ data: { type: 'no-cluster' }, source: { id } });
    },
  }));
  const registry: ClientsLike = {
    get: (id) => Promise.resolve(clients.find((client) => client.id === id)),
    matchAll: () => Promise.resolve(clients),
  };
  forwarder = createForwarder(registry, origin, patience);
  const ask = (path: string, init?: RequestInit): Promise<Response> =>
    forwarder.forward({ request: new Request(path, init), clientId: 'own' });
  return { forwarder, ask, received, lines, clients, handOver };
}

const ok = ({ id, request }: RestMessage): ClusterToClient => ({
  type: 'rest',
  id,
  reply: {
    status: 200,
    headers: { 'content-type': 'application/xml', requestid: 'r-7' },
    body: `<A>${request.path}</A>`,
  },
});

describe('page fetch to the simulated cluster', () => {
  it('carries method, path with query, headers and body there, and status, headers and body back', async () => {
    const { ask, received } = stage({ own: 'hands over' }, ok);
    const response = await ask('/finesse/api/User/1001?category=NOT_READY', {
      method: 'PUT',
      headers: { Authorization: 'Basic eDp5', requestId: 'r-7' },
      body: '<User><state>READY</state></User>',
    });
    const { request, node } = received[0]!;
    expect(node).to.equal('current');
    expect(request.method).to.equal('PUT');
    expect(request.path).to.equal('/finesse/api/User/1001?category=NOT_READY');
    expect(request.headers['authorization']).to.equal('Basic eDp5');
    expect(request.headers['requestid']).to.equal('r-7');
    expect(request.body).to.equal('<User><state>READY</state></User>');
    expect(response.status).to.equal(200);
    expect(response.headers.get('requestId')).to.equal('r-7');
    expect(await response.text()).to.equal('<A>/finesse/api/User/1001?category=NOT_READY</A>');
  });

  it('a GET has no body, a 204 has none either', async () => {
    const { ask, received } = stage({ own: 'hands over' }, ({ id }) => ({
      type: 'rest',
      id,
      reply: { status: 204, headers: {}, body: '' },
    }));
    expect((await ask('/finesse/api/SystemInfo')).status).to.equal(204);
    expect(received[0]!.request).not.to.have.property('body');
  });

  it('keeps its port, and asks only once for requests that come together', async () => {
    const { ask, received, clients } = stage({ own: 'hands over' }, ok);
    await Promise.all([ask('/finesse/api/a'), ask('/finesse/api/b'), ask('/finesse/api/c')]);
    await ask('/finesse/api/d');
    expect(clients[0]!.asked).to.equal(1);
    expect(new Set(received.map(({ id }) => id)).size).to.equal(4);
  });

  it('answers that come in another order find their requests', async () => {
    const held: RestMessage[] = [];
    const { ask, lines } = stage({ own: 'hands over' }, (message) => {
      held.push(message);
      if (held.length === 2) for (const each of held.reverse()) lines[0]!.postMessage(ok(each));
      return undefined;
    });
    const [a, b] = await Promise.all([ask('/finesse/api/a'), ask('/finesse/api/b')]);
    expect(await a.text()).to.contain('/a<');
    expect(await b.text()).to.contain('/b<');
  });

  it('a stopped node is a network error', async () => {
    const { ask } = stage({ own: 'hands over' }, ({ id }) => ({ type: 'rest-failed', id, reason: 'refused' }));
    expect((await ask('/finesse/api/SystemInfo')).type).to.equal('error');
  });

  it('another page helps when the own one has no cluster', async () => {
    const { ask, clients } = stage({ own: 'has none', other: 'hands over' }, ok);
    expect((await ask('/finesse/api/SystemInfo')).status).to.equal(200);
    expect(clients.map(({ asked }) => asked)).to.deep.equal([2, 1]);
  });

  it('nobody has a cluster: an error at once', async () => {
    // Whoever waited for a page here would wait longer than this test may last.
    const forEver = { withinMs: 1e9, aloneMs: 1e9 };
    const { ask, clients } = stage({ own: 'has none', other: 'has none' }, ok, forEver);
    expect((await ask('/finesse/api/SystemInfo')).type).to.equal('error');
    expect(clients.map(({ asked }) => asked)).to.deep.equal([2, 1]);
  });

  it('pages that stay silent: all are asked, then an error when the deadline has passed', async () => {
    const { ask, clients } = stage({ own: 'is silent', other: 'is silent' }, ok, { withinMs: 200, aloneMs: 50 });
    expect((await ask('/finesse/api/SystemInfo')).type).to.equal('error');
    expect(clients.map(({ asked }) => asked)).to.deep.equal([2, 1]);
  });

  it('the cluster dies under a request: a network error now, a new port next', async () => {
    let dead = true;
    const { ask, forwarder, received } = stage({ own: 'hands over' }, (message) => {
      if (!dead) return ok(message);
      dead = false;
      forwarder.receive({ data: { type: 'no-cluster' }, source: { id: 'own' } });
      return undefined;
    });
    expect((await ask('/finesse/api/a')).type).to.equal('error');
    expect((await ask('/finesse/api/b')).status).to.equal(200);
    expect(received.length).to.equal(2);
  });

  it('a second port does not disturb what waits on the first', async () => {
    const { ask, handOver, lines } = stage({ own: 'hands over' }, (message) => {
      handOver('own');
      lines[0]!.postMessage(ok(message));
      return undefined;
    });
    expect((await ask('/finesse/api/SystemInfo')).status).to.equal(200);
    expect(lines.length).to.equal(2);
  });
});

const wanted = {
  url: `${origin}/finesse/api/User/1`,
  method: 'GET',
  mode: 'cors',
  referrer: `${origin}/?agent=1001`,
} as const;
describe('which requests are forwarded', () => {
  it('the page’s own REST requests', () => {
    expect(isForCluster(wanted, origin)).to.equal(true);
    expect(isForCluster({ ...wanted, referrer: 'about:client' }, origin)).to.equal(true);
    expect(isForCluster({ ...wanted, referrer: '' }, origin)).to.equal(true);
    expect(isForCluster({ ...wanted, method: 'PUT' }, origin)).to.equal(true);
    expect(isForCluster({ ...wanted, url: `${origin}/desktop/api/DesktopConfig` }, origin)).to.equal(true);
    expect(isForCluster({ ...wanted, url: `${origin}/desktop/sso/token` }, origin)).to.equal(true);
  });
  it('nothing else', () => {
    expect(isForCluster({ ...wanted, referrer: `${origin}/?live=lab` }, origin)).to.equal(false);
    expect(isForCluster({ ...wanted, url: 'https://node.example/finesse/api/User/1' }, origin)).to.equal(false);
    expect(isForCluster({ ...wanted, url: `${origin}/finesse/` }, origin)).to.equal(false);
    expect(isForCluster({ ...wanted, url: `${origin}/desktop/assets/js/finesse.js` }, origin)).to.equal(false);
    expect(isForCluster({ ...wanted, url: `${origin}/x/finesse/api/User/1` }, origin)).to.equal(false);
    expect(isForCluster({ ...wanted, mode: 'navigate' }, origin)).to.equal(false);
    expect(isForCluster({ ...wanted, method: 'HEAD' }, origin)).to.equal(false);
  });
});
