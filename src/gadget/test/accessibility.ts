/** axe on an element in the page, with the desktop's tokens loaded, in light and dark. */
// Not a module: it puts itself onto the window.
import 'axe-core';
import type Axe from 'axe-core';

declare const axe: typeof Axe;

async function loadTokens(): Promise<void> {
  if (document.querySelector('link[data-tokens]')) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = new URL('../../../public/styles/base.css', import.meta.url).pathname;
  link.dataset['tokens'] = '';
  document.documentElement.lang = 'en';
  document.head.append(link);
  await new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => reject(new Error('public/styles/base.css is not there'));
  });
}

/** Every violation as one line of words; an empty list is what is wanted. */
export async function accessibilityProblems(element: HTMLElement): Promise<string[]> {
  await loadTokens();
  const problems: string[] = [];
  for (const theme of ['light', 'dark']) {
    document.documentElement.dataset['theme'] = theme;
    // Colours fade from one theme to the other; what is looked at is the end of it.
    for (const animation of [...document.getAnimations(), ...(element.shadowRoot?.getAnimations() ?? [])])
      animation.finish();
    const { violations } = await axe.run(element, {
      // The gadget stands alone here: page landmarks are the shell's.
      rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
    });
    for (const { id, help, nodes } of violations)
      problems.push(`${theme}: ${id}: ${help}: ${nodes.map(({ target }) => String(target)).join(', ')}`);
  }
  delete document.documentElement.dataset['theme'];
  return problems;
}

/** How far an element is wider than a 320 px column. */
export async function overflowAt(element: HTMLElement, width = 320): Promise<number> {
  await loadTokens();
  const column = document.createElement('div');
  column.style.width = `${width}px`;
  element.replaceWith(column);
  column.append(element);
  return Math.max(0, element.scrollWidth - width);
}
