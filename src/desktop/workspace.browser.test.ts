import { expect } from '@open-wc/testing';
import type { ReactiveControllerHost } from 'lit';
import { handOverAll } from './save-gadgets.ts';
import { openTestDesktop, type TestDesktop } from './test/desktop-fixture.ts';
import { byTestId, deep, deepAll, press, readText, until } from './test/page.ts';
import { ann, connectedView, searchingView, signedOutView } from './test/sample-view.ts';

const mark = (id: string): string => readText(deep(document, `[data-testid="mark-${id}"]`));
const inGadget = (id: string, selector: string): HTMLElement | undefined => deep(hostOf(id), selector);
const hostOf = (id: string): ShadowRoot => {
  const { shadowRoot } = byTestId(`gadget-${id}`);
  if (!shadowRoot) throw new Error('not drawn');
  return shadowRoot;
};
const tab = (id: string): HTMLElement => byTestId(`tab-${id}`);
const panelOf = (id: string): HTMLElement =>
  (tab(id).getRootNode() as ShadowRoot).getElementById(tab(id).getAttribute('aria-controls') ?? '') as HTMLElement;

describe('the workspace', () => {
  let desktop: TestDesktop;
  beforeEach(() => {
    window.throwingGadget = undefined;
  });
  afterEach(() => desktop.dispose());

  it('has every gadget of every tab alive; hidden ones stay so', async () => {
    desktop = await openTestDesktop(connectedView);
    await until(() => ['good', 'other', 'throwing'].every((id) => mark(id) === 'Live'));
    expect(panelOf('work').hidden).to.equal(false);
    expect(panelOf('more').hidden).to.equal(true);
    const element = inGadget('throwing', 'us-throwing');
    tab('more').click();
    await until(() => !panelOf('more').hidden);
    expect(panelOf('work').hidden).to.equal(true);
    expect(inGadget('throwing', 'us-throwing') === element).to.equal(true);
    expect(inGadget('good', 'p')?.textContent).to.equal('Hello Ann');
  });

  it('draws no gadget anew when nothing of it has changed', async () => {
    desktop = await openTestDesktop(connectedView);
    await until(() => ['good', 'other', 'throwing'].every((id) => mark(id) === 'Live'));
    const drawn: string[] = [];
    for (const id of ['good', 'other', 'throwing']) {
      const host: Element & Partial<ReactiveControllerHost> = byTestId(`gadget-${id}`);
      host.addController?.({ hostUpdated: () => void drawn.push(id) });
    }
    tab('more').click();
    await until(() => !panelOf('more').hidden);
    tab('work').click();
    await until(() => panelOf('more').hidden);
    expect(drawn).to.deep.equal([]);
  });

  it('has tabs that work by keyboard and name their panels', async () => {
    desktop = await openTestDesktop(connectedView);
    await until(() => deep(document, '[role=tablist]'));
    const tabs = ['work', 'more', 'last'].map(tab);
    const root = tabs[0]?.getRootNode() as ShadowRoot;
    expect(tabs.map((one) => one.tabIndex)).to.deep.equal([0, -1, -1]);
    tabs[0]?.focus();
    for (const [key, at] of [
      ['ArrowRight', 1],
      ['End', 2],
      ['ArrowRight', 0],
      ['ArrowLeft', 2],
      ['Home', 0],
    ] as const) {
      press(root.activeElement ?? root, key);
      await until(() => root.activeElement === tabs[at] && tabs[at].ariaSelected === 'true');
      expect(tabs.filter((one) => one.ariaSelected === 'true').length, key).to.equal(1);
      expect(tabs.map((one) => one.tabIndex === 0).indexOf(true), key).to.equal(at);
    }
    expect(panelOf('work').getAttribute('aria-labelledby')).to.equal(tabs[0]?.id);
  });

  it('remembers the tab and what is collapsed, per agent', async () => {
    desktop = await openTestDesktop(connectedView);
    await until(() => mark('good') === 'Live');
    tab('more').click();
    hostOf('good').querySelector<HTMLElement>('.collapse')?.click();
    desktop.client.show(signedOutView);
    await until(() => deep(document, '[data-testid="sign-in"]'));
    desktop.client.show(connectedView);
    await until(() => deep(document, '[role=tablist]') && tab('more').ariaSelected === 'true');
    await until(() => mark('good') === 'Live');
    expect(hostOf('good').getElementById('content')?.hidden).to.equal(true);
    desktop.client.show({ agent: { ...ann, loginId: '1002' } });
    await until(() => mark('good') === 'Live' && tab('work').ariaSelected === 'true');
  });

  it('waits for the page to be controlled before any gadget boots', async () => {
    let control = (): void => undefined;
    const controlled = new Promise<void>((resolve) => (control = resolve));
    desktop = await openTestDesktop(connectedView, { controlled });
    await until(() => mark('good') === 'Loading…');
    // Anything that would boot without waiting has had its turn by now.
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve));
    expect(inGadget('good', 'us-good') === undefined).to.equal(true);
    control();
    await until(() => mark('good') === 'Live');
  });

  it('keeps gadgets readable while not connected, and says since when they are not live', async () => {
    desktop = await openTestDesktop(connectedView);
    await until(() => mark('good') === 'Live');
    desktop.client.show(searchingView);
    await until(() => /^As of \d\d:02$/.test(mark('good')));
    expect(inGadget('good', 'p')?.checkVisibility()).to.equal(true);
    desktop.client.show({ ...connectedView, staleSince: undefined });
    await until(() => mark('good') === 'Live');
  });

  it('stops a gadget that throws, says what happened, and leaves its neighbours alone', async () => {
    window.throwingGadget = 'planted fault';
    desktop = await openTestDesktop(connectedView);
    await until(() => mark('good') === 'Live' && mark('other') === 'Live');
    const neighbour = inGadget('good', 'us-good');
    const field = inGadget('good', 'input') as HTMLInputElement;
    const panel = await until(() => deep(document, '[data-testid="quarantine-throwing"]'));
    expect(readText(panel)).to.match(/Throwing was stopped\. It failed while drawing itself\. planted fault/);
    expect(panel.role).to.equal('alert');
    expect(inGadget('throwing', 'us-throwing') === undefined).to.equal(true);
    field.focus();
    expect(inGadget('good', 'us-good') === neighbour).to.equal(true);
    expect(mark('good')).to.equal('Live');
  });

  it('starts it again on request, with what was typed in it', async () => {
    desktop = await openTestDesktop(connectedView);
    tab('more').click();
    await until(() => mark('throwing') === 'Live');
    const typed = inGadget('throwing', 'input') as HTMLInputElement;
    typed.focus();
    typed.value = 'the router blinks';
    typed.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    window.throwingGadget = 'planted fault';
    desktop.client.show({ queues: [] });
    const restart = await until(() => deep(document, '[data-testid="restart-throwing"]'));
    await until(() => hostOf('throwing').activeElement === restart);
    restart.click();
    // Still broken: it is stopped again, and told anew.
    const again = await until(() => {
      const found = deep(document, '[data-testid="restart-throwing"]');
      return found !== restart && found;
    });
    window.throwingGadget = undefined;
    again.click();
    await until(() => mark('throwing') === 'Live');
    await until(() => (inGadget('throwing', 'input') as HTMLInputElement).value === 'the router blinks');
    expect(deepAll(document, '[data-testid="quarantine-throwing"]').length).to.equal(0);
  });

  it('says when a gadget is not in this build, or on another host', async () => {
    desktop = await openTestDesktop(connectedView);
    const panel = await until(() => deep(document, '[data-testid="quarantine-missing"]'));
    expect(readText(panel)).to.contain('this build has no gadget called missing');
  });

  it('hands what gadgets keep to the cache when the page is left', async () => {
    desktop = await openTestDesktop(connectedView);
    await until(() => mark('good') === 'Live');
    const gadget = inGadget('good', 'us-good') as HTMLElement & { saveNow(durability: string): Promise<void> };
    const saved: string[] = [];
    gadget.saveNow = (durability) => {
      saved.push(durability);
      return Promise.resolve();
    };
    handOverAll(desktop.client);
    expect(saved).to.deep.equal(['relaxed']);
  });
});
