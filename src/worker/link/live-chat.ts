/**
 * The live link's way to the chat service: one WebSocket, frames as JSON texts (src/wire/chat-frames.ts). Goes to the
 * address that it was given and to nobody else; when to try again is the core's business.
 */
import type { ChatEvent } from '../../core/chat-contract.ts';
import { chatSubprotocol, readChatToClient, type ChatFromClient } from '../../wire/chat-frames.ts';
import { chatEvent } from './chat-event.ts';
import type { Credential, LinkChat } from './link.ts';

export interface LiveChatOptions {
  /** Origin (`https://host:port`) of the chat service. */
  readonly service: string;
  readonly credential: Credential;
  /** A line for the log. */
  readonly note: (text: string) => void;
}

/** `on` is never called synchronously, and after `failed`, `closed` or `close()` not at all. */
export function openLiveChat({ service, credential, note }: LiveChatOptions, on: (event: ChatEvent) => void): LinkChat {
  const { agentId, password, accessToken } = credential;
  const socket = new WebSocket(`${service.replace(/^http/, 'ws')}/chat/`, chatSubprotocol);
  let state: 'connecting' | 'open' | 'over' = 'connecting';

  const send = (frame: ChatFromClient): void => {
    if (state !== 'over' && socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
  };
  const tell = (event: ChatEvent): void => {
    if (state === 'over') return;
    if (event.kind === 'open') state = 'open';
    if (event.kind === 'failed' || event.kind === 'closed') {
      state = 'over';
      socket.close();
    }
    on(event);
  };
  const lost = (): void =>
    tell(state === 'open' ? { kind: 'closed', reason: 'reset' } : { kind: 'failed', reason: 'refused' });

  socket.addEventListener('open', () => send({ kind: 'connect', loginId: agentId, password: accessToken ?? password }));
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const frame = typeof data === 'string' ? readChatToClient(data) : undefined;
    if (frame) {
      tell(chatEvent(frame, state === 'open'));
      return;
    }
    // Whoever speaks something else is no chat service.
    note('the chat service said what is no frame');
    lost();
  });
  socket.addEventListener('close', lost);
  socket.addEventListener('error', lost);
  return {
    send,
    close() {
      send({ kind: 'disconnect' });
      state = 'over';
      socket.close();
    },
  };
}
