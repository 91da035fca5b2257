// The base class and @kept: restore before the first render, save on change, migrate, fail once and stand still.
import { expect } from '@open-wc/testing';
import { afterDrawing } from './after-drawing.ts';
import { CacheFailure } from '../cache/contract.ts';
import { onBreadcrumb } from './breadcrumb.ts';
import { gadgetFaultEvent, type GadgetFault } from './contract.ts';
import { Gadget, customElement, html, kept, state } from './index.ts';
import { byTestId, fakeDesktop, show, someUser, turn, until } from './test/fake-desktop.ts';

@customElement('test-notes')
class Notes extends Gadget {
  @kept() notes: readonly string[] = [];
  @kept({ key: 'size' }) fontSize = 12;
  renders = 0;
  changes = 0;
  firstSeen: readonly string[] | undefined;
  protected override desktopChanged() {
    this.changes++;
  }
  override render() {
    this.renders++;
    this.firstSeen ??= this.notes;
    return html`<p data-testid="text">${this.notes.join()} ${this.desktop.agent.state}</p>`;
  }
}

@customElement('test-migrating')
class Migrating extends Gadget {
  @kept({
    key: 'notes',
    version: 2,
    migrate(old) {
      if (!Array.isArray(old)) throw new Error('not a list');
      return old.map((text: string) => ({ text }));
    },
  })
  notes: readonly { text: string }[] = [];
  override render() {
    return html`${this.notes.map(({ text }) => text)}`;
  }
}

let throwIn: 'render' | 'willUpdate' | 'restore' | 'desktopChanged' | undefined;
@customElement('test-faulty')
class Faulty extends Gadget {
  @state() turn = 0;
  @kept() value = 'default';
  renders = 0;
  protected override restore() {
    if (throwIn === 'restore') throw new Error('restore fails');
  }
  protected override desktopChanged() {
    if (throwIn === 'desktopChanged') throw new Error('change fails');
  }
  protected override willUpdate() {
    if (throwIn === 'willUpdate') throw new Error('willUpdate fails');
  }
  override render() {
    this.renders++;
    if (throwIn === 'render') throw new Error('render fails');
    return html`${this.turn}`;
  }
}

const faultsOf = (element: HTMLElement): GadgetFault[] => {
  const faults: GadgetFault[] = [];
  element.addEventListener(gadgetFaultEvent, (event) => faults.push((event as CustomEvent<GadgetFault>).detail));
  return faults;
};

afterEach(() => {
  throwIn = undefined;
  document.body.replaceChildren();
});

