// A gadget in a sandboxed frame: handshake, views, what it keeps, what it may not, and how it is taken out and brought back.
import { expect } from '@open-wc/testing';
import type { GadgetElement } from '../contract.ts';
import { customElement } from '../index.ts';
import { superviseGadget, type GadgetStatus, type GadgetSupervisor } from '../quarantine.ts';
import { fakeDesktop, show, someDialog, someUser, turn, until, type FakeDesktop } from '../test/fake-desktop.ts';
import { createFrameBroker, frameWatch } from './broker.ts';
import { FramedGadget } from './framed-gadget.ts';
import { frameProtocol, type HostMessage } from './messages.ts';

/** Where the runner makes pages of test frames. */
const pageOf = (name: string) => new URL(`test/${name}.html`, import.meta.url).href;

@customElement('test-framed')
class Framed extends FramedGadget {
  static override readonly sees = ['phase', 'agent', 'dialogs'] as const;
  static override readonly may = ['setState'] as const;
  // Generous: the runner's machine is busy, and a frame is a document of its own.
  static override watch = { ...frameWatch, helloTurns: 30, silentTurns: 30 };
  protected override readonly page = pageOf('framed-probe');
  protected override readonly frameTitle = 'Probe';
}
/** Its silence is noticed soon. */
@customElement('test-framed-watched')
class Watched extends Framed {
  static override watch = { ...frameWatch, turnMs: 100, helloTurns: 600, silentTurns: 60 };
}

const kept = async (desktop: FakeDesktop, key: string) => (await desktop.namespace.get(`frame.${key}`))?.value;
const tell = (desktop: FakeDesktop, firstName: string) => desktop.setView({ agent: someUser({ firstName }) });
const outerOf = (element: HTMLElement) => element.shadowRoot?.querySelector('iframe') as HTMLIFrameElement;
const innerOf = (element: HTMLElement) =>
  outerOf(element).contentDocument?.querySelector('iframe') as HTMLIFrameElement;
const greeted = (element: HTMLElement) => () => element.dataset['frame'] === 'greeted';

let stop: (() => void)[] = [];
afterEach(() => {
  for (const end of stop) end();
  stop = [];
  document.body.replaceChildren();
});

async function shown() {
  const desktop = fakeDesktop();
  const element = await show(Framed, desktop.handle);
  await until(greeted(element), 'the frame says hello');
  await until(async () => (await kept(desktop, 'seen')) !== undefined, 'the frame has a view');
  return { desktop, element };
}

function supervised(make: () => GadgetElement) {
  const desktop = fakeDesktop();
  const place = document.createElement('div');
  document.body.append(place);
  let status: GadgetStatus | undefined;
  const supervisor: GadgetSupervisor = superviseGadget({
    gadgetId: 'framed',
    create: () => {
      const element = make();
      element.desktop = desktop.handle;
      return element;
    },
    attach: (element) => place.append(element),
    detach: (element) => element.remove(),
    onState: (now) => (status = now),
    deadlines: { load: slow, restore: slow, render: slow },
  });
  stop.push(() => supervisor.dispose());
  supervisor.start();
  return { desktop, place, supervisor, status: () => status };
}
const slow = { warnMs: 60_000, killMs: 120_000 };

