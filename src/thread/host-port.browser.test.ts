import { expect } from '@open-wc/testing';
import { openHost } from './host-port.ts';
import type { HostKind, HostPort } from './host-port.ts';
import { heldLocks, holdLock, tryLock, whenLockFree } from './locks.ts';

const url = new URL('./test/echo.worker.ts', import.meta.url);
let count = 0;
const freshName = () => `echo-${Date.now()}-${count++}`;

interface Who {
  readonly instance: string;
  readonly ports: number;
  readonly name: string;
  readonly kind: string;
}

function next<T>(port: Pick<HostPort, 'addEventListener' | 'removeEventListener'>): Promise<T> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent<T>) => {
      port.removeEventListener('message', listen);
      resolve(event.data);
    };
    port.addEventListener('message', listen);
  });
}

async function who(port: HostPort): Promise<Who> {
  const answer = next<Who>(port);
  port.start();
  port.postMessage({ ask: 'who' });
  return answer;
}

/** A second tab: an iframe with its own globals that runs the same modules. */
async function otherTab(): Promise<HTMLIFrameElement & { contentWindow: Window }> {
  const frame = document.createElement('iframe');
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.src = new URL('./test/tab.html', import.meta.url).href;
  document.body.append(frame);
  await loaded;
  return frame as HTMLIFrameElement & { contentWindow: Window };
}

async function openHostIn(frame: HTMLIFrameElement): Promise<typeof openHost> {
  for (;;) {
    const { openHost: inFrame } = frame.contentWindow as unknown as { openHost?: typeof openHost };
    if (inFrame) return inFrame;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('locks', () => {
  it('tells all watchers of the end, and stops a wait when told', async () => {
    const name = freshName();
    const release = await holdLock(name);
    expect(await heldLocks(name)).to.deep.equal([name]);
    expect(await tryLock(name)).to.equal(undefined);
    const stop = new AbortController();
    const watchers = [whenLockFree(name), whenLockFree(name)];
    const stopped = whenLockFree(name, stop.signal);
    stop.abort();
    expect(await stopped).to.equal('stopped');
    expect(await Promise.race([watchers[0], Promise.resolve('still held')])).to.equal('still held');
    release();
    expect(await Promise.all(watchers)).to.deep.equal(['free', 'free']);
    const again = await tryLock(name);
    expect(again).to.be.a('function');
    again?.();
  });

  it('rejects a wait for a lock that its signal ends', async () => {
    const name = freshName();
    const release = await holdLock(name);
    const stop = new AbortController();
    const waiting = holdLock(name, stop.signal).then(
      () => 'held',
      (error: unknown) => (error as Error).name,
    );
    stop.abort();
    expect(await waiting).to.equal('AbortError');
    release();
  });
});

for (const kind of ['shared', 'dedicated'] as const satisfies readonly HostKind[]) {
  describe(`openHost, ${kind}`, () => {
    it('gives every opener the same worker, which knows its name', async () => {
      const name = freshName();
      const one = openHost({ url, name, kind });
      const two = openHost({ url, name, kind });
      const first = await who(one);
      const second = await who(two);
      expect(second.instance).to.equal(first.instance);
      expect(first.name).to.equal(name);
      expect(first.kind).to.equal(kind);
      expect(second.ports).to.equal(2);
      expect(one.where).to.equal(kind);
      one.postMessage({ ask: 'end' });
    });

    it('carries ports in messages', async () => {
      const port = openHost({ url, name: freshName(), kind });
      port.start();
      const { port1, port2 } = new MessageChannel();
      port.postMessage({ ask: 'use', port: port2 }, [port2]);
      for (const text of ['one', 'two']) {
        const answer = next(port1);
        port1.start();
        port1.postMessage(text);
        expect(await answer).to.deep.equal({ echo: text });
      }
      port.postMessage({ ask: 'end' });
    });

    it('gives a new worker when the old one has ended', async () => {
      const name = freshName();
      const old = openHost({ url, name, kind });
      const before = await who(old);
      old.postMessage({ ask: 'end' });
      if (kind === 'dedicated') await whenLockFree(`host:${name}`);
      old.close();
      let after = before;
      for (let patience = 300; after.instance === before.instance; patience *= 2) {
        const port = openHost({ url, name, kind });
        // An ending worker may still be handed out for a moment and never answer.
        const answer = await Promise.race([who(port), new Promise<undefined>((give) => setTimeout(give, patience))]);
        if (answer) after = answer;
        else port.close();
        if (answer) port.postMessage({ ask: 'end' });
      }
      expect(after.instance).not.to.equal(before.instance);
    });
  });
}

describe('openHost between tabs, dedicated', () => {
  it('serves a second tab from the first, and the second takes over when the first goes', async () => {
    const name = freshName();
    const first = await otherTab();
    const inFirst = (await openHostIn(first))({ url, name, kind: 'dedicated' });
    const before = await who(inFirst);
    expect(inFirst.where).to.equal('dedicated');
    const here = openHost({ url, name, kind: 'dedicated' });
    expect((await who(here)).instance).to.equal(before.instance);
    expect(here.where).to.equal('other-tab');
    here.close();
    const waiting = openHost({ url, name, kind: 'dedicated' });
    await who(waiting);
    first.remove();
    // The lock of the tab that went is granted to this one, whose worker then answers a new port.
    let after = before;
    for (let patience = 500; after.instance === before.instance; patience *= 2) {
      const port = openHost({ url, name, kind: 'dedicated' });
      const answer = await Promise.race([who(port), new Promise<undefined>((give) => setTimeout(give, patience))]);
      if (answer) after = answer;
      if (answer && answer.instance !== before.instance) expect(port.where).to.equal('dedicated');
      port.close();
    }
    waiting.postMessage({ ask: 'end' });
    waiting.close();
  });

  it('reports a worker script that does not load', async () => {
    const message = await new Promise<string>((onError) => {
      openHost({
        url: new URL('./test/none.worker.ts', import.meta.url),
        name: freshName(),
        kind: 'dedicated',
        onError,
      });
    });
    expect(message).to.contain('did not start');
  });
});
