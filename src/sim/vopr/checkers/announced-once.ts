/** Every phase that is entered is announced once, by a banner that belongs to it, and no notice comes twice. */
import { phases, type NoticeKey, type Phase } from '../../../core/view.ts';
import type { Checker, DeskFacts, Report } from '../contract.ts';

/** The banners of each phase; signing in has its own page. */
const banners: Readonly<Record<Phase, readonly NoticeKey[]>> = {
  'signed-out': ['signed-out', 'signed-out-here', 'lapsed', 'conflict', 'sign-in-failed'],
  'signing-in': [],
  connected: ['moved', 'reconnected', 'signed-in', 'resumed'],
  suspect: ['connection-lost'],
  searching: ['searching'],
  switching: ['switching', 'reconnecting'],
  restoring: ['restoring', 'signing-in-again', 'taking-back'],
  expired: ['expired', 'sign-in-failed'],
  displaced: ['displaced'],
  migrating: [],
};

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
    const isRight = told.every((key, index) => banners[entered[index] ?? 'migrating'].includes(key));
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
        if (kind === 'banner') count.told.push(key);
      }
    },
    end({ desks }) {
      desks.forEach(settle);
    },
  };
}
