/**
 * Which gadget's code is running at this moment. A gadget that blocks the thread can be neither stopped nor asked; what
 * it was running is read from the last breadcrumb by whoever received it (the worker, in a later issue). One hook per
 * page. It must not know who listens.
 */

export type BreadcrumbHook = (gadgetId: string | undefined) => void;

let hook: BreadcrumbHook | undefined;
const path: string[] = [];

/** Called with the gadget id before gadget code runs, and with the outer one (or `undefined`) after it. */
export function onBreadcrumb(listener: BreadcrumbHook | undefined): void {
  hook = listener;
}

/** Runs one piece of a gadget's synchronous code under its name. Rethrows what it throws. */
export function underName<Result>(gadgetId: string, run: () => Result): Result {
  path.push(gadgetId);
  hook?.(gadgetId);
  try {
    return run();
  } finally {
    path.pop();
    hook?.(path.at(-1));
  }
}
