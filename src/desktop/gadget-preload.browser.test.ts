/** Modules that are fetched before anybody is known to be signed in: whose they are, and that none is evaluated. */
import { expect } from '@open-wc/testing';
import type { Layout } from '../wire/layout.ts';
import { preloadGadgets, rememberRoles } from './gadget-preload.ts';
import { testLayout } from './test/desktop-fixture.ts';

const gadgetUrl = (name: string) => (name === 'elsewhere' ? undefined : `/assets/${name}.js`);

class Memory {
  readonly kept = new Map<string, string>();
  readonly getItem = (key: string) => this.kept.get(key) ?? null;
  readonly setItem = (key: string, value: string) => void this.kept.set(key, value);
}

describe('modules fetched ahead', () => {
  let memory: Storage;
  let head: HTMLElement;
  beforeEach(() => {
    memory = new Memory() as unknown as Storage;
    head = document.createElement('head');
  });
  const preload = (layout: Layout = testLayout) => preloadGadgets({ layout, gadgetUrl, memory, head });

  it('are none as long as nobody has worked here', () => {
    expect(preload()).to.deep.equal([]);
    expect(head.childElementCount).to.equal(0);
  });

  it('are those of the roles that worked here last, each once, as links that evaluate nothing', () => {
    rememberRoles(memory, ['Agent']);
    const agents = preload();
    expect(agents).to.deep.equal(['/assets/good.js', '/assets/throwing.js', '/assets/missing.js']);
    expect([...head.children].map((link) => [link.getAttribute('rel'), link.getAttribute('href')])).to.deep.equal(
      agents.map((url) => ['modulepreload', url]),
    );
    rememberRoles(memory, ['Agent', 'Supervisor']);
    expect(preload(), "a supervisor's tab that has no gadget").to.deep.equal([]);
  });

  it('are none when the page may not store, or the storage holds something else', () => {
    const locked = {
      getItem: () => {
        throw new DOMException('no', 'SecurityError');
      },
      setItem: () => {
        throw new DOMException('no', 'SecurityError');
      },
    } as unknown as Storage;
    rememberRoles(locked, ['Agent']);
    expect(preloadGadgets({ layout: testLayout, gadgetUrl, memory: locked, head })).to.deep.equal([]);
    memory.setItem('understudy:last-roles', '{"role": "Agents"}');
    expect(preload()).to.deep.equal([]);
  });
});
