/**
 * What a screen reader says in each failover, recorded from the core that ships: the banner's region and the toasts', in
 * order. Written to `src/desktop/test/announcements.json`; a test holds it against the core, and another plays it to the
 * shell. Renew it with `npx tsx tools/announcements.ts` and read the difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { profileNames } from '../src/core/contract.ts';
import { signedInOnACall, type Harness } from '../src/core/test/harness.ts';
import type { Notice, Phase } from '../src/core/view.ts';
import { noticeText } from '../src/desktop/messages.ts';

export interface Announcement {
  readonly phase: Phase;
  readonly notice: Pick<Notice, 'key' | 'params' | 'level' | 'kind'>;
  readonly text: string;
}
export type Announcements = Readonly<Record<string, readonly Announcement[]>>;

export const announcementsFile = join(import.meta.dirname, '../src/desktop/test/announcements.json');

/** DF-2's triggers, silence, a node that comes back in time, both nodes down, the CTI link. */
const failovers: Readonly<Record<string, (h: Harness) => void>> = {
  'out of service': (h) => h.setStatus('publisher', 'OUT_OF_SERVICE'),
  'notifications lost': (h) => h.stopNode('publisher'),
  'finesse unavailable': (h) => {
    h.setFinesse('publisher', false);
    h.nodes.publisher.rest = 'refused';
  },
  silence: (h) => h.cutNetwork('publisher'),
  'CTI lost on both nodes, back after 40 s': (h) => {
    h.setStatus('subscriber', 'OUT_OF_SERVICE');
    h.setStatus('publisher', 'OUT_OF_SERVICE');
    h.later(40_000, () => {
      h.setStatus('publisher', 'IN_SERVICE');
      h.setStatus('subscriber', 'IN_SERVICE');
    });
  },
};

/** From the loss to the return; each notice when it first stands in the view. */
function record(h: Harness, cause: (h: Harness) => void): readonly Announcement[] {
  const heard: Announcement[] = [];
  const known = new Set([h.view.banner?.id, ...h.view.toasts.map(({ id }) => id)]);
  cause(h);
  const listen = (): void => {
    for (const notice of [...(h.view.banner ? [h.view.banner] : []), ...h.view.toasts]) {
      if (known.has(notice.id)) continue;
      known.add(notice.id);
      const { key, params, level, kind } = notice;
      heard.push({ phase: h.view.phase, notice: { key, params, level, kind }, text: noticeText(notice) });
    }
  };
  let lost = false;
  h.until(() => {
    listen();
    lost ||= h.view.phase !== 'connected';
    return lost && h.view.phase === 'connected';
  }, 300_000);
  return heard;
}

export function recordAnnouncements(): Announcements {
  const recorded: Record<string, readonly Announcement[]> = {};
  for (const profile of profileNames) {
    for (const [name, cause] of Object.entries(failovers)) {
      recorded[`${profile}: ${name}`] = record(signedInOnACall({ profile, latencyMs: 20 }), cause);
    }
  }
  return recorded;
}

export const keptAnnouncements = (): Announcements =>
  JSON.parse(readFileSync(announcementsFile, 'utf8')) as Announcements;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(announcementsFile, `${JSON.stringify(recordAnnouncements(), undefined, 2)}\n`);
}
