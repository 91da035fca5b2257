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

/** No sideways scrolling, and nothing to read or press beyond the edges. */
function expectToFit(root: HTMLElement): void {
  // A browser whose scrollbar takes room has less than the window's width.
  const { scrollWidth, clientWidth } = document.documentElement;
  expect(scrollWidth).to.equal(clientWidth);
  const outside = deepAll(root, 'button, input, p, h1, h2').filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return element.checkVisibility() && width > 1 && (left < 0 || right > innerWidth);
  });
  expect(outside.map((element) => element.outerHTML)).to.deep.equal([]);
}

/** As a language with longer words would have it. */
function lengthenWords(root: ParentNode): void {
  for (const element of deepAll(root, '*')) {
    for (const child of element.shadowRoot?.childNodes ?? []) lengthen(child);
    for (const child of element.childNodes) lengthen(child);
  }
}

function lengthen(node: Node): void {
  if (node.nodeType !== Node.TEXT_NODE || node.parentElement?.localName === 'style') return;
  node.nodeValue = (node.nodeValue ?? '').replaceAll(
    /\p{L}{2,}/gu,
    (word) => word + word.slice(0, Math.ceil(word.length * 0.4)),
  );
}

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
      expectToFit(desktop.root);
      await setViewport({ width: 1280, height: 800 });
    });
  }

  for (const name of ['sign-in', 'connected', 'searching', 'quarantined']) {
    const open = screens[name];
    if (!open) throw new Error(`no screen ${name}`);

    // 1280 px of a screen are 640 at 200 %.
    it(`${name}: usable at 200 % zoom, and axe finds nothing there`, async () => {
      await setViewport({ width: 640, height: 400 });
      desktop = await open();
      expectToFit(desktop.root);
      expect(await axeViolations()).to.deep.equal([]);
    });

    it(`${name}: from right to left, wide and narrow`, async () => {
      document.documentElement.dir = 'rtl';
      try {
        for (const width of [1280, 360]) {
          await setViewport({ width, height: 740 });
          desktop = await open();
          expectToFit(desktop.root);
          desktop.dispose();
        }
      } finally {
        document.documentElement.removeAttribute('dir');
      }
    });

    it(`${name}: with words 40 % longer, wide and narrow`, async () => {
      for (const width of [1280, 360]) {
        await setViewport({ width, height: 740 });
        desktop = await open();
        lengthenWords(desktop.root);
        expectToFit(desktop.root);
        desktop.dispose();
      }
    });
  }

  it('is judged by a measure that finds what does not fit', async () => {
    desktop = await openTestDesktop(connectedView);
    await until(() => deep(document, '.mark.ready'));
    const wide = document.createElement('h2');
    wide.textContent = 'W'.repeat(400);
    byTestId('banner').append(wide);
    // Not by an animation: a page in the background has no frames.
    Object.assign(wide.style, { whiteSpace: 'nowrap', display: 'inline-block', overflowWrap: 'normal' });
    await until(() => wide.getBoundingClientRect().right > innerWidth);
    expect(() => expectToFit(desktop.root)).to.throw();
  });

  it('is judged by an axe that finds a planted fault inside a shadow root', async () => {
    desktop = await openTestDesktop(connectedView);
    const button = byTestId('state-select');
    button.replaceChildren();
    button.removeAttribute('aria-describedby');
    expect((await axeViolations()).join()).to.contain('button-name');
  });
});
