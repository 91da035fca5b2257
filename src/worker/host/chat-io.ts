/** The core's effects of desktop chat as calls on the link, with the time-out that they name. Decides nothing. */
import type { ChatEffect, ChatEvent, ChatInput } from '../../core/chat-contract.ts';
import type { Clock } from '../../thread/clock.ts';
import type { Credential, Link, LinkChat } from '../link/link.ts';

export interface ChatIoOptions {
  readonly link: Pick<Link, 'openChat'>;
  readonly clock: Pick<Clock, 'now' | 'at'>;
  readonly credential: () => Credential | undefined;
  readonly feed: (input: ChatInput) => void;
}

export function createChatIo({ link, clock, credential, feed }: ChatIoOptions): (effect: ChatEffect) => void {
  const links = new Map<number, LinkChat>();

  const close = (id: number): void => {
    const closing = links.get(id);
    links.delete(id);
    closing?.close();
  };

  const open = ({ link: id, timeoutMs }: Extract<ChatEffect, { type: 'open-chat' }>): void => {
    const tell = (event: ChatEvent): void => feed({ type: 'chat', link: id, event });
    const known = credential();
    if (!link.openChat || !known) {
      const reason = known ? 'none' : 'unauthorized';
      setTimeout(() => tell({ kind: 'failed', reason }), 0);
      return;
    }
    const cancelTimer = clock.at(clock.now() + timeoutMs, () => {
      close(id);
      tell({ kind: 'failed', reason: 'timeout' });
    });
    const opened = link.openChat(known, (event) => {
      if (!links.has(id)) return;
      if (event.kind === 'open' || event.kind === 'failed' || event.kind === 'closed') cancelTimer();
      if (event.kind === 'failed' || event.kind === 'closed') links.delete(id);
      tell(event);
    });
    links.set(id, {
      send: (word) => opened.send(word),
      close() {
        cancelTimer();
        opened.close();
      },
    });
  };

  return (effect) => {
    if (effect.type === 'open-chat') open(effect);
    else if (effect.type === 'close-chat') close(effect.link);
    else links.get(effect.link)?.send(effect.word);
  };
}
