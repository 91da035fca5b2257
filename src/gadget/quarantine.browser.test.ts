// The supervisor: deadlines, isolation, restart; and the well-behaved twin beside each faulty gadget.
import { expect } from '@open-wc/testing';
import type { GadgetElement } from './contract.ts';
import { Gadget, customElement, html, kept, state } from './index.ts';
import { gadgetDeadlines, gadgetEvents, gadgetTransitions } from './life-cycle.ts';
import { gadgetStates } from './contract.ts';
import { superviseGadget, type GadgetStatus, type GadgetSupervisor, type SupervisorOptions } from './quarantine.ts';
import { fakeDesktop, turn, until, type FakeDesktop } from './test/fake-desktop.ts';

@customElement('test-twin')
class Twin extends Gadget {
  @state() turns = 0;
  @kept() value = 'default';
  broken = false;
  override render() {
    if (this.broken) throw new Error('planted in render');
    return html`<button @click=${this.press}>${this.turns}</button>`;
  }
  press() {
    this.turns++;
    if (this.hasAttribute('planted')) throw new Error('planted in a handler');
  }
}

@customElement('test-never-ready')
class NeverReady extends Gadget {
  protected override restore() {
    return new Promise<void>(() => undefined);
  }
  override render() {
    return html``;
  }
}

