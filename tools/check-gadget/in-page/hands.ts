/**
 * Runs in the page: finds the gadget, its fields and its words, as somebody in front of it does. Self-contained: it is sent
 * to the page as text. Knows nothing of what is checked.
 */

declare global {
  interface Window {
    gadgetHands: {
      element(): HTMLElement | undefined;
      /** Text fields that can be typed into now, in the order of the page. */
      fields(): HTMLElement[];
      valueOf(field: Element): string;
      /** What all fields of the gadget hold, also those that cannot be seen now. */
      values(): string[];
      /** All text that it shows. */
      text(): string;
      /** Everything inside it, through shadow roots. */
      all(): Element[];
      buttons(): HTMLElement[];
      /** The innermost focused element of the page. */
      focused(): Element | undefined;
      state(): string;
      /** What a field held in the moment in which it took the last key; the gadget may have emptied it since. */
      lastInput: string;
    };
  }
}

export function giveHands(gadget: string): void {
  if (window.top !== window) return;
  const rootOf = (element: Element): ShadowRoot | undefined =>
    element.shadowRoot ?? window.gadgetWatch.closedRoots.get(element);
  const under = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => {
      const inner = rootOf(element);
      return inner ? [element, ...under(inner)] : [element];
    });
  const host = (): Element | undefined =>
    under(document).find(
      (element) => element.localName === 'us-gadget-host' && element.matches(`[data-testid="gadget-${gadget}"]`),
    );
  const element = (): HTMLElement | undefined =>
    host()?.shadowRoot?.querySelector<HTMLElement>('.place > *') ?? undefined;
  const all = (): Element[] => {
    const own = element();
    const root = own && rootOf(own);
    return own ? [...(root ? under(root) : []), ...under(own)] : [];
  };
  const textTypes = ['', 'text', 'search', 'tel', 'url', 'email', 'number'];
  const holdsText = (one: Element): one is HTMLElement =>
    one instanceof HTMLTextAreaElement ||
    (one instanceof HTMLInputElement && textTypes.includes(one.type)) ||
    (one instanceof HTMLElement && one.isContentEditable && one.hasAttribute('contenteditable'));
  const canType = (one: HTMLElement): boolean =>
    one.checkVisibility({ visibilityProperty: true }) &&
    !one.matches(':disabled, :read-only:is(input, textarea), [aria-disabled="true"]');
  const valueOf = (field: Element): string =>
    field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : field.textContent.trim();
  const textUnder = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return '';
    const inner = node instanceof Element ? rootOf(node) : undefined;
    return [...(inner ?? node).childNodes].map(textUnder).join(' ');
  };
  document.addEventListener(
    'input',
    (event) => {
      const [field] = event.composedPath();
      if (field instanceof Element && holdsText(field)) window.gadgetHands.lastInput = valueOf(field);
    },
    { capture: true },
  );
  window.gadgetHands = {
    lastInput: '',
    element,
    all,
    valueOf,
    fields: () => all().filter(holdsText).filter(canType),
    values: () => all().filter(holdsText).map(valueOf),
    text: () => {
      const own = element();
      return own ? textUnder(own).replace(/\s+/g, ' ') : '';
    },
    buttons: () =>
      all().filter(
        (one): one is HTMLElement =>
          one instanceof HTMLElement && one.matches('button, [type="submit"]') && canType(one),
      ),
    focused: () => {
      let at = document.activeElement ?? undefined;
      for (let root = at && rootOf(at); root?.activeElement; root = rootOf(root.activeElement)) at = root.activeElement;
      return at;
    },
    state: () => host()?.shadowRoot?.querySelector('section')?.className ?? '',
  };
}
