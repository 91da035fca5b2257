/** Everybody can use it: both themes, axe, a narrow window, the keyboard alone. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Row } from '../contract.ts';
import type { Stage } from '../stage.ts';
import { settle, takeCall } from '../work.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(
    context: Element,
    options: unknown,
  ): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly help: string;
      readonly nodes: readonly { readonly html: string }[];
    }[];
  }>;
}

async function problems(stage: Stage): Promise<string[]> {
  await stage.page.evaluate(axeSource);
  return stage.page.evaluate(async () => {
    const element = window.gadgetHands.element();
    if (!element) return [];
    const { violations } = await (window as unknown as { axe: Axe }).axe.run(element, {
      // Landmarks and headings of the page are the shell's.
      rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
    });
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html.replace(/\s+/g, ' ').slice(0, 120) ?? ''}`,
    );
  });
}

const narrow = 360;

export const looksRow: Row = {
  name: 'looks',
  title: `Light and dark with axe, and ${narrow} px`,
  async run(stage) {
    await takeCall(stage);
    const look = async (when: string): Promise<void> => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await stage.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await settle(stage);
        for (const problem of await problems(stage)) stage.found.wrong.push(`${colorScheme}, ${when}: ${problem}`);
        await stage.shoot(`${when}-${colorScheme}`);
      }
    };
    await look('connected');
    await stage.page.setViewportSize({ width: narrow, height: 740 });
    await settle(stage);
    const over = await stage.page.evaluate(() => {
      const element = window.gadgetHands.element();
      return element
        ? Math.max(element.scrollWidth - element.clientWidth, document.documentElement.scrollWidth - innerWidth)
        : 0;
    });
    if (over > 1) stage.found.wrong.push(`is ${over} px too wide for a window of ${narrow} px`);
    await stage.shoot('narrow');
    await stage.page.setViewportSize({ width: 1280, height: 800 });
    await stage.lab('stop-node', { node: 'publisher' });
    await stage.lab('stop-node', { node: 'subscriber' });
    await stage.until('searching');
    await look('searching');
  },
};

export const keyboardRow: Row = {
  name: 'keyboard',
  title: 'By the keyboard alone',
  async run(stage) {
    await takeCall(stage);
    const { page } = stage;
    const wanted = await page.evaluate(() => {
      const canFocus =
        'button, input, select, textarea, a[href], summary, [contenteditable], [tabindex]:not([tabindex="-1"])';
      const seen = (one: Element): one is HTMLElement =>
        one instanceof HTMLElement && one.checkVisibility({ visibilityProperty: true });
      const words = (one: Element): string =>
        `<${one.localName}> ${(one.getAttribute('aria-label') ?? one.textContent).replace(/\s+/g, ' ').trim().slice(0, 40)}`;
      const all = window.gadgetHands.all().filter(seen);
      const stops = all.filter((one) => one.matches(canFocus) && !one.matches(':disabled, [tabindex="-1"]'));
      // A group of radio buttons is one stop.
      const single = stops.filter((one) => !(one instanceof HTMLInputElement && one.type === 'radio'));
      single.forEach((one, at) => (one.dataset['checkStop'] = String(at)));
      const mouseOnly = all.filter(
        (one) =>
          window.gadgetWatch.clickable.has(one) &&
          !one.matches(`${canFocus}, [tabindex], label, form, option`) &&
          one.querySelector(canFocus) === null &&
          one.shadowRoot === null &&
          one.closest(canFocus) === null,
      );
      return { stops: single.map(words), mouseOnly: mouseOnly.map(words) };
    });
    for (const one of wanted.mouseOnly) stage.found.wrong.push(`takes a click, but no key reaches it: ${one}`);
    await page.evaluate(() => {
      const place = window.gadgetHands.element()?.closest('.place')?.getRootNode() as ShadowRoot | undefined;
      place?.querySelector<HTMLElement>('.collapse')?.focus();
    });
    const reached = new Set<string>();
    const most = wanted.stops.length + 8;
    let where: 'before' | 'inside' | 'after' = 'before';
    for (let press = 0; press < most * 2 && where !== 'after'; press += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const at = window.gadgetHands.focused();
        return at && window.gadgetHands.all().includes(at)
          ? ((at as HTMLElement).dataset['checkStop'] ?? '')
          : undefined;
      });
      if (stop !== undefined) {
        where = 'inside';
        reached.add(stop);
      } else if (where === 'inside' || wanted.stops.length === 0) where = 'after';
    }
    if (where === 'inside') stage.found.wrong.push('the keyboard does not get out of it again');
    wanted.stops.forEach((one, at) => {
      if (!reached.has(String(at))) stage.found.wrong.push(`the keyboard does not reach ${one}`);
    });
    if (wanted.stops.length > 0) stage.found.survived.push(`${reached.size} stops of the keyboard reached`);
  },
};
