/** The readiness page's door: loaded when the page is first wanted. */
import type { Surroundings } from './contract.ts';
import { ReadinessPage } from './readiness-page.ts';

export function mountReadiness(place: HTMLElement, look: () => Surroundings): { dispose(): void } {
  const page = new ReadinessPage();
  page.look = look;
  place.replaceChildren(page);
  return { dispose: () => page.remove() };
}
