/** A frame of the chat service as the core hears it, whatever link it came on. Knows no port and no socket. */
import type { ChatEvent, ChatWord } from '../../core/chat-contract.ts';
import type { ChatToClient } from '../../wire/chat-frames.ts';

const words: readonly ChatWord['kind'][] = ['set-status', 'open-chat', 'say', 'close-chat'];

/** `isOpen`: the service has let us in. */
export function chatEvent(frame: ChatToClient, isOpen: boolean): ChatEvent {
  switch (frame.kind) {
    case 'connected':
      return { kind: 'open', status: frame.status, contacts: frame.contacts };
    case 'refused':
      return { kind: 'failed', reason: frame.reason };
    case 'closed':
      return isOpen ? { kind: 'closed', reason: frame.reason } : { kind: 'failed', reason: 'refused' };
    case 'status':
      return { kind: 'presence', user: frame.user, status: frame.status };
    case 'failed':
      return { kind: 'word-refused', what: words.find((word) => word === frame.what) ?? 'say', reason: frame.reason };
    case 'chat-opened':
    case 'said':
    case 'chat-closed':
      return frame;
  }
}
