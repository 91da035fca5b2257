/**
 * From a gadget's module to its element. A module says which element it is by its default export, or by defining
 * `us-<name>`. Knows nothing of what becomes of the element.
 */
import type { GadgetElement } from '../gadget/contract.ts';
import { createTogether } from './together.ts';

/** The module is there, but there is no gadget in it. */
export class NoGadget extends Error {
  override readonly name = 'NoGadget';
  readonly code = 'no-gadget';
}

/** Gadgets of one start are made in one go. */
const start = createTogether();

/** Modules of this page that came whole. */
const evaluated = new Set<string>();

/**
 * Loads `url` and makes a new element of the gadget called `name`. `attempt` 0 is the first: a module whose fetch failed
 * stays failed under its URL in some browsers, so later attempts ask for it under another.
 * @throws NoGadget, or whatever loading, evaluating or constructing it throws.
 */
export async function makeGadget(name: string, url: string, attempt: number): Promise<GadgetElement> {
  const tag = `us-${name}`;
  // Once evaluated, a second time would define its element twice, whatever its tag is.
  const again = attempt > 0 && !evaluated.has(url) && customElements.get(tag) === undefined;
  const source = again ? `${url}${url.includes('?') ? '&' : '?'}attempt=${attempt}` : url;
  const module = (await start.join<unknown>(import(source))) as { readonly default?: unknown };
  evaluated.add(url);
  if (isElementClass(module.default)) return new module.default() as GadgetElement;
  if (customElements.get(tag)) return document.createElement(tag) as GadgetElement;
  throw new NoGadget(`its module neither exports an element nor defines <${tag}>`);
}

function isElementClass(value: unknown): value is CustomElementConstructor {
  return typeof value === 'function' && value.prototype instanceof HTMLElement;
}
