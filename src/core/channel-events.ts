/** What happens on the notification channel. Events of a channel that is no longer ours are dropped. */
import type { ChannelEvent } from './contract.ts';
import { notificationTryFailed, notificationTryOpened, pongCame } from './detect.ts';
import { conflict } from './displaced.ts';
import { heardSomething } from './gaps.ts';
import { applyUpdate, readAgain } from './items.ts';
import { heardSomebody } from './leap.ts';
import { channelOpened, forgetChannel, openChannel } from './links.ts';
import { switchChannelOpened } from './move.ts';
import { restoreChannelOpened } from './restore.ts';
import { weigh } from './search.ts';
import { signInChannelOpened } from './sign-in.ts';
import { preparedTold } from './prepare.ts';
import { isNewItem } from './recent-items.ts';
import { emit, type ChannelState, type Step } from './state.ts';
import { channelLost, finesseUnavailable, unauthorized } from './trouble.ts';

export function channelTold(step: Step, id: number, epoch: number, event: ChannelEvent): void {
  const { channel, prepared } = step.state;
  if (prepared?.id === id && prepared.epoch === epoch) {
    preparedTold(step, event);
    // It may have been all that kept the desktop from going there.
    if (event.kind === 'presence') weigh(step);
    return;
  }
  if (channel?.id !== id || channel.epoch !== epoch) return;
  if (event.kind !== 'failed' && event.kind !== 'closed') heardSomebody(step.state);
  // A close that arrives is word from the other end too; only silence is none.
  if (event.kind !== 'failed') heardSomething(step);
  switch (event.kind) {
    case 'open':
      if (channel.status === 'opening') opened(step, channel);
      break;
    case 'bound':
      if (channel.presentWhenBound) emit(step, { type: 'present-channel', channel: id });
      channel.presentWhenBound = undefined;
      break;
    case 'failed':
      forgetChannel(step);
      if (channel.forgiven && event.reason !== 'unauthorized' && event.reason !== 'conflict') {
        openChannel(step, channel.node, openTimeout(step));
        break;
      }
      if (event.reason === 'unauthorized') unauthorized(step);
      else if (event.reason === 'conflict') conflict(step);
      else if (step.state.view.phase === 'suspect') notificationTryFailed(step);
      else channelLost(step, 'notifications-lost');
      break;
    case 'closed':
      forgetChannel(step);
      if (event.reason === 'conflict') conflict(step);
      else channelLost(step, 'notifications-lost');
      break;
    case 'pong':
      if (channel.status === 'open') pongCame(step);
      break;
    case 'presence':
      presenceTold(step, channel, event.user, event.available);
      break;
    case 'item':
      if (isNewItem(channel, event.itemId)) applyUpdate(step, channel, event.path, event.update);
      break;
    case 'malformed-item':
      readAgain(step, event.path);
      break;
    case 'subscribed':
      break;
  }
}

/** As the attempt that we slept through was given. */
function openTimeout({ state, policy }: Step): number {
  const isLooking = state.view.phase === 'suspect' || state.view.phase === 'searching';
  return isLooking ? policy.reconnectTimeoutMs : policy.openTimeoutMs;
}

function opened(step: Step, channel: ChannelState): void {
  channelOpened(step);
  switch (step.state.view.phase) {
    case 'signing-in':
      signInChannelOpened(step, channel.node);
      break;
    case 'suspect':
      notificationTryOpened(step);
      break;
    case 'searching':
      weigh(step);
      break;
    case 'switching':
      switchChannelOpened(step);
      break;
    case 'restoring':
      restoreChannelOpened(step);
      break;
    case 'signed-out':
    case 'connected':
    case 'expired':
    case 'displaced':
    case 'migrating':
      break;
  }
}

/** Presence of the XMPP user `finesse` stands for the web application of the node (DF-2). */
function presenceTold(step: Step, channel: ChannelState, user: string, available: boolean): void {
  if (user.split('@')[0]?.toLowerCase() !== 'finesse') return;
  channel.finesse = available;
  if (available) weigh(step);
  else finesseUnavailable(step);
}
