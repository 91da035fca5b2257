/**
 * PF-10: a sign-in by tokens ends when the host said, after a warning, with the agent forced out - and loses nothing: calls,
 * tasks and commands on their way are shown as before, and the agent may sign in again on the spot.
 */
import { systemReason } from '../../../wire/reason-code.ts';
import type { Ms } from '../../../wire/names.ts';
import type { Checker, DeskFacts, Report } from '../contract.ts';

interface SignIn {
  until: Ms | undefined;
  /** Since when this core knows it. */
  toldAt: Ms;
  /** The last minute was announced for this end. */
  warnedFor: Ms | undefined;
  /** A forced LOGOUT must go out in this step. */
  owed: 'logout' | 'nothing';
}

const minute = 60_000;

export function expiryKeeps(report: Report): Checker {
  const signIns = new Map<string, SignIn>();
  const of = (desk: DeskFacts): SignIn => {
    const known = signIns.get(desk.id) ?? { until: undefined, toldAt: 0, warnedFor: undefined, owed: 'nothing' };
    signIns.set(desk.id, known);
    return known;
  };
  function settle(desk: DeskFacts): void {
    const signIn = of(desk);
    if (signIn.owed === 'logout') report(desk, 'lets its sign-in end without forcing its agent out');
    signIn.owed = 'nothing';
  }

  return {
    life(desk, event) {
      settle(desk);
      if (event === 'starts') signIns.delete(desk.id);
    },
    handled(desk, input, before, after) {
      settle(desk);
      const signIn = of(desk);
      if (input?.type === 'sign-in-lasts') {
        signIn.until = input.until;
        signIn.toldAt = desk.now;
      }
      if (after.signInEnd?.stage === 'last-minute') signIn.warnedFor = after.signInEnd.endsAt;
      const isEnd = after.phase === 'expired' && before.phase !== 'expired' && after.banner?.key === 'sign-in-ended';
      if (!isEnd) {
        const { until } = signIn;
        const isOpen = after.phase === 'connected' && before.phase === 'connected';
        if (until !== undefined && isOpen && desk.now > until + 1_000 && desk.steadySince < until) {
          report(desk, 'goes on after the end of its sign-in');
        }
        return;
      }
      const { until } = signIn;
      if (until === undefined || desk.now < until) report(desk, 'ends a sign-in that still lasts');
      else if (signIn.warnedFor !== until && Math.max(desk.steadySince, signIn.toldAt) < until - minute - 1_000) {
        report(desk, 'ends the sign-in without a word in the last minute');
      }
      if (before.dialogs !== after.dialogs || before.media.tasks !== after.media.tasks)
        report(desk, 'shows other calls or tasks after the end of its sign-in');
      const missing = before.pending.filter(({ id }) => !after.pending.some((other) => other.id === id));
      if (missing.length > 0)
        report(desk, `forgets ${missing.map(({ id }) => id).join(', ')} at the end of its sign-in`);
      if (after.session === undefined) report(desk, 'forgets who was signed in');
      signIn.until = undefined;
      if (before.phase === 'connected') signIn.owed = 'logout';
    },
    effect(desk, effect) {
      if (effect.type !== 'request') return;
      const { body } = effect.request;
      const isForced =
        body?.kind === 'UserState' &&
        body.state === 'LOGOUT' &&
        body.reasonCodeId === systemReason.connectionFailureLogout;
      if (!isForced) return;
      const signIn = of(desk);
      if (signIn.owed === 'nothing' && desk.view?.phase !== 'expired')
        report(desk, 'forces its agent out before the end of the sign-in');
      signIn.owed = 'nothing';
    },
  };
}
