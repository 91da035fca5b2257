/** The page's root in parts: attributes, boot error, sign-in by address, build data, address problems, updates. */
import { expect } from '@open-wc/testing';
import 'axe-core/axe.min.js';
import type { AxeResults } from 'axe-core';
import type { DesktopView } from '../core/view.ts';
import type { CoreClient } from '../worker/client/contract.ts';
import { extensionOf, signInOnce } from './auto-sign-in.ts';
import { showBootError } from './boot-error.ts';
import { gadgetUrl, readBuildInfo } from './build-info.ts';
import { DeadlineMissed, within } from './deadline.ts';
import { showOnRoot } from './root-attributes.ts';
import { mayReload, watchForUpdates, type UpdateHost } from './update.ts';
import { showUrlProblems } from './url-problems.ts';

declare const axe: { run(context: Element): Promise<AxeResults> };

type Part = Partial<DesktopView>;
const viewOf = (part: Part) => part as DesktopView;

/** A client whose view the test sets. */
function fakeClient(first?: Part) {
  const listeners = new Set<(view: DesktopView, changed: readonly (keyof DesktopView)[]) => void>();
  const signIns: unknown[] = [];
  const client = {
    view: first && viewOf(first),
    onView(listener: (view: DesktopView, changed: readonly (keyof DesktopView)[]) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    signIn(request: unknown) {
      signIns.push(request);
      return Promise.resolve();
    },
  };
  return {
    client: client as unknown as CoreClient,
    signIns,
    show(part: Part) {
      client.view = viewOf(part);
      for (const listener of listeners) listener(client.view, ['phase']);
    },
  };
}

const attributesOf = (root: HTMLElement) => Object.fromEntries(Object.entries(root.dataset));

const area = (): HTMLElement => {
  const element = document.createElement('div');
  document.body.append(element);
  return element;
};

describe('root attributes', () => {
  it('show phase, node and epoch, and no node when there is none', () => {
    const root = document.createElement('html');
    const { client, show } = fakeClient({ phase: 'signed-out', epoch: 0, node: undefined });
    const stop = showOnRoot(client, root);
    expect(attributesOf(root)).to.deep.equal({ phase: 'signed-out', epoch: '0' });
    show({ phase: 'connected', epoch: 2, node: 'subscriber' });
    expect(attributesOf(root)).to.deep.equal({ phase: 'connected', epoch: '2', node: 'subscriber' });
    show({ phase: 'searching', epoch: 2, node: undefined });
    expect(attributesOf(root)).to.deep.equal({ phase: 'searching', epoch: '2' });
    stop();
    show({ phase: 'connected', epoch: 3, node: 'publisher' });
    expect(root.dataset['phase']).to.equal('searching');
  });
});

describe('signing in by the address', () => {
  it('happens once, when the first view says that nobody is signed in', () => {
    const { client, signIns, show } = fakeClient();
    signInOnce(client, '1001');
    expect(signIns).to.have.length(0);
    show({ phase: 'signed-out' });
    show({ phase: 'signed-out' });
    expect(signIns).to.deep.equal([{ agentId: '1001', password: 'secret', extension: '4001' }]);
  });

  it('leaves a session alone that goes on, and an explanation that must be read', () => {
    for (const view of [
      { phase: 'restoring' },
      { phase: 'connected' },
      { phase: 'signed-out', banner: { key: 'lapsed' } },
    ] as Part[]) {
      const { client, signIns, show } = fakeClient(view);
      signInOnce(client, '1001');
      show({ phase: 'signed-out' });
      expect(signIns, JSON.stringify(view)).to.have.length(0);
    }
  });

  it('knows fixture extensions only', () => {
    expect(extensionOf('1006')).to.equal('4006');
    expect(extensionOf('ada')).to.equal('');
  });
});

describe('a boot that failed', () => {
  it('is told in words, with the details as text and a way out', async () => {
    const root = area();
    const error = new Error('<b>no</b> layout', { cause: new TypeError('offline') });
    showBootError(root, error);
    expect(root.querySelector('b')).to.equal(null);
    expect(root.textContent).to.contain('could not start').and.to.contain('<b>no</b> layout').and.to.contain('offline');
    expect(root.querySelector('button')?.textContent).to.equal('Load again');
    expect(document.documentElement.dataset['phase']).to.equal('boot-error');
    const { violations } = await axe.run(root);
    expect(violations.map(({ id }) => id)).to.deep.equal([]);
    delete document.documentElement.dataset['phase'];
    root.remove();
  });

  it('offers to go on where there is a way', async () => {
    const root = area();
    let wentOn = 0;
    showBootError(root, new Error('broken'), () => (wentOn += 1));
    const [again, goOn] = root.querySelectorAll('button');
    expect([again?.textContent, goOn?.textContent]).to.deep.equal(['Load again', 'Go on with the layout of before']);
    goOn?.click();
    expect(wentOn).to.equal(1);
    expect((await axe.run(root)).violations.map(({ id }) => id)).to.deep.equal([]);
    delete document.documentElement.dataset['phase'];
    root.remove();
  });

  it('may be anything that can be thrown', () => {
    const root = area();
    showBootError(root, 'only a text');
    expect(root.textContent).to.contain('only a text');
    delete document.documentElement.dataset['phase'];
    root.remove();
  });
});

describe('problems of the address', () => {
  it('stand above the desktop, as text', () => {
    const parent = area();
    const root = document.createElement('div');
    parent.append(root);
    showUrlProblems(root, [{ code: 'bad-agent', parameter: 'agent', value: '<i>', message: '“<i>” is left out.' }]);
    expect(parent.firstElementChild?.textContent).to.equal('Address: “<i>” is left out.');
    parent.remove();
  });
});

describe('build data', () => {
  const pageWith = (text?: string) => {
    const page = document.implementation.createHTMLDocument();
    const script = page.createElement('script');
    script.type = 'application/json';
    script.id = 'build-info';
    script.textContent = text ?? '';
    if (text !== undefined) page.head.append(script);
    return page;
  };

  it('names the gadgets of this build, and no others', () => {
    const info = readBuildInfo(pageWith('{"build":"2026-01-01","gadgets":{"notes":"assets/gadget-notes-1.js"}}'));
    expect(gadgetUrl(info, 'notes', 'https://example.org/desk/?a=1')).to.equal(
      'https://example.org/desk/assets/gadget-notes-1.js',
    );
    expect(gadgetUrl(info, 'constructor', 'https://example.org/')).to.equal(undefined);
  });

  it('is missed', () => {
    for (const text of [undefined, '', '{}', '{"build":1,"gadgets":{}}', 'no']) {
      expect(() => readBuildInfo(pageWith(text)), String(text)).to.throw();
    }
  });
});

describe('waiting with an end', () => {
  it('gives what came in time, and a typed error otherwise', async () => {
    expect(await within(Promise.resolve(7), 1000, 'it')).to.equal(7);
    const missed = await within(new Promise(() => undefined), 1, 'it').catch((error: unknown) => error);
    expect(missed).to.be.instanceOf(DeadlineMissed);
    const refused = await within(Promise.reject(new Error('no')), 1000, 'it').catch((error: unknown) => error);
    expect(refused).to.have.property('message', 'no');
  });
});

describe('updates', () => {
  class Registration extends EventTarget {
    active: object | null = {};
    waiting: object | null = null;
    installing: (EventTarget & { state: string }) | null = null;
    update = () => Promise.resolve();
  }

  function setUp(phase: DesktopView['phase'], registration = new Registration()) {
    const container = new EventTarget();
    const told = { reloads: 0, skips: 0, offers: 0 };
    const state = { phase };
    const onPhase = new Set<() => void>();
    const host: UpdateHost = {
      phase: () => state.phase,
      onPhase: (listener) => {
        onPhase.add(listener);
        return () => onPhase.delete(listener);
      },
      reload: () => (told.reloads += 1),
    };
    const registered = Promise.resolve(registration as unknown as ServiceWorkerRegistration);
    const workbox = { messageSkipWaiting: () => (told.skips += 1) };
    const update = watchForUpdates({ registration: registered, workbox: workbox as never }, container, host);
    update.onOffered(() => (told.offers += 1));
    const show = (next: DesktopView['phase']) => {
      state.phase = next;
      for (const listener of onPhase) listener();
    };
    return { update, told, registration, container, registered, show };
  }

  const install = (registration: Registration) => {
    const worker = Object.assign(new EventTarget(), { state: 'installing' });
    registration.installing = worker;
    registration.dispatchEvent(new Event('updatefound'));
    worker.state = 'installed';
    registration.waiting = worker;
    worker.dispatchEvent(new Event('statechange'));
  };

  it('are offered when complete, and taken only when the agent says so', async () => {
    const { update, told, registration, container, registered } = setUp('connected');
    await registered;
    expect(update.offered).to.equal(false);
    expect(await update.accept()).to.equal('nothing-offered');
    install(registration);
    expect(update.offered).to.equal(true);
    expect(told).to.deep.equal({ reloads: 0, skips: 0, offers: 1 });
    expect(await update.accept()).to.equal('accepted');
    expect(told.reloads).to.equal(0);
    container.dispatchEvent(new Event('controllerchange'));
    expect(told).to.deep.equal({ reloads: 1, skips: 1, offers: 1 });
  });

  it('that waited before the page came are offered too', async () => {
    const registration = new Registration();
    registration.waiting = {};
    const { told, registered } = setUp('connected', registration);
    await registered;
    expect(told.offers).to.equal(1);
  });

  it('are no updates at the first install', async () => {
    const registration = new Registration();
    registration.active = null;
    const { update, told, registered } = setUp('signed-out', registration);
    await registered;
    install(registration);
    expect(told.offers).to.equal(0);
    expect(update.offered).to.equal(false);
  });

  it('are refused in the middle of a failover', async () => {
    for (const phase of ['suspect', 'searching', 'switching', 'restoring', 'signing-in', 'migrating'] as const) {
      expect(mayReload(phase), phase).to.equal(false);
      const { update, told, registration, registered } = setUp(phase);
      await registered;
      install(registration);
      expect(await update.accept()).to.equal('refused');
      expect(told.skips).to.equal(0);
    }
  });

  it('wait for a failover that began in between', async () => {
    const { update, told, registration, container, registered, show } = setUp('connected');
    await registered;
    install(registration);
    await update.accept();
    show('suspect');
    container.dispatchEvent(new Event('controllerchange'));
    show('searching');
    expect(told.reloads).to.equal(0);
    show('connected');
    show('connected');
    expect(told.reloads).to.equal(1);
  });

  it('do not reload a page for what another tab took', async () => {
    const { told, container, registered } = setUp('connected');
    await registered;
    container.dispatchEvent(new Event('controllerchange'));
    expect(told.reloads).to.equal(0);
  });
});
