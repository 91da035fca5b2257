import { expect } from '@open-wc/testing';
import { connectRpc, exposeRpc, RpcError } from './rpc.ts';

class IllegalThing extends Error {
  override readonly name = 'IllegalThing';
  readonly code = 'illegal-thing';
  readonly phase = 'connected';
  readonly handle = () => undefined;
}

const implementation = {
  add: (a: number, b: number) => Promise.resolve(a + b),
  fail: () => Promise.reject(new IllegalThing('not now')),
  never: () => new Promise<string>(() => undefined),
  opaque: () => Promise.resolve((() => undefined) as unknown),
  secret: () => Promise.resolve('should not be reachable'),
};
type Api = typeof implementation;
const methods = ['add', 'fail', 'never', 'opaque'] as const;

function connected(deadlineMs = 5000, asked: readonly (keyof Api)[] = methods) {
  const { port1, port2 } = new MessageChannel();
  const stop = exposeRpc<Api>(port1, implementation, methods);
  const death = new AbortController();
  const remote = connectRpc<Api>(port2, { methods: asked, deadlineMs: () => deadlineMs, dead: death.signal });
  return { remote, death, port: port2, stop };
}

async function rejection(promise: Promise<unknown>): Promise<RpcError> {
  try {
    await promise;
  } catch (error) {
    expect(error).to.be.instanceOf(RpcError);
    return error as RpcError;
  }
  throw new Error('was not rejected');
}

describe('rpc', () => {
  it('calls and answers', async () => {
    expect(await connected().remote.add(2, 3)).to.equal(5);
  });

  it('keeps name, message, code and plain-data fields of an error, and drops the rest', async () => {
    const error = await rejection(connected().remote.fail());
    expect(error.name).to.equal('IllegalThing');
    expect(error.message).to.equal('not now');
    expect(error.code).to.equal('illegal-thing');
    expect(error.details).to.deep.equal({ phase: 'connected' });
  });

  it('rejects with `deadline` when no answer comes', async () => {
    expect((await rejection(connected(20).remote.never())).code).to.equal('deadline');
  });

  it('rejects what is pending, and what is called later, with `worker-gone` when the peer dies', async () => {
    const { remote, death } = connected();
    const pending = [rejection(remote.never()), rejection(remote.never())];
    death.abort();
    for (const error of await Promise.all(pending)) expect(error.code).to.equal('worker-gone');
    expect((await rejection(remote.add(1, 1))).code).to.equal('worker-gone');
  });

  it('refuses a method that is not on the list, though the implementation has it', async () => {
    const { remote } = connected(5000, ['secret']);
    expect((await rejection(remote.secret())).code).to.equal('not-allowed');
  });

  it('refuses every other way through Comlink: paths, reads, writes, constructors, proxies', async () => {
    const { port } = connected();
    port.start();
    const raw = { type: 'RAW', value: 'return 1' };
    const hostile = [
      { type: 'APPLY', path: ['add', 'constructor'], argumentList: [raw] },
      { type: 'GET', path: ['secret'] },
      { type: 'SET', path: ['add'], value: raw },
      { type: 'CONSTRUCT', path: ['add', 'constructor'], argumentList: [raw] },
      { type: 'ENDPOINT', path: [] },
      { type: 'APPLY', path: ['add'], argumentList: [{ type: 'HANDLER', name: 'throw', value: { isError: false } }] },
      { type: 'APPLY', path: ['__proto__', 'toString'], argumentList: [] },
    ];
    for (const [index, message] of hostile.entries()) {
      const id = `hostile-${index}`;
      const answer = await new Promise<{ value: { ok: boolean; error: { code: string } } }>((resolve) => {
        const listen = (event: MessageEvent<{ id: string; value: { ok: boolean; error: { code: string } } }>) => {
          if (event.data.id !== id) return;
          port.removeEventListener('message', listen);
          resolve(event.data);
        };
        port.addEventListener('message', listen);
        port.postMessage({ id, ...message });
      });
      expect(answer.value.ok, JSON.stringify(message)).to.equal(false);
      expect(answer.value.error.code).to.equal('not-allowed');
    }
  });

  it('says so when arguments or a result cannot be cloned', async () => {
    const { remote } = connected();
    const notClonable = (() => 1) as unknown as number;
    expect((await rejection(remote.add(notClonable, 1))).code).to.equal('not-clonable');
    expect((await rejection(remote.opaque())).code).to.equal('not-clonable');
  });
});
