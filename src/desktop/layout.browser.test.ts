/** The documented layout in the running shell: header columns, four columns, hidden and managed gadgets, rows. */
import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { GadgetElement } from '../gadget/contract.ts';
import type { LayoutGadget } from '../wire/layout.ts';
import { gadget, openTestDesktop, testLayout, type TestDesktop } from './test/desktop-fixture.ts';
import { byTestId, deep, deepAll, readText, until } from './test/page.ts';
import { connectedView } from './test/sample-view.ts';

const good = (id: string, more: Partial<LayoutGadget> = {}): LayoutGadget => ({
  ...gadget(id, 'gadgets/good'),
  ...more,
});
const elementOf = (id: string): GadgetElement | undefined => {
  const host = byTestId(`gadget-${id}`).shadowRoot;
  return (host && deep(host, 'us-good')) as GadgetElement | undefined;
};
const isLive = (id: string): boolean => readText(deep(document, `[data-testid="mark-${id}"]`)) === 'Live';
const isShown = (id: string): boolean => byTestId(`gadget-${id}`).getBoundingClientRect().height > 0;

const ids = ['first', 'manager', 'managed', 'third', 'fourth'];

async function open(): Promise<TestDesktop> {
  const columns = [
    { gadgets: [good('first', { maxRows: 7 })] },
    { gadgets: [good('manager'), good('managed', { managedBy: 'manager' })] },
    { gadgets: [good('third')] },
    { gadgets: [good('fourth')] },
  ];
  const layout = {
    ...testLayout,
    roles: [{ role: 'Agent' as const, page: [], tabs: [{ id: 'work', label: 'Work', icon: '', columns }] }],
  };
  const desktop = await openTestDesktop(connectedView, { layout });
  await until(() => ids.every(isLive));
  return desktop;
}

describe('the layout in the shell', () => {
  let desktop: TestDesktop;
  afterEach(() => desktop.dispose());
  after(() => setViewport({ width: 1280, height: 800 }));

  it('has up to four columns: side by side, two by two, or one below the other', async () => {
    desktop = await open();
    const beside = async (width: number): Promise<number> => {
      await setViewport({ width, height: 800 });
      const tops = ['first', 'manager', 'third', 'fourth'].map(
        (id) => byTestId(`gadget-${id}`).getBoundingClientRect().top,
      );
      return tops.filter((top) => top === tops[0]).length;
    };
    expect([await beside(1900), await beside(1280), await beside(500)]).to.deep.equal([4, 2, 1]);
  });

  it('gives a managed gadget to its manager alone, which shows and hides it alive', async () => {
    desktop = await open();
    expect(isShown('managed')).to.equal(false);
    expect(elementOf('first')?.desktop.managed).to.equal(undefined);
    const { managed } = elementOf('manager')?.desktop ?? {};
    expect(managed?.ids).to.deep.equal(['managed']);
    const before = elementOf('managed');
    managed?.show('managed');
    await until(() => isShown('managed'));
    expect(byTestId('gadget-managed').previousElementSibling === byTestId('gadget-manager')).to.equal(true);
    if ('moveBefore' in Element.prototype) expect(elementOf('managed') === before).to.equal(true);
    expect(() => managed?.show('first')).to.throw(RangeError, 'does not manage');
    managed?.hide('managed');
    await until(() => !isShown('managed'));
  });

  it('tells a gadget how many rows the layout wants', async () => {
    desktop = await open();
    expect([elementOf('first')?.desktop.maxRows, elementOf('third')?.desktop.maxRows]).to.deep.equal([7, undefined]);
  });

  it('honours the widths of header columns where there is room, and flows where there is none', async () => {
    desktop = await open();
    const widths = async (width: number): Promise<number> => {
      await setViewport({ width, height: 800 });
      const [column] = deepAll(document, '[data-column="0"]');
      return Math.round(column?.getBoundingClientRect().width ?? 0);
    };
    expect(await widths(1280)).to.equal(300);
    expect(await widths(700)).to.equal(0);
    expect(deep(document, '.brand')?.checkVisibility()).to.equal(true);
  });
});
