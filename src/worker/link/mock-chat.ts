/** The mock link's way to the chat service: frames as they are in the protocol. Knows no port and no notifications. */
import type { ChatEvent, ChatWord } from '../../core/chat-contract.ts';
import type { ClientToCluster, ClusterToClient } from '../../mock/protocol.ts';
import { chatEvent } from './chat-event.ts';
import type { Credential, LinkChat } from './link.ts';

type Frame = Extract<ClientToCluster, { type: 'chat' }>['frame'];
type Answer = Extract<ClusterToClient, { type: 'chat' }>['frame'];

export interface MockChats {
  open(session: string, credential: Credential, on: (event: ChatEvent) => void): LinkChat;
  receive(session: string, frame: Answer): void;
  /** The port is gone: every chat link with it. */
  cut(): void;
  /** Lets go without a word. */
  clear(): void;
}

interface Chat {
  isOpen: boolean;
  readonly on: (event: ChatEvent) => void;
}

export function createMockChats(post: (session: string, frame: Frame) => void): MockChats {
  const chats = new Map<string, Chat>();

  const receive = (session: string, frame: Answer): void => {
    const chat = chats.get(session);
    if (!chat) return;
    const event = chatEvent(frame, chat.isOpen);
    if (event.kind === 'open') chat.isOpen = true;
    if (event.kind === 'failed' || event.kind === 'closed') chats.delete(session);
    chat.on(event);
  };

  return {
    open(session, { agentId, password, accessToken }, on) {
      chats.set(session, { isOpen: false, on });
      const send = (frame: Frame): void => {
        if (chats.has(session)) post(session, frame);
      };
      send({ kind: 'connect', loginId: agentId, password: accessToken ?? password });
      return {
        send: (word: ChatWord) => send(word),
        close() {
          send({ kind: 'disconnect' });
          chats.delete(session);
        },
      };
    },
    receive,
    cut() {
      const all = [...chats.values()];
      chats.clear();
      for (const { on, isOpen } of all) {
        on(isOpen ? { kind: 'closed', reason: 'reset' } : { kind: 'failed', reason: 'refused' });
      }
    },
    clear: () => chats.clear(),
  };
}
