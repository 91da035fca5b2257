/**
 * The live regions in each recorded failover (`tools/announcements.ts`): what they come to hold is the recording's
 * sentences, each once, whatever else of the view changes in between.
 */
import { expect } from '@open-wc/testing';
import type { Notice, Phase } from '../core/view.ts';
import { openTestDesktop, type TestDesktop } from './test/desktop-fixture.ts';
import { byTestId, readText, until } from './test/page.ts';
import { connectedView, notice, sampleNow } from './test/sample-view.ts';

interface Announcement {
  readonly phase: Phase;
  readonly notice: Pick<Notice, 'key' | 'params' | 'level' | 'kind'>;
  readonly text: string;
}
type Announcements = Readonly<Record<string, readonly Announcement[]>>;

const recorded = (await (await fetch(new URL('./test/announcements.json', import.meta.url))).json()) as Announcements;

/** Each text that comes into a live region of the shell, as a screen reader says it. */
function listen(): { readonly heard: string[]; readonly stop: () => void } {
  const heard: string[] = [];
  const banner = byTestId('banner');
  const toasts = byTestId('toasts');
  const observer = new MutationObserver((records) => {
    if (records.some(({ target }) => banner.contains(target))) heard.push(readText(banner));
    for (const added of records.flatMap(({ target, addedNodes }) => (toasts.contains(target) ? [...addedNodes] : []))) {
      if (added instanceof Element && added.matches('.toast')) heard.push(readText(added.querySelector('p')));
    }
  });
  for (const region of [banner, toasts]) {
    observer.observe(region, { childList: true, characterData: true, subtree: true });
  }
  return { heard, stop: () => observer.disconnect() };
}

describe('the live regions in a failover', () => {
  let desktop: TestDesktop;
  afterEach(() => desktop.dispose());

  for (const [name, story] of Object.entries(recorded)) {
    it(`${name}: say each phase once`, async () => {
      desktop = await openTestDesktop(connectedView);
      await until(() => byTestId('banner').textContent !== '');
      const { heard, stop } = listen();
      let toasts: readonly Notice[] = [];
      for (const [at, { phase, notice: said }] of story.entries()) {
        const { key, params, level, kind } = said;
        const told = notice(key, params, level, kind);
        if (kind === 'toast') toasts = [...toasts, told];
        const stale = phase === 'connected' ? undefined : sampleNow;
        desktop.client.show({ phase, staleSince: stale, toasts, ...(kind === 'banner' ? { banner: told } : {}) });
        await until(() => heard.length === at + 1);
        // Time passes and other things change: nothing of it is said.
        desktop.client.time += 1500;
        desktop.client.show({ queues: [], phaseSince: sampleNow + at });
      }
      await until(() => heard.length === story.length);
      stop();
      expect(heard).to.deep.equal(story.map(({ text }) => text));
    });
  }
});
