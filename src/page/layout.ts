/** Fetches the desktop layout beside the page. In its absence there is no desktop, so it throws what a person can read. */
import type { Layout } from '../wire/layout.ts';
import { parseLayout } from '../wire/layout-codec.ts';

export async function fetchLayout(url: string): Promise<Layout> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The desktop layout could not be read: the server answered ${response.status}.`);
  return parseLayout(await response.text());
}
