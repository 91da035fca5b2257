/** REST paths, which are the pubsub node names too. Ids come from a node's own data and are escaped. */

const root = '/finesse/api';

/** Nearly every id is digits, and a path is made for each piece of news: those need not be escaped. */
function part(id: string): string {
  for (let index = 0; index < id.length; index += 1) {
    const code = id.charCodeAt(index);
    if (code < 48 || code > 57) return encodeURIComponent(id);
  }
  return id;
}

export const paths = {
  systemInfo: `${root}/SystemInfo`,
  /** assumed. */
  maintenanceMode: `${root}/MaintenanceMode`,
  /** Pubsub node only, one for each user: when its desktop is to move (MM-2). assumed. */
  userMaintenance: (loginId: string) => `${root}/User/${part(loginId)}/MaintenanceMode`,
  user: (loginId: string) => `${root}/User/${part(loginId)}`,
  userDialogs: (loginId: string) => `${root}/User/${part(loginId)}/Dialogs`,
  userQueues: (loginId: string) => `${root}/User/${part(loginId)}/Queues`,
  /** With query `category=NOT_READY|LOGOUT`. */
  userReasonCodes: (loginId: string) => `${root}/User/${part(loginId)}/ReasonCodes`,
  userMediaList: (loginId: string) => `${root}/User/${part(loginId)}/Media`,
  userMedia: (loginId: string, mrdId: string) => `${root}/User/${part(loginId)}/Media/${part(mrdId)}`,
  userMediaDialogs: (loginId: string, mrdId: string) => `${root}/User/${part(loginId)}/Media/${part(mrdId)}/Dialogs`,
  /** Pubsub node only: the user's non-voice tasks. */
  userDialogsMedia: (loginId: string) => `${root}/User/${part(loginId)}/Dialogs/Media`,
  dialog: (dialogId: string) => `${root}/Dialog/${part(dialogId)}`,
  team: (teamId: string) => `${root}/Team/${part(teamId)}`,
  /** Pubsub node only: state changes of the members. */
  teamUsers: (teamId: string) => `${root}/Team/${part(teamId)}/Users`,
  queue: (queueId: string) => `${root}/Queue/${part(queueId)}`,
  userWrapUpReasons: (loginId: string) => `${root}/User/${part(loginId)}/WrapUpReasons`,
  userPhoneBooks: (loginId: string) => `${root}/User/${part(loginId)}/PhoneBooks`,
  /** assumed. */
  userClientLog: (loginId: string) => `${root}/User/${part(loginId)}/ClientLog`,
  /** What a team was given. assumed. */
  teamResource: (
    teamId: string,
    resource: 'ReasonCodes' | 'WrapUpReasons' | 'PhoneBooks' | 'MediaPropertiesLayouts' | 'Workflows',
  ) => `${root}/TeamResource/${part(teamId)}/${resource}`,
  teamMessages: `${root}/TeamMessage`,
  teamMessage: (id: string) => `${root}/TeamMessage/${part(id)}`,
  /** A team's messages, also as a pubsub node. assumed. */
  teamTeamMessages: (teamId: string) => `${root}/Team/${part(teamId)}/TeamMessages`,
  connectedUsersInfo: `${root}/ConnectedUsersInfo`,
  /** JSON: a pair of tokens, or with `grant_type=refresh_token` a new access token. assumed. */
  ssoToken: '/desktop/sso/token',
  /** JSON. The root is documented, the object's name assumed. */
  desktopConfig: '/desktop/api/DesktopConfig',
  wrapUpReason: (id: number) => `${root}/WrapUpReason/${String(id)}`,
  phoneBook: (id: number) => `${root}/PhoneBook/${String(id)}`,
  mediaPropertiesLayout: (id: number) => `${root}/MediaPropertiesLayout/${String(id)}`,
  workflow: (id: number) => `${root}/Workflow/${String(id)}`,
  reasonCode: (id: number) => `${root}/ReasonCode/${String(id)}`,
} as const;
