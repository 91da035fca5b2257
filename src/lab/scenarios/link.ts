/** A link that opens the lab with a scenario, on whatever host and in whatever folder this page stands. */

/** What the present page was told stays (profile, speed, agent), so that others see the same. */
export function linkTo(scenario: string, here: string): string {
  const url = new URL(here);
  url.hash = '';
  url.searchParams.set('lab', '');
  url.searchParams.set('scenario', scenario);
  return url.href.replace('lab=&', 'lab&');
}
