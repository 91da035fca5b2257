/** The service worker's first install: once is enough, a failure is not the end, and every failure is told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { installAgain, type InstallAgainOptions } from './install-again.ts';

class Worker extends EventTarget {
  state: ServiceWorkerState = 'installing';
  becomes(state: ServiceWorkerState): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class Registration {
  installing: Worker | null = new Worker();
  waiting: Worker | null = null;
  active: Worker | null = null;
  succeed(): void {
    this.active = this.installing;
    this.installing = null;
    this.active?.becomes('activating');
  }
  fail(): void {
    const worker = this.installing;
    this.installing = null;
    worker?.becomes('redundant');
  }
}

const asReal = (registration: Registration) => registration as unknown as ServiceWorkerRegistration;
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Each attempt is given what stands next in the list. */
function setUp(attempts: readonly (Registration | Error)[], pausesMs: readonly number[] = [1, 2]) {
  const told = { attempts: 0, waits: [] as number[], failures: [] as string[] };
  const register: InstallAgainOptions['register'] = () => {
    const next = attempts[told.attempts++];
    if (next instanceof Error) return Promise.reject(next);
    assert.ok(next, 'no more attempts were expected');
    return Promise.resolve(asReal(next));
  };
  const wait = (ms: number) => Promise.resolve(void told.waits.push(ms));
  const onFailure = (cause: unknown) => void told.failures.push((cause as Error).message);
  return { told, ...installAgain({ register, pausesMs, wait, onFailure }) };
}

test('begun as soon as it is registered, done when its worker becomes active', async () => {
  const registration = new Registration();
  const { told, begun, done } = setUp([registration]);
  assert.equal(await begun, asReal(registration));
  let isDone = false;
  void done.then(() => (isDone = true));
  await turn();
  assert.equal(isDone, false);
  registration.succeed();
  assert.equal(await done, asReal(registration));
  assert.deepEqual(told, { attempts: 1, waits: [], failures: [] });
});

test('a worker that is active already is enough, whatever becomes of a newer one', async () => {
  const registration = new Registration();
  registration.active = new Worker();
  const { told, done } = setUp([registration]);
  assert.equal(await done, asReal(registration));
  registration.fail();
  await turn();
  assert.equal(told.attempts, 1);
});

test('a registration that is refused, then an install that fails, then one that succeeds', async () => {
  const [failing, good] = [new Registration(), new Registration()];
  const { told, begun, done } = setUp([new Error('the server is away'), failing, good]);
  assert.equal(await begun, undefined);
  await turn();
  failing.fail();
  await turn();
  good.succeed();
  assert.equal(await done, asReal(good));
  assert.deepEqual(told, { attempts: 3, waits: [1, 2], failures: ['the server is away', 'its install failed'] });
});

test('an install that had failed before anybody looked is a failure too', async () => {
  const [failed, good] = [new Registration(), new Registration()];
  failed.fail();
  good.succeed();
  const { told, done } = setUp([failed, good]);
  assert.equal(await done, asReal(good));
  assert.deepEqual(told.failures, ['its install failed']);
});

test('when all have failed there is none', async () => {
  const refused = new Error('not allowed here');
  const { told, done } = setUp([refused, refused, refused]);
  assert.equal(await done, undefined);
  assert.deepEqual(told, { attempts: 3, waits: [1, 2], failures: Array(3).fill('not allowed here') });
});
