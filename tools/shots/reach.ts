/** Steps that many states share. */
import type { DesktopPage } from '../../e2e/desktop.ts';
import type { Reach } from './contract.ts';

export const agent = '?agent=1001&signin';
export const supervisor = '?agent=1000&signin';
export const administrator = '?agent=1010&signin';

export const connected = (desktop: DesktopPage): Promise<void> => desktop.until('connected');

/** Signed in by the address; then whatever else it takes. */
export const signedIn =
  (then: Reach = () => Promise.resolve()): Reach =>
  async (desktop, place) => {
    await connected(desktop);
    await then(desktop, place);
  };

/** The same with a call up, a note and a form begun. */
export const working =
  (then: Reach): Reach =>
  async (desktop, place) => {
    await atWork(desktop);
    await then(desktop, place);
  };

/** A call that is up, a note and a form begun. */
export async function atWork(desktop: DesktopPage): Promise<void> {
  await connected(desktop);
  const { page } = desktop;
  await desktop.lab('ring', { agent: '1001', from: '5550142' });
  await page.getByTestId('answer').first().click();
  await desktop.untilView(({ agent }) => agent?.state === 'TALKING');
  await page.getByTestId('note').fill('Line drops every evening around eight; router was replaced last week.');
  await page.locator('[name="customerName"]').fill('Ada Lovelace');
  await page.locator('[name="company"]').fill('Analytical Engines Ltd');
  await page.evaluate(() => scrollTo(0, 0));
}

export const told = (desktop: DesktopPage, key: string): Promise<unknown> =>
  desktop.untilView(({ banner, toasts }) => banner?.key === key || toasts.some((toast) => toast.key === key));

export async function tab({ page }: DesktopPage, id: string): Promise<void> {
  await page.getByTestId(`tab-${id}`).click();
}

/** The lab, open at one of its sheets, after the publisher has died. */
export const labSheet = (sheet: string, then: Reach = () => Promise.resolve()): Reach =>
  signedIn(async (desktop, place) => {
    await desktop.page.getByTestId('lab').waitFor();
    await desktop.lab('stop-node', { node: 'publisher' });
    await desktop.until('connected', 'subscriber');
    await desktop.page.getByTestId(`lab-tab-${sheet}`).click();
    await then(desktop, place);
  });

export async function toolPage({ page }: DesktopPage, testId: string): Promise<void> {
  await page.getByTestId(testId).waitFor();
}
