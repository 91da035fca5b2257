/** Who is connected to a node, and with what (12.6, administrators only). Codec: `connected-users-codec.ts`. */

import type { Role } from './user.ts';

export const connectedUserTypes = ['DESKTOP', 'FIPPA', 'THIRDPARTY'] as const;
export type ConnectedUserType = (typeof connectedUserTypes)[number];

export interface ConnectedUser {
  readonly loginId: string;
  readonly userType: ConnectedUserType;
  readonly xmppJID: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly teamName: string;
  readonly extension: string;
  /** Seconds. */
  readonly connectedDuration: number;
  /** assumed: the documentation has no such field, and the real console only knows the client's kind. */
  readonly roles: readonly Role[];
}

export interface ConnectedUsersInfo {
  readonly uri: string;
  readonly users: readonly ConnectedUser[];
}