describe('Gadget', () => {
  it('has its kept state before the first render, in a new element on the same desktop', async () => {
    const desktop = fakeDesktop();
    const first = await show(Notes, desktop.handle);
    first.notes = ['one', 'two'];
    first.fontSize = 20;
    await first.updateComplete;
    first.remove();
    const second = await show(Notes, desktop.again());
    expect(second.firstSeen).to.deep.equal(['one', 'two']);
    expect(second.fontSize).to.equal(20);
    expect(second.renders).to.equal(1);
  });

  it('saves once for many assignments, and nothing before its state is back', async () => {
    const desktop = fakeDesktop();
    const puts: string[] = [];
    const cache = {
      ...desktop.namespace,
      put(key: string, value: unknown) {
        puts.push(`${key}=${JSON.stringify(value)}`);
        return desktop.namespace.put(key, value);
      },
    };
    const element = await show(Notes, { ...desktop.handle, view: desktop.handle.view, agent: someUser(), cache });
    expect(puts, 'defaults are not written').to.deep.equal([]);
    element.notes = ['a'];
    element.notes = ['a', 'b'];
    await element.updateComplete;
    expect(puts, 'drawn first').to.deep.equal([]);
    await new Promise<void>((resolve) => afterDrawing(resolve));
    expect(puts).to.deep.equal(['kept.notes=["a","b"]']);
    element.notes.concat('unseen');
    element.requestUpdate();
    await element.updateComplete;
    await new Promise<void>((resolve) => afterDrawing(resolve));
    expect(puts.length, 'only assignments are saved').to.equal(1);
    element.notes = ['c'];
    element.remove();
    expect(puts.at(-1), 'at once by who goes').to.equal('kept.notes=["c"]');
  });

  it('saveNow hands over synchronously; before the restore it must not overwrite', async () => {
    const desktop = fakeDesktop();
    const before = new Notes();
    before.desktop = desktop.handle;
    await before.saveNow('strict');
    expect(await desktop.namespace.all()).to.deep.equal([]);
    const element = await show(Notes, desktop.handle);
    element.notes = ['last'];
    void element.saveNow('relaxed');
    void desktop.cache.flush('leaving');
    expect((await desktop.namespace.get('kept.notes'))?.value).to.deep.equal(['last']);
  });

  it('renders again when the desktop changes, and marks itself stale while not connected', async () => {
    const desktop = fakeDesktop();
    const element = await show(Notes, desktop.handle);
    expect(element.hasAttribute('stale')).to.equal(false);
    desktop.setView({ phase: 'searching', agent: someUser({ state: 'TALKING' }) });
    expect(element.hasAttribute('stale')).to.equal(true);
    await element.updateComplete;
    expect(byTestId(element, 'text').textContent).to.contain('TALKING');
    expect(element.changes).to.equal(2);
    desktop.setView({ phase: 'connected' });
    expect(element.hasAttribute('stale')).to.equal(false);
    await element.updateComplete;
    element.remove();
    const { renders } = element;
    desktop.setView({ phase: 'suspect' });
    await element.updateComplete;
    expect(element.renders, 'not while it is out of the page').to.equal(renders);
  });

  it('two tabs do not overwrite each other: what one assigns appears in the other, and is not saved again', async () => {
    const desktop = fakeDesktop();
    const other = desktop.otherTab();
    const [here, there] = [await show(Notes, desktop.handle), await show(Notes, other)];
    let puts = 0;
    const { put } = other.cache;
    other.cache.put = (...args) => {
      puts++;
      return put(...args);
    };
    here.notes = ['from here'];
    await until(() => there.notes.length === 1, 'it appears in the other tab');
    await there.updateComplete;
    expect(byTestId(there, 'text').textContent).to.contain('from here');
    expect(puts).to.equal(0);
    there.notes = [...there.notes, 'from there'];
    await until(() => here.notes.length === 2, 'and back');
    expect(here.notes).to.deep.equal(['from here', 'from there']);
  });

  it('waits for its desktop when it is connected before it has one', async () => {
    const desktop = fakeDesktop();
    const element = new Notes();
    document.body.append(element);
    await Promise.resolve();
    expect(element.renders).to.equal(0);
    element.desktop = desktop.handle;
    await element.whenReady;
    expect(element.renders).to.equal(1);
  });

  it('migrates an older version before the first render and keeps the result', async () => {
    const desktop = fakeDesktop();
    await desktop.namespace.put('kept.notes', ['old'], { version: 1 });
    const element = await show(Migrating, desktop.handle);
    expect(element.notes).to.deep.equal([{ text: 'old' }]);
    expect((await desktop.namespace.get('kept.notes'))?.version).to.equal(2);
  });

  it('a migration that throws is a fault; the old record is kept aside and a restart begins anew', async () => {
    const desktop = fakeDesktop();
    await desktop.namespace.put('kept.notes', 'no list', { version: 1 });
    const element = new Migrating();
    element.desktop = desktop.handle;
    const faults = faultsOf(element);
    document.body.append(element);
    const fault: unknown = await element.whenReady.catch((cause: unknown) => cause);
    expect(fault).to.deep.include({ step: 'restore' });
    expect(faults.map(({ step }) => step)).to.deep.equal(['restore']);
    expect(faults[0]?.message).to.contain('notes').and.contain('version 1');
    expect((await desktop.namespace.get('kept.notes~broken'))?.value).to.equal('no list');
    const again = await show(Migrating, desktop.again());
    expect(again.notes).to.deep.equal([]);
  });

  it('a value of a newer build is neither used nor overwritten', async () => {
    const desktop = fakeDesktop();
    await desktop.namespace.put('kept.notes', { future: true }, { version: 3 });
    const element = await show(Migrating, desktop.handle);
    expect(element.notes).to.deep.equal([]);
    expect((await desktop.namespace.get('kept.notes~newer'))?.value).to.deep.equal({ future: true });
  });

  it('begins with its default when the cache found the record corrupt, and fails typed when it cannot be read', async () => {
    const desktop = fakeDesktop();
    const failing = (code: 'corrupt' | 'closed') => ({
      ...desktop.handle,
      agent: someUser(),
      view: desktop.handle.view,
      cache: { ...desktop.namespace, get: () => Promise.reject(new CacheFailure(code, code)) },
    });
    expect((await show(Notes, failing('corrupt'))).notes).to.deep.equal([]);
    const element = new Notes();
    element.desktop = failing('closed');
    document.body.append(element);
    expect(await element.whenReady.catch((fault: unknown) => fault)).to.deep.include({ step: 'restore' });
  });

  for (const where of ['render', 'willUpdate'] as const)
    it(`throws in ${where}: one fault that bubbles, and no update after it`, async () => {
      const desktop = fakeDesktop();
      const element = await show(Faulty, desktop.handle);
      const faults = faultsOf(document.body);
      throwIn = where;
      element.turn++;
      await until(() => faults.length > 0, 'a fault');
      expect(faults[0]).to.deep.include({ step: 'render', message: `${where} fails` });
      throwIn = undefined;
      const { renders } = element;
      element.turn++;
      desktop.setView({ phase: 'searching' });
      element.requestUpdate();
      await turn();
      expect(faults.length).to.equal(1);
      expect(element.renders).to.equal(renders);
    });

  it('throws in restore or when the desktop changes: told with the step', async () => {
    throwIn = 'restore';
    const element = new Faulty();
    element.desktop = fakeDesktop().handle;
    document.body.append(element);
    expect(await element.whenReady.catch((fault: unknown) => fault)).to.deep.include({ step: 'restore' });
    expect(element.renders).to.equal(0);
    throwIn = undefined;
    const desktop = fakeDesktop();
    const other = await show(Faulty, desktop.handle);
    const faults = faultsOf(other);
    throwIn = 'desktopChanged';
    desktop.setView({ phase: 'searching' });
    expect(faults.map(({ step }) => step)).to.deep.equal(['event']);
  });

  it('leaves a breadcrumb around each render, so that a blocking gadget can be named', async () => {
    const crumbs: (string | undefined)[] = [];
    onBreadcrumb((id) => crumbs.push(id));
    try {
      await show(Notes, fakeDesktop({}, 'notes-1').handle);
    } finally {
      onBreadcrumb(undefined);
    }
    expect(crumbs).to.include('notes-1');
    expect(crumbs.at(-1)).to.equal(undefined);
  });
});
