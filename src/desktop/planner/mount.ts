/** The planner page's door: loaded when the page is first wanted. */
import { PlannerPage } from './planner-page.ts';

export function mountPlanner(place: HTMLElement): { dispose(): void } {
  const page = new PlannerPage();
  place.replaceChildren(page);
  return { dispose: () => page.remove() };
}
