/** Gadgets are moved, sized and enlarged by keyboard and by pointer, stay alive meanwhile, and stand so the next time. */
import { expect } from '@open-wc/testing';
import type { Layout } from '../../wire/layout.ts';
import { gadget, openTestDesktop, testLayout, type TestDesktop } from '../test/desktop-fixture.ts';
import { byTestId, deep, deepAll, press, readText, until } from '../test/page.ts';
import { ann, connectedView } from '../test/sample-view.ts';

const layout: Layout = {
  ...testLayout,
  roles: [
    {
      role: 'Agent',
      page: [gadget('above', 'gadgets/good'), { ...gadget('unseen', 'gadgets/good'), hidden: true }],
      tabs: [
        {
          id: 'work',
          label: 'Work',
          icon: '',
          columns: [
            { gadgets: [gadget('one', 'gadgets/good'), gadget('two', 'gadgets/good')] },
            { gadgets: [gadget('three', 'gadgets/good'), { ...gadget('broken'), hidden: true }] },
          ],
        },
        { id: 'more', label: 'More', icon: '', columns: [{ gadgets: [gadget('lone', 'gadgets/good')] }] },
      ],
    },
  ],
};

const isLive = (id: string): boolean => readText(deep(document, `[data-testid="mark-${id}"]`)) === 'Live';
const hostOf = (id: string): HTMLElement => byTestId(`gadget-${id}`);
const elementOf = (id: string): HTMLElement => {
  const found = deep(hostOf(id).shadowRoot as ShadowRoot, 'us-good');
  if (!found) throw new Error(`${id} is not there`);
  return found;
};
const columns = (): string[][] =>
  ['work/0', 'work/1'].map((place) => {
    const column = deep(document, `[data-place="${place}"]`);
    return [...(column?.children ?? [])].map((host) => (host as HTMLElement).dataset['testid']?.slice(7) ?? '');
  });
const isOrdered = (...wanted: string[][]): boolean => JSON.stringify(columns()) === JSON.stringify(wanted);

async function open(): Promise<TestDesktop> {
  const desktop = await openTestDesktop(connectedView, { layout });
  await until(() => ['above', 'unseen', 'one', 'two', 'three', 'lone'].every((id) => isLive(id)));
  return desktop;
}

/** Presses the title bar's button, and waits for what it unfolds. */
async function unfold(id: string): Promise<void> {
  byTestId(`arrange-${id}`).click();
  await until(() => deep(document, `[data-testid="start-again-${id}"]`));
}

/** Presses, moves in two steps, and releases, as a hand does. */
function drag(handle: HTMLElement, to: { readonly x: number; readonly y: number }, release = true): void {
  const from = handle.getBoundingClientRect();
  const [x, y] = [from.left + from.width / 2, from.top + from.height / 2];
  const fire = (type: string, clientX: number, clientY: number): void => {
    handle.dispatchEvent(
      new PointerEvent(type, { clientX, clientY, pointerId: 1, bubbles: true, composed: true, cancelable: true }),
    );
  };
  fire('pointerdown', x, y);
  fire('pointermove', (x + to.x) / 2, (y + to.y) / 2);
  fire('pointermove', to.x, to.y);
  if (release) fire('pointerup', to.x, to.y);
}

