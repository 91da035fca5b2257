/** Desktop chat as the desktop shows it: status, contacts, conversations, and what became of those that were lost (CH-1). */
import type { Ms } from '../wire/names.ts';
import type { ChatContact, ChatStatus } from './chat-contract.ts';

/** Why an active chat is no longer there. */
export type ChatLoss =
  /** The chat service has failed over. */
  | 'chat-failover'
  /** The desktop has moved to the other node, and with it its chat client. */
  | 'finesse-failover'
  /** The link to the chat service broke. */
  | 'link-lost'
  /** Another desktop of this agent has taken the chat. */
  | 'elsewhere'
  /** The page was closed, or loaded anew by another worker. */
  | 'desktop-restarted';

export type ChatEntry = { readonly id: number; readonly at: Ms } & (
  | { readonly kind: 'mine' | 'theirs'; readonly text: string }
  | { readonly kind: 'lost'; readonly why: ChatLoss }
  /** `left`: the other side's session is over. */
  | { readonly kind: 'ended'; readonly why: 'here' | 'there' | 'left' }
);

export interface Conversation {
  /** Login id of the other side; there is one conversation with each. */
  readonly with: string;
  readonly name: string;
  readonly state: 'active' | 'lost' | 'ended';
  /** Oldest first, the latest hundred. What was said stays readable when the chat is lost. */
  readonly entries: readonly ChatEntry[];
}

export interface ChatView {
  /**
   * `none`: no chat service here. `waiting`: tried again by itself. `refused`: the service does not accept the credential.
   * `elsewhere`: another desktop of this agent has it.
   */
  readonly link: 'off' | 'none' | 'connecting' | 'open' | 'waiting' | 'refused' | 'elsewhere';
  /** As the service last told it; kept through failovers. */
  readonly status?: ChatStatus;
  readonly contacts: readonly ChatContact[];
  /** The one with the latest news first. */
  readonly conversations: readonly Conversation[];
}

export const noChat: ChatView = { link: 'off', contacts: [], conversations: [] };