/** A clock that stands until it is told to go. */
function manualClock() {
  let now = 0;
  let timers: { at: number; call: () => void }[] = [];
  return {
    now: () => now,
    at(at: number, call: () => void) {
      const timer = { at, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    pass(ms: number) {
      const end = now + ms;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
        if (!next) break;
        timers = timers.filter((one) => one !== next);
        now = next.at;
        next.call();
      }
      now = end;
    },
    armed: () => timers.length,
  };
}

interface Stage {
  readonly supervisor: GadgetSupervisor;
  readonly clock: ReturnType<typeof manualClock>;
  readonly place: HTMLElement;
  readonly told: GadgetStatus[];
  readonly desktop: FakeDesktop;
  readonly states: () => string[];
}

const stages: Stage[] = [];
function stage(
  make: new () => GadgetElement & HTMLElement,
  options: Partial<SupervisorOptions> = {},
  desktop = fakeDesktop(),
): Stage {
  const clock = manualClock();
  const place = document.createElement('div');
  document.body.append(place);
  const told: GadgetStatus[] = [];
  const supervisor = superviseGadget({
    gadgetId: 'test',
    create() {
      const element = new make();
      element.desktop = desktop.again();
      return element;
    },
    attach: (element) => place.append(element),
    detach: (element) => element.remove(),
    onState: (status) => told.push(status),
    clock,
    ...options,
  });
  const made = { supervisor, clock, place, told, desktop, states: () => told.map(({ state }) => state) };
  stages.push(made);
  supervisor.start();
  return made;
}
const isIn = (one: Stage, state: string) => until(() => one.supervisor.status.state === state, state);

/** Errors of event handlers reach the window; the test runner shall not take them for its own. */
let seenErrors: string[] = [];
let runnersHandler: typeof window.onerror;
beforeEach(() => {
  seenErrors = [];
  runnersHandler = window.onerror;
  window.onerror = (message) => {
    seenErrors.push(typeof message === 'string' ? message : message.type);
    return true;
  };
});
afterEach(() => {
  window.onerror = runnersHandler;
  for (const { supervisor, place } of stages.splice(0)) {
    supervisor.dispose();
    place.remove();
  }
});

describe('life cycle', () => {
  it('every state answers every event, and quarantine is left by restart alone', () => {
    for (const state of gadgetStates)
      for (const event of gadgetEvents) expect(gadgetStates).to.include(gadgetTransitions[state][event]);
    const ways = gadgetEvents.filter((event) => gadgetTransitions.quarantined[event] !== 'quarantined');
    expect(ways).to.deep.equal(['restart']);
  });
});

describe('superviseGadget', () => {
  it('loading, restoring, ready; stale while not connected, and back', async () => {
    const one = stage(Twin);
    await isIn(one, 'ready');
    expect(one.clock.armed(), 'no deadline is left over').to.equal(0);
    one.supervisor.setConnected(false);
    one.supervisor.setConnected(false);
    one.supervisor.setConnected(true);
    expect(one.states()).to.deep.equal(['loading', 'restoring', 'ready', 'stale', 'ready']);
  });

  it('becomes stale at once when it gets ready in the middle of a failover', async () => {
    const one = stage(Twin);
    one.supervisor.setConnected(false);
    await isIn(one, 'stale');
    expect(one.states()).to.deep.equal(['loading', 'restoring', 'ready', 'stale']);
  });

  it('isolates a gadget that throws in render; its twin stays; restart brings it back with its state', async () => {
    const desktop = fakeDesktop();
    const one = stage(Twin, {}, desktop);
    const twin = stage(Twin);
    await Promise.all([isIn(one, 'ready'), isIn(twin, 'ready')]);
    const element = one.place.firstElementChild as Twin;
    element.value = 'precious';
    element.broken = true;
    element.turns++;
    await isIn(one, 'quarantined');
    expect(one.supervisor.status.fault).to.deep.include({ step: 'render', message: 'planted in render' });
    expect(one.place.childElementCount, 'taken out').to.equal(0);
    (twin.place.firstElementChild as Twin).turns++;
    await (twin.place.firstElementChild as Twin).updateComplete;
    expect(twin.supervisor.status.state).to.equal('ready');
    one.supervisor.restart();
    await isIn(one, 'ready');
    expect((one.place.firstElementChild as Twin).value).to.equal('precious');
    expect(one.supervisor.status.fault).to.equal(undefined);
  });

  it('a gadget that never becomes ready: a warning, then quarantine; what it does later is not listened to', async () => {
    const one = stage(NeverReady);
    await isIn(one, 'restoring');
    await until(() => one.clock.armed() > 0 && one.place.childElementCount === 1, 'attached');
    one.clock.pass(gadgetDeadlines.restore.warnMs);
    expect(one.supervisor.status).to.deep.include({ state: 'restoring', slow: 'restore' });
    one.clock.pass(gadgetDeadlines.restore.killMs - gadgetDeadlines.restore.warnMs);
    expect(one.supervisor.status.state).to.equal('quarantined');
    expect(one.supervisor.status.fault).to.deep.include({ step: 'deadline', message: 'restore took longer than 3 s' });
    expect(one.clock.armed()).to.equal(0);
  });

  it('a module that does not come: quarantined at the deadline; coming late it is not shown', async () => {
    let come: (element: GadgetElement) => void = () => undefined;
    const one = stage(Twin, { create: () => new Promise<GadgetElement>((resolve) => (come = resolve)) });
    one.clock.pass(gadgetDeadlines.load.killMs);
    expect(one.supervisor.status.fault).to.deep.include({ step: 'deadline' });
    const late = new Twin();
    late.desktop = one.desktop.handle;
    come(late);
    await turn();
    expect(one.place.childElementCount).to.equal(0);
    expect(one.supervisor.status.state).to.equal('quarantined');
  });

  it('a module that fails is told with its message, and can be tried again', async () => {
    let attempts = 0;
    const desktop = fakeDesktop();
    const one = stage(Twin, {
      create() {
        if (++attempts === 1) return Promise.reject(new Error('404'));
        const element = new Twin();
        element.desktop = desktop.handle;
        return element;
      },
    });
    await isIn(one, 'quarantined');
    expect(one.supervisor.status.fault).to.deep.include({ step: 'load', message: '404' });
    one.supervisor.restart();
    await isIn(one, 'ready');
  });

  it('three errors in event handlers within 10 s quarantine the gadget they come from', async () => {
    const one = stage(Twin, { moduleUrl: import.meta.url });
    const stranger = stage(Twin, { moduleUrl: 'https://elsewhere.example/other.js' });
    await Promise.all([isIn(one, 'ready'), isIn(stranger, 'ready')]);
    const element = one.place.firstElementChild as Twin;
    element.setAttribute('planted', '');
    const press = () => element.shadowRoot?.querySelector('button')?.click();
    press();
    press();
    one.clock.pass(10_001);
    press();
    expect(one.supervisor.status.state, 'two of them are long ago').to.equal('ready');
    press();
    press();
    expect(one.supervisor.status.state).to.equal('quarantined');
    expect(one.supervisor.status.fault).to.deep.include({ step: 'event', message: 'planted in a handler' });
    expect(stranger.supervisor.status.state).to.equal('ready');
    expect(seenErrors.length).to.equal(5);
  });

  it('rejections that nobody handles count too', async () => {
    const one = stage(Twin, { moduleUrl: import.meta.url });
    await isIn(one, 'ready');
    const swallow = (event: PromiseRejectionEvent) => event.preventDefault();
    window.addEventListener('unhandledrejection', swallow);
    const runners = window.onunhandledrejection;
    window.onunhandledrejection = null;
    try {
      for (let at = 0; at < 3; at++)
        window.dispatchEvent(
          new PromiseRejectionEvent('unhandledrejection', {
            promise: new Promise(() => undefined),
            reason: new Error('async'),
            cancelable: true,
          }),
        );
    } finally {
      window.removeEventListener('unhandledrejection', swallow);
      window.onunhandledrejection = runners;
    }
    expect(one.supervisor.status.state).to.equal('quarantined');
  });

  it('can begin in quarantine (it blocked the page before) and be started by hand', async () => {
    const one = stage(Twin, { quarantinedBecause: { step: 'event', message: 'blocked the page', at: 0 } });
    expect(one.supervisor.status.state).to.equal('quarantined');
    expect(one.place.childElementCount).to.equal(0);
    one.supervisor.restart();
    await isIn(one, 'ready');
  });

  it('after dispose nothing is told any more', async () => {
    const one = stage(Twin, { moduleUrl: import.meta.url });
    await isIn(one, 'ready');
    one.supervisor.dispose();
    const { length } = one.told;
    one.clock.pass(60_000);
    expect(one.place.childElementCount).to.equal(0);
    expect(one.told.length).to.equal(length);
  });
});
