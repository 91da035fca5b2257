// What is announced in each failover: the recording is what the core says, each phase once, and no claim too early.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keptAnnouncements, recordAnnouncements, type Announcement } from '../announcements.ts';
import type { NoticeKey, Phase } from '../../src/core/view.ts';

/** In which phases a banner's claim is true: "moving you there" only while moving, "you are there" only when there. */
const allowedIn: Readonly<Partial<Record<NoticeKey, readonly Phase[]>>> = {
  'connection-lost': ['suspect'],
  searching: ['searching'],
  switching: ['switching'],
  reconnecting: ['switching'],
  restoring: ['restoring'],
  paced: ['restoring'],
  moved: ['connected'],
  reconnected: ['connected'],
};

function faults(heard: readonly Announcement[]): string[] {
  const banners = heard.filter(({ notice }) => notice.kind === 'banner');
  const found: string[] = [];
  for (const { phase, notice } of banners) {
    if (!allowedIn[notice.key]?.includes(phase)) found.push(`"${notice.key}" is claimed in ${phase}`);
  }
  for (const phase of new Set(banners.map((one) => one.phase))) {
    const times = banners.filter((one) => one.phase === phase).length;
    if (times !== 1) found.push(`${phase} is announced ${times} times`);
  }
  if (banners.length === 0) found.push('nothing is announced');
  const texts = heard.map(({ text }) => text);
  if (new Set(texts).size !== texts.length) found.push('a sentence is said twice');
  return found;
}

void describe('DF-8: what is announced in a failover', () => {
  const recorded = recordAnnouncements();

  it('is what was recorded; renew it with `npx tsx tools/announcements.ts`', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(recorded)), keptAnnouncements());
  });

  for (const [name, heard] of Object.entries(recorded)) {
    it(`${name}: each phase once, and nothing before it is so`, () => assert.deepEqual(faults(heard), []));
  }

  it('is judged by a measure that finds a phase told twice, and a claim too early', () => {
    const [first, second, ...rest] = recorded['swift: notifications lost'] ?? [];
    assert.ok(first && second);
    assert.deepEqual(faults([first, first, second, ...rest]), [
      'suspect is announced 2 times',
      'a sentence is said twice',
    ]);
    const early = rest.map((one) => (one.notice.key === 'moved' ? { ...one, phase: 'restoring' as const } : one));
    assert.deepEqual(faults([first, second, ...early]), [
      '"moved" is claimed in restoring',
      'restoring is announced 2 times',
    ]);
  });
});
