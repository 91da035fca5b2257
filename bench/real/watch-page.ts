/**
 * Runs in every page before anything else and tells the bench, through the binding `benchNote`, what the page does: User
 * Timing marks, the phase that is shown, states of the gadgets' hosts, each change of the note that is typed. Must stand on its own: it is sent as text.
 */
declare global {
  interface Window {
    benchNote(name: string, at: number, detail: string): Promise<void>;
  }
}

export function watchPage(): void {
  const tell = (name: string, at: number, detail: string): void => {
    window.benchNote(name, performance.timeOrigin + at, detail).catch(() => undefined);
  };
  new PerformanceObserver((list) => {
    for (const mark of list.getEntries()) {
      if (mark.name.startsWith('understudy:')) tell(`mark:${mark.name.slice(11)}`, mark.startTime, location.origin);
    }
  }).observe({ type: 'mark', buffered: true });
  if (window.top !== window) return;
  tell('page', 0, location.origin);

  new MutationObserver(() => {
    const { phase = '', node = '' } = document.documentElement.dataset;
    tell('phase', performance.now(), `${phase} ${node}`);
  }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-phase', 'data-node'] });

  const hosts = new Set<ShadowRoot>();
  const lookAtGadgets = (): void => {
    let [ready, all] = [0, 0];
    for (const root of hosts) {
      if (!root.host.isConnected) continue;
      all += 1;
      if (root.querySelector('section')?.className === 'ready') ready += 1;
    }
    tell('gadgets', performance.now(), `${ready}/${all}`);
  };
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    if (this.localName === 'us-gadget-host') {
      hosts.add(root);
      new MutationObserver(lookAtGadgets).observe(root, { childList: true, subtree: true, attributeFilter: ['class'] });
    }
    return root;
  };
  window.addEventListener(
    'input',
    (event) => {
      const field = event.composedPath()[0];
      // A draft that is put back is no typing.
      if (event.isTrusted && field instanceof HTMLTextAreaElement && field.dataset['testid'] === 'note') {
        tell('typed', performance.now(), String(field.value.length));
      }
    },
    { capture: true },
  );
}
