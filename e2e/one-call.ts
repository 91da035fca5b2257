/** The plainest story of a day, told of the simulated cluster and of real nodes alike: a call from ring to end, and home. */
import type { DesktopPage } from './desktop.ts';

/** Answers the call that rings, holds and retrieves it, hangs up; returns when it is gone. */
export async function callFromRingToEnd({ page, untilView }: DesktopPage): Promise<void> {
  await page.getByTestId('answer').click();
  await untilView(({ agent }) => agent?.state === 'TALKING');
  await page.getByTestId('hold').click();
  await untilView(({ dialogs }) => dialogs[0]?.participants.some(({ state }) => state === 'HELD') === true);
  await page.getByTestId('retrieve').click();
  await untilView(({ agent }) => agent?.state === 'TALKING');
  await page.getByTestId('drop').click();
  await untilView(({ dialogs }) => dialogs.length === 0);
}

/** By the menu, with a reason. Signing out asks for Not Ready first, as Finesse does. */
export async function signOutByMenu({ page, until, untilView }: DesktopPage): Promise<void> {
  await untilView(({ agent }) => agent?.state === 'NOT_READY');
  await page.getByTestId('state-select').click();
  await page.getByRole('menuitem', { name: 'Sign out: End of shift' }).click();
  await until('signed-out');
}
