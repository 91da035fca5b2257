/**
 * Looks through a page in a pseudo-language for words that came from no catalogue: text, names and hints, in every shadow
 * tree. What the servers sent, and what is marked as not to be translated, may stand as it is.
 */
import type { Page } from 'playwright-core';

export interface LooseWords {
  readonly where: string;
  readonly text: string;
}

/** `data`: what the page shows parts of; the words of its values may stand, its field names may not. */
export function wordsOfNoCatalogue(page: Page, data: unknown): Promise<readonly LooseWords[]> {
  return page.evaluate(findLooseWords, [
    ...new Set(valuesOf(data).flatMap((text) => text.match(/[A-Za-z]{2,}/g) ?? [])),
  ]);
}

function valuesOf(data: unknown): readonly string[] {
  if (typeof data === 'string') return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(valuesOf) : [];
}

/** Runs in the page. */
function findLooseWords(data: readonly string[]): LooseWords[] {
  // Names of products and units are the same in every language.
  const known = new Set([...data, 'Understudy', 'kB', 'MB', 'ms', 'Mbit', 'vCPU', 'GL']);
  const attributes = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt'];
  const found: LooseWords[] = [];

  const parentOf = (element: Element): Element | null =>
    element.parentElement ?? (element.getRootNode() as { host?: Element }).host ?? null;
  const isAsWritten = (element: Element): boolean => {
    for (let at: Element | null = element; at; at = parentOf(at)) {
      const translate = at.getAttribute('translate');
      if (translate !== null) return translate === 'no';
    }
    return false;
  };
  // What one sees or hears: closed lists and what is hidden from sight alone too.
  const isThere = (element: Element): boolean =>
    element.localName === 'option' ? isThere(element.parentElement ?? document.body) : element.checkVisibility();
  const look = (element: Element, text: string, what: string): void => {
    // Rows of the requirements go by their names.
    const loose = (text.replaceAll(/\b[A-Z]{2,}-\d+\b/g, '').match(/[A-Za-z]{2,}/g) ?? []).filter(
      (word) => !known.has(word),
    );
    if (loose.length > 0) found.push({ where: `${element.localName}${what}`, text: text.trim().slice(0, 120) });
  };
  const walk = (root: ParentNode): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (/^(style|script|noscript|template|head|title|meta|link)$/.test(element.localName)) continue;
      if (!isThere(element) || isAsWritten(element)) continue;
      for (const child of element.childNodes) if (child instanceof Text) look(element, child.data, '');
      for (const name of attributes) {
        const value = element.getAttribute(name);
        // An operator's command in the lab, with its arguments, is what a script would write.
        if (value !== null && !/^[a-z-]+ \{/.test(value)) look(element, value, `[${name}]`);
      }
    }
  };
  walk(document);
  return found;
}
