// A gadget that serves a media domain (MRD-4): its channel is connected at the start and after each failover; only then is it ready.
import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { Gadget } from './gadget.ts';
import { ServesMedia } from './serves-media.ts';
import { fakeDesktop, show, until } from './test/fake-desktop.ts';

class ChatGadget extends Gadget {
  connecting: { resolve: () => void; reject: (cause: Error) => void }[] = [];
  readonly channel: ServesMedia = new ServesMedia(this, '5000', {
    connect: () => new Promise<void>((resolve, reject) => this.connecting.push({ resolve, reject })),
  });
  override render() {
    return html`${this.channel.state} ${this.channel.reason}`;
  }
}
customElements.define('us-test-chat', ChatGadget);

const round = (at: number) => ({ media: { round: at, domains: [], tasks: [] } });
afterEach(() => document.body.replaceChildren());

describe('serves-media', () => {
  it('is ready when its channel is, and not before; each failover asks anew', async () => {
    const desktop = fakeDesktop(round(1), 'chat');
    const element = await show(ChatGadget, desktop.handle);
    expect(desktop.channels).to.deep.equal(['chat 5000 not-ready 1']);
    element.connecting[0]!.resolve();
    await until(() => element.channel.state === 'ready', 'connected');
    expect(desktop.channels.at(-1)).to.equal('chat 5000 ready 1');
    desktop.setView({ phase: 'searching' });
    await element.updateComplete;
    expect(element.channel.state).to.equal('waiting');
    desktop.setView({ phase: 'connected', ...round(2) });
    await until(() => element.connecting.length === 2, 'connected anew');
    expect(desktop.channels.at(-1)).to.equal('chat 5000 ready 1');
    element.connecting[1]!.resolve();
    await until(() => desktop.channels.at(-1) === 'chat 5000 ready 2', 'ready again');
  });

  it('a connection that a failover overtakes makes nobody ready; a failure says why and can be tried again', async () => {
    const desktop = fakeDesktop(round(1), 'chat');
    const element = await show(ChatGadget, desktop.handle);
    desktop.setView(round(2));
    await until(() => element.connecting.length === 2, 'asked for the next round');
    element.connecting[0]!.resolve();
    element.connecting[1]!.reject(new Error('no route'));
    await until(() => element.channel.state === 'failed', 'failed');
    expect(element.channel.reason).to.equal('no route');
    expect(desktop.channels.filter((line) => line.includes(' ready '))).to.deep.equal([]);
    element.channel.retry();
    element.connecting[2]!.resolve();
    await until(() => desktop.channels.at(-1) === 'chat 5000 ready 2', 'ready');
  });
});
