/** Every phase that is entered is announced once, by a banner that belongs to it, and no notice comes twice. */
import { phases, type NoticeKey, type Phase } from '../../../core/view.ts';
import type { Checker, DeskFacts, Report } from '../contract.ts';

/** The banners of each phase; signing in has its own page. */
const banners: Readonly<Record<Phase, readonly NoticeKey[]>> = {
  'signed-out': [
    'signed-out',
    'signed-out-here',
    'lapsed',
    'conflict',
    'sign-in-failed',
    'server-available',
    'handed-over',
  ],
  'signing-in': [],
  connected: ['moved', 'reconnected', 'signed-in', 'resumed', 'maintenance-stays'],
  suspect: ['connection-lost'],
  searching: ['searching', 'server-unavailable'],
  switching: ['switching', 'reconnecting'],
  restoring: ['restoring', 'signing-in-again', 'taking-back'],
  expired: ['expired', 'sign-in-failed', 'sign-in-ended'],
  displaced: ['displaced'],
  migrating: ['migrating'],
};

/** Said on a phone's display, which has but one line, while nothing else changes (MM-4). */
const phoneWords: readonly NoticeKey[] = ['maintenance-logging-out', 'maintenance-abandoned'];

interface Count {
  /** Phases entered and not announced, in this step. */
  entered: Phase[];
  told: NoticeKey[];
  readonly notices: Set<number>;
}

export function announcedOnce(report: Report): Checker {
  const counts = new Map<string, Count>();

  function settle(desk: DeskFacts): void {
    const count = counts.get(desk.id);
    if (!count || (count.entered.length === 0 && count.told.length === 0)) return;
    const { entered, told } = count;
    count.entered = [];
    count.told = [];
    const isOnce = entered.length === told.length;
    const isRight = told.every((key, index) => banners[entered[index] ?? 'signing-in'].includes(key));
    if (!isOnce || !isRight) report(desk, `enters [${entered.join(', ')}] and announces [${told.join(', ')}]`);
  }

  return {
    life(desk, event) {
      settle(desk);
      if (event === 'starts') counts.set(desk.id, { entered: [], told: [], notices: new Set() });
    },
    handled(desk, input) {
      settle(desk);
      // Said of a session that is not taken up: no phase is entered for it.
      if (input?.type === 'session-lapsed') counts.get(desk.id)?.entered.push('signed-out');
    },
    effect(desk, effect) {
      const count = counts.get(desk.id);
      if (!count) return;
      if (effect.type === 'mark') {
        const phase = phases.find((known) => known === effect.name);
        if (phase !== undefined && phase !== 'signing-in') count.entered.push(phase);
      } else if (effect.type === 'announce') {
        const { id, kind, key } = effect.notice;
        if (count.notices.has(id)) report(desk, `announces notice ${id} (${key}) again`);
        count.notices.add(id);
        if (kind === 'banner' && !(desk.profile === 'ippa' && phoneWords.includes(key))) count.told.push(key);
      }
    },
    end({ desks }) {
      desks.forEach(settle);
    },
  };
}
