// Unsent input comes back with events, in nested shadow roots, per scope; secrets never reach the database.
import { expect } from '@open-wc/testing';
import { openDesktopCache } from '../cache/desktop-cache.ts';
import type { CacheNamespace, DesktopCache } from '../cache/contract.ts';
import { draftDoneEvent, keepDrafts, type DraftKeeper } from './draft-keeper.ts';
import { turn, type as typeInto, until } from './test/fake-desktop.ts';

class NestedForm extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: 'open' });
    const form = document.createElement('form');
    form.append(...['customer', 'company'].map((name) => field('input', { name })));
    root.append(form);
  }
}
customElements.define('test-nested-form', NestedForm);

class Rating extends HTMLElement {
  static readonly formAssociated = true;
  value = '';
  connectedCallback() {
    // What is inside belongs to the element: only its own value is recorded.
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.replaceChildren(field('input', { name: 'inner' }));
  }
}
customElements.define('test-rating', Rating);

function field<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Record<string, string> = {}) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

let name = '';
let cache: DesktopCache;
let store: CacheNamespace;
let root: HTMLElement;
const keepers: DraftKeeper[] = [];

const watch = async (): Promise<DraftKeeper> => {
  const keeper = keepDrafts(root, store);
  keepers.push(keeper);
  await keeper.restore();
  return keeper;
};
/** The page goes; another one with the same markup comes. */
const reload = async (build: () => void): Promise<void> => {
  for (const keeper of keepers.splice(0)) keeper.dispose();
  root.remove();
  root = document.createElement('div');
  document.body.append(root);
  build();
  await watch();
};
const input = (selector: string, within: ParentNode = root) => {
  const found = within.querySelector<HTMLInputElement>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
};
const stored = async () => Object.fromEntries((await store.all()).map(({ key, value }) => [key, value]));

beforeEach(() => {
  name = `test-drafts-${Date.now()}-${Math.random()}`;
  cache = openDesktopCache({ name, now: () => Date.now() });
  store = cache.namespace('1001', 'form.drafts');
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  for (const keeper of keepers.splice(0)) keeper.dispose();
  root.remove();
  cache.close();
});

