/** The keyboard as somebody uses it who has no pointer: Tab until the focus is there, then a key. Nothing is focused by script. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** More stops than any screen has. */
const mostStops = 200;

/** Test id, id, name or person of what has the focus, in whatever shadow tree. Runs in the page. */
function focused(): readonly string[] {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  const names = ['data-testid', 'id', 'name', 'data-user'].map((attribute) => active?.getAttribute(attribute));
  return names.flatMap((name) => name || []);
}

export async function tabTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let stops = 0; stops < mostStops; stops += 1) {
    const names = await page.evaluate(focused);
    if (names.includes(name)) return;
    passed.push(names[0] ?? '–');
    await page.keyboard.press(key);
  }
  assert.fail(`“${name}” is not reached by ${key}; passed: ${passed.slice(-40).join(' ')}`);
}

/** Goes there and presses. */
export async function press(page: Page, name: string, key = 'Enter'): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

export async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.type(text);
}

/** The focus stayed with the person: it did not fall to the page’s top. */
export async function expectFocusKept(page: Page, after: string): Promise<void> {
  const lost = await page.evaluate(() => document.activeElement === null || document.activeElement === document.body);
  assert.ok(!lost, `the focus was lost after ${after}`);
}
