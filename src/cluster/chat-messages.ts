/** What a desktop's chat client and the chat service (IM&P) say to each other on their own link: the wire's frames. */
export { chatStatuses, longestChatText } from '../wire/chat-frames.ts';
export type { ChatContact, ChatFromClient, ChatStatus, ChatToClient } from '../wire/chat-frames.ts';
