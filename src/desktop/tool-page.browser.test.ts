import { expect } from '@open-wc/testing';
import type { ToolPage } from './tool-page.ts';
import { openTestDesktop, type TestDesktop } from './test/desktop-fixture.ts';
import { byTestId, deep, press, until } from './test/page.ts';
import { connectedView } from './test/sample-view.ts';

describe('a page beside the work', () => {
  let desktop: TestDesktop;
  let opened: number;
  let disposed: number;
  let fails: boolean;
  const page: ToolPage = {
    id: 'planted',
    title: 'Planted page',
    summary: 'For this test.',
    open: (place) => {
      if (fails) return Promise.reject(new Error('planted: no network'));
      opened += 1;
      place.textContent = 'Here it is.';
      return Promise.resolve({ dispose: () => (disposed += 1) });
    },
  };
  beforeEach(() => {
    [opened, disposed, fails] = [0, 0, false];
  });
  afterEach(() => {
    desktop.dispose();
    location.hash = '';
  });
  const open = async () => {
    location.hash = '';
    desktop = await openTestDesktop(connectedView, { pages: [page] });
    byTestId('tools').click();
    await until(() => deep(document, '[data-testid="page-planted"]'));
    byTestId('page-planted').click();
    await until(() => deep(document, '[data-testid="page-heading"]'));
  };

  it('opens from the header, has an address, takes the focus to its heading, and leaves the work alive', async () => {
    await open();
    await until(() => opened === 1);
    expect(location.hash).to.equal('#/planted');
    const heading = byTestId('page-heading');
    expect(heading.textContent).to.equal('Planted page');
    expect((heading.getRootNode() as ShadowRoot).activeElement).to.equal(heading);
    expect(deep(document, 'us-workspace')).to.exist;
  });

  it('closes with Escape; the page is put away and the focus is where the work is', async () => {
    await open();
    await until(() => opened === 1);
    press(byTestId('close-page'), 'Escape');
    await until(() => !deep(document, 'us-tool-page'));
    expect(disposed).to.equal(1);
    expect(location.hash).to.equal('');
    await until(() => (deep(document, 'main')?.getRootNode() as ShadowRoot).activeElement?.localName === 'main');
  });

  it('says when it cannot be loaded, and loads when asked again', async () => {
    fails = true;
    await open();
    await until(() => deep(document, '[data-testid="load-again"]'));
    fails = false;
    byTestId('load-again').click();
    await until(() => opened === 1);
    await until(() => !deep(document, '[data-testid="load-again"]'));
  });
});
