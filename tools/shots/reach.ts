/** Steps that many states share. */
import type { DesktopPage } from '../../e2e/desktop.ts';

export const connected = (desktop: DesktopPage): Promise<void> => desktop.until('connected');

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
export async function labSheet(desktop: DesktopPage, sheet: string): Promise<void> {
  await desktop.page.getByTestId('lab').waitFor();
  await desktop.lab('stop-node', { node: 'publisher' });
  await desktop.until('connected', 'subscriber');
  await desktop.page.getByTestId(`lab-tab-${sheet}`).click();
}

export async function toolPage({ page }: DesktopPage, testId: string): Promise<void> {
  await page.getByTestId(testId).waitFor();
}