describe('keepDrafts', () => {
  it('puts back text, areas, selects, boxes, radios and editable text, firing input and change', async () => {
    const build = () => {
      const select = field('select', { name: 'category' });
      select.append(...['', 'line', 'bill'].map((value) => field('option', { value })));
      root.append(
        field('input', { name: 'customer' }),
        field('textarea', { name: 'note' }),
        select,
        field('input', { type: 'checkbox', name: 'callback' }),
        ...['low', 'high'].map((value) => field('input', { type: 'radio', name: 'priority', value })),
        field('div', { contenteditable: '', id: 'rich' }),
        field('input', { type: 'date', name: 'when' }),
      );
    };
    build();
    await watch();
    typeInto(input('[name=customer]'), 'Ada');
    input('[name=customer]').setSelectionRange(1, 2);
    input('[name=customer]').dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    typeInto(input('[name=note]'), 'half a no');
    input('select').value = 'bill';
    input('select').dispatchEvent(new Event('change', { bubbles: true }));
    input('[type=checkbox]').click();
    input('[value=high]').click();
    const rich = input('#rich');
    rich.textContent = 'rich text';
    rich.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    typeInto(input('[name=when]'), '2026-05-04');

    const heard: string[] = [];
    await reload(() => {
      build();
      for (const event of ['input', 'change'])
        root.addEventListener(event, ({ target }) => {
          const { name: from, id } = target as HTMLInputElement;
          heard.push(`${event} ${from || id}`);
        });
    });
    expect(input('[name=customer]').value).to.equal('Ada');
    expect(input('[name=customer]').selectionStart).to.equal(1);
    expect(input('[name=note]').value).to.equal('half a no');
    expect(input('select').value).to.equal('bill');
    expect(input('[type=checkbox]').checked).to.equal(true);
    expect(input('[value=high]').checked).to.equal(true);
    expect(input('#rich').innerText).to.equal('rich text');
    expect(input('[name=when]').value).to.equal('2026-05-04');
    for (const one of ['customer', 'note', 'category', 'callback', 'priority', 'rich', 'when'])
      expect(heard).to.include(`input ${one}`).and.include(`change ${one}`);
  });

  it('reaches through shadow roots, also those that come later, and takes a custom field as one', async () => {
    const build = () => root.append(field('div'));
    build();
    await watch();
    root.append(document.createElement('test-nested-form'), document.createElement('test-rating'));
    await turn();
    const nested = () => root.querySelector('test-nested-form')?.shadowRoot as ShadowRoot;
    typeInto(input('[name=customer]', nested()), 'Ada');
    const rating = () => root.querySelector<Rating>('test-rating') as Rating;
    rating().value = '4';
    rating().dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    expect(Object.keys(await stored()).some((key) => key.includes('inner'))).to.equal(false);
    await reload(build);
    root.append(document.createElement('test-nested-form'), document.createElement('test-rating'));
    await until(() => input('[name=customer]', nested()).value === 'Ada', 'restored when it appears');
    expect(rating().value).to.equal('4');
    expect(input('[name=company]', nested()).value).to.equal('');
  });

  it('an element that is defined late gets its draft too', async () => {
    const tag = `test-late-${Math.random().toString(36).slice(2)}`;
    await store.put('draft.///customer', { kind: 'text', value: 'Ada' });
    root.append(document.createElement(tag));
    await watch();
    customElements.define(tag, class extends NestedForm {});
    const shadow = root.firstElementChild?.shadowRoot as ShadowRoot;
    await until(() => input('[name=customer]', shadow).value === 'Ada', 'restored after its definition');
  });

  it('a field that is rendered anew gets its draft back', async () => {
    root.append(field('textarea', { name: 'note' }));
    await watch();
    typeInto(input('textarea'), 'kept');
    root.replaceChildren(field('textarea', { name: 'note' }));
    await until(() => input('textarea').value === 'kept', 'restored');
  });

  it('keeps scopes apart, also when one field changes its scope', async () => {
    const scoped = (id: string) => {
      const around = field('div', { 'data-draft-scope': id });
      around.append(field('textarea', { name: 'note' }));
      return around;
    };
    root.append(scoped('call-1'));
    await watch();
    typeInto(input('textarea'), 'about call 1');
    root.replaceChildren(scoped('call-2'));
    await turn();
    expect(input('textarea').value).to.equal('');
    typeInto(input('textarea'), 'about call 2');
    input('[data-draft-scope]').setAttribute('data-draft-scope', 'call-1');
    await until(() => input('textarea').value === 'about call 1', 'the other draft');
  });

  it('tells fields of the same name apart by position', async () => {
    const build = () => root.append(field('input', { name: 'line' }), field('input', { name: 'line' }));
    build();
    await watch();
    typeInto(root.children[1] as HTMLInputElement, 'second');
    await reload(build);
    expect([...root.children].map((one) => (one as HTMLInputElement).value)).to.deep.equal(['', 'second']);
  });

  it('never stores passwords, one-time codes, card fields, files or what is turned off: the database has no trace', async () => {
    const secret = 'S3CRET-4711';
    const off = field('div', { 'data-draft': 'off' });
    off.append(field('input', { name: 'off' }));
    root.append(
      field('input', { type: 'password', name: 'password' }),
      field('input', { name: 'code', autocomplete: 'one-time-code' }),
      field('input', { name: 'card', autocomplete: 'billing cc-number' }),
      field('input', { type: 'hidden', name: 'token' }),
      off,
      field('input', { name: 'plain' }),
    );
    await watch();
    for (const one of root.querySelectorAll('input')) typeInto(one, one.name === 'plain' ? 'plain' : secret);
    // Shown for a moment by an eye button: it stays a password.
    const password = input('[name=password]');
    password.type = 'text';
    await turn();
    typeInto(password, `${secret}!`);
    await cache.flush('leaving');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error('not opened'));
    });
    const all = await new Promise<unknown>((resolve) => {
      const reading = database.transaction('records').objectStore('records').getAll();
      reading.onsuccess = () => resolve(reading.result);
    });
    database.close();
    expect(JSON.stringify(all)).to.contain('plain').and.not.contain(secret);
  });

  it('knows a password that was taken out and comes back as text, where nothing was kept', async () => {
    await watch();
    const password = field('input', { type: 'password', name: 'password' });
    root.append(password);
    await turn();
    password.remove();
    await turn();
    password.type = 'text';
    root.append(password);
    await turn();
    typeInto(password, 'S3CRET-4711');
    expect(await store.all()).to.deep.equal([]);
  });

  it('submit and reset clear the drafts of their form, draft-done those inside its target', async () => {
    const build = () => {
      const form = field('form', { name: 'customer' });
      form.append(field('input', { name: 'a' }));
      form.addEventListener('submit', (event) => event.preventDefault());
      const area = field('section');
      area.append(field('input', { name: 'b' }));
      root.append(form, area, field('input', { name: 'c' }));
    };
    build();
    await watch();
    for (const one of root.querySelectorAll('input')) typeInto(one, one.name);
    expect(Object.keys(await stored()).length).to.equal(3);
    root.querySelector('form')?.requestSubmit();
    expect(Object.keys(await stored()).length).to.equal(2);
    root.querySelector('section')?.dispatchEvent(new CustomEvent(draftDoneEvent, { bubbles: true, composed: true }));
    await reload(build);
    expect([...root.querySelectorAll('input')].map(({ value }) => value)).to.deep.equal(['', '', 'c']);
    typeInto(input('[name=a]'), 'again');
    root.querySelector('form')?.reset();
    expect(Object.keys(await stored()).length).to.equal(1);
  });

  it('does not overwrite what was typed while the drafts were being read', async () => {
    await store.put('draft.///customer', { kind: 'text', value: 'old' });
    root.append(field('input', { name: 'customer' }));
    const keeper = keepDrafts(root, store);
    keepers.push(keeper);
    const restoring = keeper.restore();
    typeInto(input('input'), 'newer');
    await restoring;
    expect(input('input').value).to.equal('newer');
    // The key above must be the right one, or this test could not fail.
    expect(Object.keys(await stored())).to.deep.equal(['draft.///customer']);
  });

  it('an emptied field has no draft; after dispose nothing is recorded', async () => {
    root.append(field('input', { name: 'a' }));
    const keeper = await watch();
    typeInto(input('input'), 'x');
    typeInto(input('input'), '');
    expect(await stored()).to.deep.equal({});
    keeper.dispose();
    typeInto(input('input'), 'y');
    expect(await stored()).to.deep.equal({});
  });

  it('lets go of what left the page, and watches it anew when it is back', async () => {
    const form = document.createElement('test-nested-form');
    root.append(form);
    await watch();
    const inside = input('[name=customer]', form.shadowRoot ?? undefined);
    form.remove();
    await turn();
    typeInto(inside, 'nobody hears this');
    expect(await stored()).to.deep.equal({});
    root.append(form);
    await turn();
    typeInto(inside, 'heard again');
    expect(Object.keys(await stored()).length).to.equal(1);
  });
});
