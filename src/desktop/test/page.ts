/** What tests of the shell share: the real tokens, a way into shadow roots, a wait, and axe over the whole page. */
import 'axe-core/axe.min.js';
import type { AxeResults } from 'axe-core';

declare const axe: { run(context: Document): Promise<AxeResults> };

/** Loads the tokens that the page has in real life; without them axe would judge browser defaults. */
export async function useTokens(): Promise<void> {
  document.documentElement.lang = 'en';
  document.title = 'Understudy test';
  if (document.querySelector('link[data-tokens]')) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = '/public/styles/base.css';
  link.dataset.tokens = '';
  const loaded = new Promise((resolve, reject) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', () => reject(new Error('no tokens')));
  });
  document.head.append(link);
  await loaded;
}

/** First match in the tree under `root`, through open shadow roots. */
export function deep(root: ParentNode, selector: string): HTMLElement | undefined {
  return deepAll(root, selector)[0];
}

export function deepAll(root: ParentNode, selector: string): HTMLElement[] {
  const inner = [...root.querySelectorAll('*')].flatMap((element) =>
    element.shadowRoot ? deepAll(element.shadowRoot, selector) : [],
  );
  return [...root.querySelectorAll<HTMLElement>(selector), ...inner];
}

/** The element with this test id; throws when there is none. */
export function byTestId(id: string, root: ParentNode = document): HTMLElement {
  const found = deep(root, `[data-testid="${id}"]`);
  if (!found) throw new Error(`no ${id} on the page`);
  return found;
}

/** Waits until `condition` gives something; a wait in vain ends by naming the condition. */
export async function until<T>(condition: () => T | undefined | false | null): Promise<T> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const value = condition();
    if (value) return value;
    if (performance.now() > deadline) throw new Error(`waited in vain for ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Text as one reads it: white space folded. */
export const readText = (element: Element | undefined | null): string =>
  (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

export function press(target: EventTarget, key: string): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
}

/** Each violation as one line: rule and element. */
export async function axeViolations(): Promise<string[]> {
  const results = await axe.run(document);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
  );
}

/** What axe says of the page in both themes. */
export async function axeInBothThemes(): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    document.documentElement.dataset.theme = theme;
    found.push(...(await axeViolations()).map((line) => `${theme}: ${line}`));
  }
  delete document.documentElement.dataset.theme;
  return found;
}