describe('arranging gadgets', () => {
  let desktop: TestDesktop;
  afterEach(() => desktop.dispose());

  it('moves by keyboard, says where to, keeps the focus, and the gadget does not notice', async () => {
    desktop = await open();
    expect(columns()).to.deep.equal([['one', 'two'], ['three']]);
    const before = elementOf('one');
    const field = before.shadowRoot?.querySelector('input') as HTMLInputElement;
    field.value = 'half a sentence';
    const opener = byTestId('arrange-one');
    opener.click();
    await until(() => opener.ariaExpanded === 'true');
    const down = byTestId('move-down-one');
    down.focus();
    down.click();
    await until(() => isOrdered(['two', 'one'], ['three']));
    await until(() => readText(byTestId('arranged')) === 'One: column 1 of 2, place 2 of 2.');
    expect((down.getRootNode() as ShadowRoot).activeElement === down, 'focus').to.equal(true);
    await until(() => down.ariaDisabled === 'true');
    down.click();
    byTestId('move-after-one').click();
    await until(() => isOrdered(['two'], ['three', 'one']));
    await until(() => readText(byTestId('arranged')) === 'One: column 2 of 2, place 2 of 2.');
    if ('moveBefore' in Element.prototype) {
      expect(elementOf('one') === before, 'the same element').to.equal(true);
      expect(field.value).to.equal('half a sentence');
    }
    await until(() => isLive('one'));
    press(byTestId('move-up-one'), 'Escape');
    await until(() => opener.ariaExpanded === 'false');
    expect((opener.getRootNode() as ShadowRoot).activeElement === opener).to.equal(true);
  });

  it('is there again for the same agent, not for another, and is taken back on request', async () => {
    desktop = await open();
    await unfold('two');
    byTestId('move-after-two').click();
    await unfold('three');
    byTestId('taller-three').click();
    byTestId('enlarge-lone').click();
    await until(() => isOrdered(['one'], ['three', 'two']) && hostOf('three').hasAttribute('sized'));
    desktop.client.show({ agent: { ...ann, loginId: '1002' } });
    await until(() => isOrdered(['one', 'two'], ['three']));
    expect(hostOf('three').hasAttribute('sized')).to.equal(false);
    desktop.client.show({ agent: ann });
    await until(() => isOrdered(['one'], ['three', 'two']));
    await until(() => hostOf('three').hasAttribute('sized') && hostOf('lone').hasAttribute('enlarged'));
    byTestId('tools').click();
    byTestId('action-reset-arrangement').click();
    await until(() => isOrdered(['one', 'two'], ['three']));
    expect(deepAll(document, '[sized], [enlarged]').length).to.equal(0);
    desktop.client.show({ agent: { ...ann, loginId: '1002' } });
    desktop.client.show({ agent: ann });
    await until(() => isLive('one') && isOrdered(['one', 'two'], ['three']));
  });

  it('gives one gadget the whole tab, and the others their place back', async () => {
    desktop = await open();
    const button = byTestId('enlarge-two');
    const wide = hostOf('two').getBoundingClientRect().width;
    button.click();
    await until(() => button.ariaPressed === 'true');
    expect(hostOf('two').getBoundingClientRect().width).to.be.greaterThan(wide * 1.5);
    expect(['one', 'three'].map((id) => hostOf(id).checkVisibility())).to.deep.equal([false, false]);
    expect(hostOf('above').checkVisibility(), 'calls stay in sight').to.equal(true);
    button.click();
    await until(() => hostOf('one').checkVisibility() && hostOf('three').checkVisibility());
  });

  it('makes a gadget higher and lower, a column wider, and each natural again', async () => {
    desktop = await open();
    await unfold('one');
    await unfold('three');
    const natural = hostOf('one').getBoundingClientRect().height;
    const opener = byTestId('arrange-one');
    byTestId('taller-one').click();
    await until(() => hostOf('one').getBoundingClientRect().height > natural + 20);
    byTestId('shorter-one').click();
    byTestId('shorter-one').click();
    await until(() => hostOf('one').getBoundingClientRect().height < natural);
    const strip = (opener.getRootNode() as ShadowRoot).getElementById('strip');
    [...(strip?.querySelectorAll('button') ?? [])].find((button) => readText(button) === 'As high as needed')?.click();
    await until(() => Math.abs(hostOf('one').getBoundingClientRect().height - natural) < 2);
    const width = hostOf('three').getBoundingClientRect().width;
    byTestId('wider-three').click();
    await until(() => hostOf('three').getBoundingClientRect().width > width + 10);
    expect(hostOf('one').getBoundingClientRect().width).to.be.lessThan(width);
  });

  it('moves by pointer, sizes by pointer, and Escape calls it off', async () => {
    desktop = await open();
    const target = hostOf('three').getBoundingClientRect();
    const below = { x: target.left + 40, y: target.bottom + 30 };
    drag(byTestId('grip-one'), below, false);
    expect(hostOf('three').getAttribute('data-drop')).to.equal('after');
    press(window, 'Escape');
    expect(deepAll(document, '[data-drop], [data-dragged]').length).to.equal(0);
    drag(byTestId('grip-one'), below);
    await until(() => isOrdered(['two'], ['three', 'one']));
    await until(() => isLive('one'));
    const edge = byTestId('edge-two');
    const height = hostOf('two').getBoundingClientRect().height;
    const at = edge.getBoundingClientRect();
    drag(edge, { x: at.left + 5, y: at.bottom + 80 });
    await until(() => hostOf('two').getBoundingClientRect().height > height + 60);
  });

  it('runs hidden gadgets without a place; one that fails is seen, and can be started again', async () => {
    window.throwingGadget = undefined;
    desktop = await open();
    expect(isLive('unseen')).to.equal(true);
    expect(hostOf('unseen').getBoundingClientRect().height).to.equal(0);
    const restart = await until(() => deep(document, '[data-testid="restart-broken"]'));
    expect(restart.checkVisibility()).to.equal(true);
    expect(readText(deep(document, '[data-testid="quarantine-broken"]'))).to.contain('no gadget called broken');
  });

  it('starts a gadget again from its title bar, with what was typed in it', async () => {
    desktop = await open();
    const before = elementOf('two');
    const field = before.shadowRoot?.querySelector('input') as HTMLInputElement;
    field.value = 'kept';
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await unfold('two');
    byTestId('start-again-two').click();
    await until(() => {
      const now = deep(hostOf('two').shadowRoot as ShadowRoot, 'us-good');
      return isLive('two') && now && now !== before;
    });
    await until(
      () =>
        deep(hostOf('two').shadowRoot as ShadowRoot, 'us-good')?.shadowRoot?.querySelector('input')?.value === 'kept',
    );
  });
});