describe('a gadget in a sandboxed frame', () => {
  it('says hello on its port, and sees the granted slices of the view as they change', async () => {
    const { desktop, element } = await shown();
    expect(innerOf(element).getAttribute('sandbox')).to.equal('allow-scripts');
    expect(innerOf(element).contentDocument).to.equal(null);
    expect(await kept(desktop, 'seen')).to.deep.equal(['connected', 0, 'agent dialogs phase']);
    desktop.setView({ phase: 'searching', dialogs: [someDialog()] });
    await until(async () => String(await kept(desktop, 'seen')).startsWith('searching,1'), 'the new view');
  });

  it('has no right of the page: no document, no storage, no cookie, no request', async () => {
    const { desktop } = await shown();
    tell(desktop, 'Steal');
    await until(async () => (await kept(desktop, 'stolen')) !== undefined, 'it has tried');
    expect(await kept(desktop, 'stolen')).to.deep.equal([]);
  });

  it('takes the actions that it is granted, and no other', async () => {
    const { desktop } = await shown();
    tell(desktop, 'Act');
    await until(async () => (await kept(desktop, 'acted')) !== undefined, 'it has tried');
    expect(await kept(desktop, 'acted')).to.deep.equal(['not-granted', 'applied']);
    expect(desktop.commands).to.have.length(1);
  });

  it('has its draft again when its document begins anew', async () => {
    const { desktop } = await shown();
    expect(await kept(desktop, 'found')).to.equal('nothing');
    tell(desktop, 'Type');
    await until(async () => (await kept(desktop, 'draft')) === 'half a sentence', 'it is kept');
    tell(desktop, 'Reload');
    await until(() => desktop.handle.view.agent?.firstName === 'Reload', 'told');
    // The new document would reload again for the same word.
    await turn();
    tell(desktop, 'Ada');
    await until(async () => (await kept(desktop, 'found')) === 'half a sentence', 'the frame found its draft');
  });

  it('does not take a port from another window', async () => {
    const { element } = await shown();
    const other = document.createElement('iframe');
    document.body.append(other);
    const { port1, port2 } = new MessageChannel();
    const heard: unknown[] = [];
    port1.onmessage = ({ data }) => heard.push(data);
    const message = { understudy: 'frame-port', protocol: frameProtocol, nonce: 'forged' };
    const send = Reflect.construct((other.contentWindow as unknown as { Function: FunctionConstructor }).Function, [
      'target',
      'message',
      'port',
      'target.postMessage(message, "*", [port])',
    ]) as (target: Window | null, message: unknown, port: MessagePort) => void;
    send(innerOf(element).contentWindow, message, port2);
    // Ours comes after it in the same queue, so it has been looked at by then.
    const ours = new MessageChannel();
    const answer = new Promise((resolve) => (ours.port1.onmessage = ({ data }) => resolve(data)));
    innerOf(element).contentWindow?.postMessage({ ...message, nonce: 'ours' }, '*', [ours.port2]);
    expect(await answer).to.deep.equal({ type: 'hello', protocol: frameProtocol, nonce: 'ours' });
    expect(heard).to.deep.equal([]);
  });

  it('is isolated when it hangs, while a neighbour goes on, and comes back with its draft', async () => {
    const { desktop, place, supervisor, status } = supervised(() => new Watched());
    const neighbour = await shown();
    await until(async () => (await kept(desktop, 'seen')) !== undefined, 'the frame has a view');
    tell(desktop, 'Type');
    await until(async () => (await kept(desktop, 'draft')) === 'half a sentence', 'it is kept');
    tell(desktop, 'Hang');
    await until(() => status()?.state === 'quarantined', 'it is taken out');
    expect(status()?.fault?.message).to.contain('does not answer');
    expect(place.children).to.have.length(0);
    neighbour.desktop.setView({ phase: 'searching' });
    await until(async () => String(await kept(neighbour.desktop, 'seen')).startsWith('searching'), 'the neighbour');
    tell(desktop, 'Ada');
    supervisor.restart();
    await until(async () => (await kept(desktop, 'found')) === 'half a sentence', 'it is back with its draft');
    expect(status()?.state).to.equal('ready');
  });

  it('is isolated when it throws, and when its page is not there', async () => {
    const thrown = supervised(() => new Framed());
    await until(async () => (await kept(thrown.desktop, 'seen')) !== undefined, 'the frame has a view');
    tell(thrown.desktop, 'Throw');
    await until(() => thrown.status()?.state === 'quarantined', 'it is taken out');
    expect(thrown.status()?.fault?.message).to.contain('thrown in the frame');
    const missing = supervised(() => new MissingPage());
    await until(() => missing.status()?.state === 'quarantined', 'it is taken out');
    expect(missing.status()?.fault?.step).to.equal('load');
  });
});

@customElement('test-framed-missing')
class MissingPage extends Framed {
  protected override readonly page = pageOf('framed-missing');
}

