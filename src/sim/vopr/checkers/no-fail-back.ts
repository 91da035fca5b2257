/** DF-7: a node that works is not left: whoever is connected looks for another only after a trigger that could be seen. */
import type { CoreInput } from '../../../core/contract.ts';
import type { Checker, DeskFacts, Report } from '../contract.ts';
import { systemInfoIn } from './looks.ts';

export function noFailBack(report: Report): Checker {
  /** By desk: when the oldest ping without a pong was sent. */
  const pings = new Map<string, number>();

  function isTrigger(desk: DeskFacts, input: CoreInput | undefined): boolean {
    if (input === undefined) {
      const pingedAt = pings.get(desk.id);
      return pingedAt !== undefined && desk.now - pingedAt >= desk.policy.pongTimeoutMs;
    }
    if (systemInfoIn(input)?.status === 'OUT_OF_SERVICE') return true;
    if (input.type === 'reply') return input.reply.status === 503;
    if (input.type === 'request-failed') return true;
    if (input.type !== 'channel') return false;
    const { event } = input;
    return event.kind === 'closed' || event.kind === 'failed' || (event.kind === 'presence' && !event.available);
  }

  return {
    life(desk, event) {
      if (event === 'starts') pings.delete(desk.id);
    },
    effect(desk, effect) {
      if (effect.type === 'ping' && !pings.has(desk.id)) pings.set(desk.id, desk.now);
      if (effect.type === 'open-channel' || effect.type === 'close-channel') pings.delete(desk.id);
    },
    handled(desk, input, before, after) {
      if (before.phase === 'connected' && (after.phase === 'suspect' || after.phase === 'searching')) {
        if (!isTrigger(desk, input)) report(desk, `leaves "connected" at the ${before.node ?? '?'} without a trigger`);
      }
      if (input?.type === 'channel' && input.event.kind === 'pong') pings.delete(desk.id);
    },
  };
}
