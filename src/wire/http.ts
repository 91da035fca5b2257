/**
 * Requests and replies of Finesse's REST interface as typed values, and the bare HTTP form they take on a link.
 * Codecs between the two live in `rest-codec.ts`. Nothing here knows who sends or who answers.
 */
import type { ApiErrors } from './api-errors.ts';
import type { ClientLogBody } from './client-log.ts';
import type { ConnectedUsersInfo } from './connected-users.ts';
import type { DesktopConfig } from './desktop-config.ts';
import type { MobileAgent, SettableAgentState, User } from './user.ts';
import type { CallVariable, Dialog, DialogAction, SuperviseAction } from './dialog.ts';
import type { Media } from './media.ts';
import type { MediaPropertiesLayout } from './media-properties-layout.ts';
import type {
  CancelMaintenanceBody,
  MaintenanceAlert,
  MaintenanceMode,
  MaintenanceRequestBody,
  PostponeRequestBody,
} from './maintenance.ts';
import type { MediaRequestBody } from './media-request-codec.ts';
import type { PhoneBook } from './phone-book.ts';
import type { ReasonCode } from './reason-code.ts';
import type { Queue } from './queue.ts';
import type { SsoTokens } from './sso-tokens.ts';
import type { SystemInfo } from './system-info.ts';
import type { Team } from './team.ts';
import type { NewTeamMessage, TeamMessage } from './team-message.ts';
import type { WireError } from './wire-error.ts';
import type { Workflow } from './workflow.ts';
import type { WrapUpReason } from './wrap-up-reason.ts';

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

/** What a request carries, one kind per documented body. */
export type RequestBody =
  /** PUT User: sign in. LOGIN is idempotent and keeps the present state. */
  | { readonly kind: 'UserLogin'; readonly extension: string; readonly mobileAgent?: MobileAgent }
  /** PUT User: READY, NOT_READY or LOGOUT; `reasonCodeId` is the database id, not the code. */
  | { readonly kind: 'UserState'; readonly state: SettableAgentState; readonly reasonCodeId?: number }
  /** POST User/{id}/Dialogs. */
  | { readonly kind: 'MakeCall'; readonly fromAddress: string; readonly toAddress: string }
  /** PUT Dialog/{id}: an action of one participant, named by its own extension. */
  | {
      readonly kind: 'DialogAction';
      readonly action: DialogAction;
      readonly targetMediaAddress: string;
      readonly toAddress?: string;
      /** SEND_DTMF. */
      readonly dtmfString?: string;
    }
  /** POST User/{id}/Dialogs by a supervisor: listening to an agent's call, and from there barging in. */
  | {
      readonly kind: 'SuperviseCall';
      readonly action: SuperviseAction;
      readonly fromAddress: string;
      readonly toAddress: string;
      /** BARGE_CALL: the call that is listened to. */
      readonly associatedDialogUri?: string;
    }
  /** PUT Dialog/{id} with requestedAction UPDATE_CALL_DATA. */
  | {
      readonly kind: 'UpdateCallData';
      readonly targetMediaAddress: string;
      readonly callVariables?: readonly CallVariable[];
      readonly wrapUpReason?: string;
    }
  /** PUT User/{id}/Media/{mrdId}. */
  | MediaRequestBody
  /** POST TeamMessage. */
  | NewTeamMessage
  /** POST User/{id}/ClientLog. */
  | ClientLogBody
  /** PUT MaintenanceMode. */
  | MaintenanceRequestBody
  | CancelMaintenanceBody
  /** PUT User/{id}/MaintenanceMode. */
  | PostponeRequestBody
  /** A body that could not be read; the server answers 400 with the reason. */
  | { readonly kind: 'Malformed'; readonly error: WireError };

export interface ApiRequest {
  readonly method: Method;
  /** Absolute path without query, e.g. `/finesse/api/User/1001`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: RequestBody;
  /** Sent as the `requestId` header; echoed in asynchronous errors. */
  readonly requestId?: string;
}

/** Credentials as a node sees them. */
export type Authorization =
  | { readonly scheme: 'Basic'; readonly loginId: string; readonly password: string }
  | { readonly scheme: 'Bearer'; readonly token: string };

/** The body of a reply, or of the `data` element of a notification. */
export type WirePayload =
  | { readonly kind: 'Empty' }
  | { readonly kind: 'SystemInfo'; readonly value: SystemInfo }
  | { readonly kind: 'User'; readonly value: User }
  | { readonly kind: 'Dialogs'; readonly value: readonly Dialog[] }
  | { readonly kind: 'Dialog'; readonly value: Dialog }
  | { readonly kind: 'Media'; readonly value: Media }
  | { readonly kind: 'MediaList'; readonly value: readonly Media[] }
  | { readonly kind: 'Team'; readonly value: Team }
  | { readonly kind: 'Queues'; readonly value: readonly Queue[] }
  | { readonly kind: 'Queue'; readonly value: Queue }
  | { readonly kind: 'ReasonCodes'; readonly value: readonly ReasonCode[] }
  | { readonly kind: 'ReasonCode'; readonly value: ReasonCode }
  | { readonly kind: 'WrapUpReasons'; readonly value: readonly WrapUpReason[] }
  | { readonly kind: 'PhoneBooks'; readonly value: readonly PhoneBook[] }
  | { readonly kind: 'MediaPropertiesLayouts'; readonly value: readonly MediaPropertiesLayout[] }
  | { readonly kind: 'Workflows'; readonly value: readonly Workflow[] }
  | { readonly kind: 'TeamMessages'; readonly value: readonly TeamMessage[] }
  | { readonly kind: 'TeamMessage'; readonly value: TeamMessage }
  | { readonly kind: 'ConnectedUsersInfo'; readonly value: ConnectedUsersInfo }
  /** JSON, in replies only. */
  | { readonly kind: 'SsoTokens'; readonly value: SsoTokens }
  /** JSON too. */
  | { readonly kind: 'DesktopConfig'; readonly value: DesktopConfig }
  | { readonly kind: 'MaintenanceMode'; readonly value: MaintenanceMode }
  | { readonly kind: 'MaintenanceAlert'; readonly value: MaintenanceAlert }
  | { readonly kind: 'ApiErrors'; readonly value: ApiErrors }
  /** What came was not what the documentation describes; nothing of it is used. */
  | { readonly kind: 'Malformed'; readonly error: WireError };

export interface ApiReply {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: WirePayload;
}

/** A request as it crosses a link: text and headers only. `path` includes the query. */
export interface HttpRequest {
  readonly method: Method;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
