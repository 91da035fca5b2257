/**
 * The core's only way out, whatever is at the other end: a mock cluster, a real node, a recording. Carries typed values;
 * time-outs are the caller's. Must not know phases, epochs or views.
 */
import type { ChannelEvent, ChannelId, TransportFailure } from '../../core/contract.ts';
import type { ChatEvent, ChatWord } from '../../core/chat-contract.ts';
import type { ApiReply, ApiRequest, Authorization } from '../../wire/http.ts';
import type { NodeName } from '../../wire/names.ts';

export interface Credential {
  readonly agentId: string;
  readonly password: string;
  /** With single sign-on: goes in the password's place, as Bearer. */
  readonly accessToken?: string;
  /** Beside an access token: what renews it, and the ends of both by the host's clock. The password is empty then. */
  readonly tokens?: {
    readonly accessEndsAt: number;
    readonly refreshToken: string;
    readonly refreshEndsAt: number;
  };
}

/** How a credential is shown to a node. */
export function authorizationOf({ agentId, password, accessToken }: Credential): Authorization {
  if (accessToken !== undefined) return { scheme: 'Bearer', token: accessToken };
  return { scheme: 'Basic', loginId: agentId, password };
}

export type LinkAnswer =
  | { readonly kind: 'reply'; readonly reply: ApiReply }
  | { readonly kind: 'failed'; readonly failure: TransportFailure };

export interface Link {
  /** `done` is called once, never synchronously; not at all after the returned cancel. */
  request(
    node: NodeName,
    request: ApiRequest,
    authorization: Authorization | undefined,
    done: (answer: LinkAnswer) => void,
  ): () => void;
  /** Connects, authenticates, binds, sends presence; `on` is called in the order of the wire, never synchronously. */
  openChannel(opening: ChannelOpening, on: (event: ChannelEvent) => void): LinkChannel;
  /** Connects to the chat service, a server of its own; absent where there is none. Events as of `openChannel`. */
  openChat?(credential: Credential, on: (event: ChatEvent) => void): LinkChat;
  /** Says goodbye and lets go of everything; nothing is called afterwards. */
  close(): void;
}

export interface ChannelOpening {
  readonly channel: ChannelId;
  readonly node: NodeName;
  readonly resource: string;
  /** `later`: up to the bound session (`bound` instead of `open`); presence when `present` is called. */
  readonly presence?: 'later';
  readonly credential: Credential;
}

export interface LinkChat {
  send(word: ChatWord): void;
  /** Says goodbye if it still can; no event follows. */
  close(): void;
}

export interface LinkChannel {
  subscribe(path: string): void;
  ping(ping: number): void;
  /** Sends the presence that was held back; then `open`. */
  present(): void;
  /** Unavailable presence if it can still be sent, then the end; no event follows. */
  close(): void;
}
