/** axe finds nothing on any screen, in light and dark; the shell is drawn without inline styles and fits 360 px. */
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { openTestDesktop, type TestDesktop } from './test/desktop-fixture.ts';
import { axeInBothThemes, axeViolations, byTestId, deep, deepAll, until } from './test/page.ts';
import { connectedView, movedView, notice, searchingView, signedOutView } from './test/sample-view.ts';

const toasts = [
  notice('forced-logout', { code: 255, state: 'NOT_READY', secondsSinceMove: 3 }, 'warning', 'toast'),
  notice('command-outcome', { command: 'set-state', outcome: 'unknown' }, 'error', 'toast'),
  notice('changed-by-supervisor', { state: 'NOT_READY' }, 'info', 'toast'),
];

/** Opens each screen in turn, with its menus and panels open. */
const screens: Readonly<Record<string, () => Promise<TestDesktop>>> = {
  connecting: () => openTestDesktop(),
  'sign-in': async () => {
    const desktop = await openTestDesktop(signedOutView, { openLab: () => undefined });
    (await until(() => deep(document, '[data-testid="sign-in"]'))).click();
    await until(() => deep(document, '.problem'));
    desktop.client.show({ banner: notice('sign-in-failed', { reason: 'credentials', detail: '' }, 'error') });
    await until(() => byTestId('banner').textContent !== '');
    return desktop;
  },
  connected: async () => {
    const desktop = await openTestDesktop({ ...connectedView, toasts }, { openLab: () => undefined });
    await until(() => deep(document, '.mark.ready'));
    byTestId('state-select').click();
    await until(() => deep(document, '[role=menu]'));
    return desktop;
  },
  searching: async () => {
    const desktop = await openTestDesktop(searchingView, {
      update: { offered: true, onOffered: () => () => undefined, accept: () => undefined },
    });
    await until(() => deep(document, '.mark.stale'));
    return desktop;
  },
  moved: async () => {
    const desktop = await openTestDesktop(movedView);
    byTestId('node-indicator').click();
    await until(() => deep(document, '#details:not([hidden])'));
    return desktop;
  },
  quarantined: async () => {
    window.throwingGadget = 'planted fault';
    const desktop = await openTestDesktop(connectedView);
    byTestId('tab-more').click();
    await until(() => deep(document, '[data-testid="quarantine-throwing"]'));
    await until(() => deep(document, '[data-testid="quarantine-missing"]'));
    return desktop;
  },
  expired: async () => {
    const desktop = await openTestDesktop({ ...connectedView, phase: 'expired' });
    await until(() => deep(document, '[data-testid="password"]'));
    return desktop;
  },
};

describe('every screen', () => {
  let desktop: TestDesktop;
  afterEach(() => {
    desktop.dispose();
    window.throwingGadget = undefined;
  });
  after(() => setViewport({ width: 1280, height: 800 }));

  for (const [name, open] of Object.entries(screens)) {
    it(`${name}: axe finds nothing in light and dark`, async () => {
      desktop = await open();
      expect(await axeInBothThemes()).to.deep.equal([]);
    });

    it(`${name}: no inline style anywhere, and no sideways scrolling at 360 px`, async () => {
      await setViewport({ width: 360, height: 740 });
      desktop = await open();
      expect(deepAll(desktop.root, '[style]').map((element) => element.outerHTML)).to.deep.equal([]);
      // A browser whose scrollbar takes room has less than the window's width.
      const { scrollWidth, clientWidth } = document.documentElement;
      expect(scrollWidth).to.equal(clientWidth);
      const outside = deepAll(desktop.root, 'button, input, p, h1, h2').filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return element.checkVisibility() && width > 1 && (left < 0 || right > 360);
      });
      expect(outside.map((element) => element.outerHTML)).to.deep.equal([]);
      await setViewport({ width: 1280, height: 800 });
    });
  }

  it('is judged by an axe that finds a planted fault inside a shadow root', async () => {
    desktop = await openTestDesktop(connectedView);
    const button = byTestId('state-select');
    button.replaceChildren();
    button.removeAttribute('aria-describedby');
    expect((await axeViolations()).join()).to.contain('button-name');
  });
});