describe('the broker of a frame', () => {
  const brokered = () => {
    const desktop = fakeDesktop();
    const faults: string[] = [];
    const { port1, port2 } = new MessageChannel();
    const said: HostMessage[] = [];
    port2.onmessage = ({ data }: MessageEvent<HostMessage>) => said.push(data);
    const broker = createFrameBroker({
      desktop: desktop.handle,
      nonce: 'right',
      port: port1,
      sees: ['phase'],
      may: [],
      watch: { ...frameWatch, helloTurns: 3, silentTurns: 3, perTurn: 20 },
      onHeight: () => undefined,
      onGreeted: () => undefined,
      onFault: (step, message) => faults.push(`${step}: ${message}`),
    });
    stop.push(() => broker.close());
    const hello = (nonce = 'right') => port2.postMessage({ type: 'hello', protocol: frameProtocol, nonce });
    return { desktop, broker, port: port2, said, faults, hello };
  };

  it('gives nothing before the hello, nor to a hello with another nonce', async () => {
    const { desktop, broker, port, said, faults, hello } = brokered();
    broker.viewChanged();
    hello('wrong');
    port.postMessage({ type: 'put', id: 1, key: 'x', value: 1 });
    port.postMessage({ type: 'get', id: 2, key: 'x' });
    await until(() => faults.length > 0, 'it is taken out');
    expect(said).to.deep.equal([]);
    expect(await desktop.namespace.all()).to.deep.equal([]);
  });

  it('takes a frame out that sends what nobody can read, or too much', async () => {
    const forged = brokered();
    forged.hello();
    for (const data of [{ type: 'put', id: 1, key: '../shell', value: 1, owner: '1002' }, 'credentials', null]) {
      forged.port.postMessage(data);
    }
    await until(() => forged.faults.length > 0, 'it is taken out');
    expect(forged.faults[0]).to.contain('nobody can read');
    const loud = brokered();
    loud.hello();
    for (let n = 0; n < 30; n += 1) loud.port.postMessage({ type: 'pong', n: 0 });
    await until(() => loud.faults.length > 0, 'it is taken out');
    expect(loud.faults).to.deep.equal(['event: its frame sent too many messages']);
  });

  it('keeps under the name of the gadget, beside what its element keeps', async () => {
    const { desktop, port, said, hello } = brokered();
    await desktop.namespace.put('note', 'of the element');
    hello();
    port.postMessage({ type: 'put', id: 1, key: 'note', value: 'of the frame' });
    await until(() => said.some(({ type }) => type === 'answer'), 'it is kept');
    expect((await desktop.namespace.get('note'))?.value).to.equal('of the element');
    expect((await desktop.namespace.get('frame.note'))?.value).to.equal('of the frame');
  });

  it('sends the next view when the last one has been taken, and then the newest', async () => {
    const { desktop, broker, port, said, hello } = brokered();
    hello();
    const views = () => said.filter((one) => one.type === 'view').map(({ view }) => (view as { phase: string }).phase);
    await until(() => views().length === 1, 'the first view');
    for (const phase of ['searching', 'switching'] as const) {
      desktop.setView({ phase });
      broker.viewChanged();
    }
    expect(views()).to.deep.equal(['connected']);
    port.postMessage({ type: 'seen', n: 1 });
    await until(() => views().length === 2, 'the next view');
    expect(views()).to.deep.equal(['connected', 'switching']);
  });

  it('counts turns: one that never greets and one that goes silent are told apart, and an answer begins anew', async () => {
    const never = brokered();
    for (let n = 0; n < 3; n += 1) never.broker.turn();
    expect(never.faults).to.deep.equal(['deadline: its frame did not start']);
    const { broker, port, said, faults, hello } = brokered();
    hello();
    await until(() => said.length > 0, 'a view');
    const pings = () => said.filter(({ type }) => type === 'ping').length;
    broker.turn();
    await until(() => pings() === 1, 'a ping');
    broker.turn();
    broker.turn();
    port.postMessage({ type: 'pong', n: 1 });
    port.postMessage({ type: 'get', id: 7, key: 'x' });
    await until(() => said.some(({ type }) => type === 'answer'), 'the pong was read');
    broker.turn();
    await until(() => pings() === 2, 'another ping');
    for (let n = 0; n < 3; n += 1) broker.turn();
    expect(faults).to.deep.equal(['deadline: its frame does not answer any more']);
  });
});
