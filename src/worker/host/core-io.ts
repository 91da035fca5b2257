/**
 * Turns the core's I/O effects into calls on the link and what comes back into inputs. Adds the time-outs that the
 * effects name. Decides nothing.
 */
import type { ChannelEvent, ChannelId, CoreEffect, CoreInput } from '../../core/contract.ts';
import type { Clock } from '../../thread/clock.ts';
import { authorizationOf } from '../link/link.ts';
import type { Credential, Link, LinkChannel } from '../link/link.ts';

type IoType = 'request' | 'open-channel' | 'close-channel' | 'present-channel' | 'subscribe' | 'ping';
export type IoEffect = Extract<CoreEffect, { type: IoType }>;

export interface CoreIoOptions {
  readonly link: Link;
  readonly clock: Clock;
  readonly credential: () => Credential | undefined;
  readonly feed: (input: CoreInput) => void;
}

export function createCoreIo({ link, clock, credential, feed }: CoreIoOptions): (effect: IoEffect) => void {
  const channels = new Map<ChannelId, LinkChannel>();

  const request = ({
    id,
    epoch,
    node,
    request: what,
    authorized,
    timeoutMs,
  }: Extract<IoEffect, { type: 'request' }>) => {
    const cancelTimer = clock.at(clock.now() + timeoutMs, () => {
      cancelRequest();
      feed({ type: 'request-failed', id, epoch, failure: 'timeout' });
    });
    const known = authorized ? credential() : undefined;
    const cancelRequest = link.request(node, what, known && authorizationOf(known), (answer) => {
      cancelTimer();
      if (answer.kind === 'reply') feed({ type: 'reply', id, epoch, reply: answer.reply });
      else feed({ type: 'request-failed', id, epoch, failure: answer.failure });
    });
  };

  const openChannel = ({
    channel,
    epoch,
    node,
    resource,
    timeoutMs,
    presence,
  }: Extract<IoEffect, { type: 'open-channel' }>) => {
    const tell = (event: ChannelEvent) => feed({ type: 'channel', channel, epoch, event });
    const cancelTimer = clock.at(clock.now() + timeoutMs, () => {
      close(channel);
      tell({ kind: 'failed', reason: 'timeout' });
    });
    const known = credential();
    if (!known) {
      cancelTimer();
      setTimeout(() => tell({ kind: 'failed', reason: 'unauthorized' }), 0);
      return;
    }
    const opened = link.openChannel(
      { channel, node, resource, credential: known, ...(presence && { presence }) },
      (event) => {
        if (!channels.has(channel)) return;
        if (event.kind === 'open' || event.kind === 'bound' || event.kind === 'failed' || event.kind === 'closed')
          cancelTimer();
        if (event.kind === 'failed' || event.kind === 'closed') channels.delete(channel);
        tell(event);
      },
    );
    channels.set(channel, {
      ...opened,
      close() {
        cancelTimer();
        opened.close();
      },
    });
  };

  const close = (channel: ChannelId) => {
    const closing = channels.get(channel);
    channels.delete(channel);
    closing?.close();
  };

  return (effect) => {
    if (effect.type === 'request') request(effect);
    else if (effect.type === 'open-channel') openChannel(effect);
    else if (effect.type === 'close-channel') close(effect.channel);
    else if (effect.type === 'present-channel') channels.get(effect.channel)?.present();
    else if (effect.type === 'subscribe') channels.get(effect.channel)?.subscribe(effect.path);
    else channels.get(effect.channel)?.ping(effect.ping);
  };
}
