/** What people are told: one banner per phase entered, and toasts. Words are not in here, only keys and parameters. */
import { emit, patchView, type Step } from './state.ts';
import type { Notice, NoticeKey, NoticeLevel } from './view.ts';

export interface BannerText {
  readonly key: NoticeKey;
  readonly level: NoticeLevel;
  readonly params: Notice['params'];
}

/** More would be noise; the oldest goes first. */
const mostToasts = 20;

function notice(step: Step, kind: Notice['kind'], text: BannerText): Notice {
  step.state.counters.notice += 1;
  const { key, params, level } = text;
  const made: Notice = { id: step.state.counters.notice, key, params, level, at: step.now, kind };
  emit(step, { type: 'announce', notice: made });
  return made;
}

/**
 * `enter.ts` announces each phase once; beyond that only a lapsed session, the turn of a paced arrival and a phone's
 * sign-out to come are told.
 */
export function announceBanner(step: Step, text: BannerText): void {
  patchView(step, { banner: notice(step, 'banner', text) });
}

export function toast(step: Step, key: NoticeKey, level: NoticeLevel, params: Notice['params']): void {
  const made = notice(step, 'toast', { key, level, params });
  patchView(step, { toasts: [...step.state.view.toasts, made].slice(-mostToasts) });
}

/** For what has a place of its own on the page (a countdown): said once like a toast, but in no list. */
export function tell(step: Step, key: NoticeKey, level: NoticeLevel, params: Notice['params']): Notice {
  return notice(step, 'aside', { key, level, params });
}

/** Toasts go when they were read; so does a banner that reports something finished, never one about a present loss. */
export function dismissNotice(step: Step, id: number): void {
  const { toasts, banner, phase } = step.state.view;
  if (toasts.some((entry) => entry.id === id)) patchView(step, { toasts: toasts.filter((entry) => entry.id !== id) });
  if (banner?.id === id && (phase === 'connected' || phase === 'signed-out')) patchView(step, { banner: undefined });
}

/** Seconds with one decimal, as people are told. */
export function seconds(ms: number): number {
  return Math.max(0, Math.round(ms / 100) / 10);
}
