/** Cards and their gadgets come into sight together; whoever stays away keeps nobody waiting. */
import { expect } from '@open-wc/testing';
import { ComingIntoSight } from './coming-into-sight.ts';
import { openTestDesktop, type TestDesktop } from './test/desktop-fixture.ts';
import { byTestId, deep, readText, until } from './test/page.ts';
import { connectedView } from './test/sample-view.ts';

const isSeen = (id: string): boolean => byTestId(`gadget-${id}`).checkVisibility();
const mark = (id: string): string => readText(deep(document, `[data-testid="mark-${id}"]`));

describe('what comes into sight', () => {
  let desktop: TestDesktop | undefined;
  const { begin } = ComingIntoSight.prototype;
  afterEach(() => {
    ComingIntoSight.prototype.begin = begin;
    desktop?.dispose();
    desktop = undefined;
  });

  it('shows no card without its gadget when the gadgets come soon', async () => {
    // Soon is before the bound, whatever else the machine has to do.
    ComingIntoSight.prototype.begin = function (this: ComingIntoSight) {
      begin.call(this, () => undefined);
    };
    desktop = await openTestDesktop(connectedView);
    const workspace = await until(() => deep(document, 'us-workspace'));
    const seen: boolean[] = [];
    const watch = new MutationObserver(() => {
      if (!workspace.hasAttribute('coming')) seen.push(deep(document, 'us-good') !== undefined);
    });
    watch.observe(workspace, { attributes: true, attributeFilter: ['coming'] });
    await until(() => mark('good') === 'Live');
    watch.disconnect();
    expect(seen).to.deep.equal([true]);
    expect(isSeen('good')).to.equal(true);
    expect(workspace.shadowRoot?.querySelector('.skeleton')?.checkVisibility()).to.equal(false);
  });

  it('shows cards with what they say of their gadgets when those stay away; tabs are there before', async () => {
    desktop = await openTestDesktop(connectedView, { controlled: new Promise(() => undefined) });
    const tabs = await until(() => deep(document, '[role=tablist]'));
    expect(tabs.checkVisibility()).to.equal(true);
    await until(() => isSeen('good'));
    expect(mark('good')).to.equal('Loading…');
  });

  it('is over with the first gadget, and with the bound', () => {
    const element = document.createElement('div');
    const timers: (() => void)[] = [];
    const coming = new ComingIntoSight(element);
    coming.begin((call) => timers.push(call));
    expect(element.hasAttribute('coming')).to.equal(true);
    coming.show();
    expect(element.hasAttribute('coming')).to.equal(false);
    coming.begin((call) => timers.push(call));
    timers.at(-1)?.();
    expect(element.hasAttribute('coming')).to.equal(false);
  });
});
