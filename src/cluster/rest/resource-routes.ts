/** Paths of what teams and administrators read and write. Which handler answers is all that is said here. */
import { getConnectedUsers } from './connected-users.ts';
import type { Route } from './exchange.ts';
import {
  getConfiguredPhoneBooks,
  getConfiguredReasonCode,
  getConfiguredReasonCodes,
  getConfiguredWrapUpReasons,
  getPhoneBooks,
  getTeamPhoneBooks,
  getTeamReasonCodes,
  getTeamWrapUpReasons,
  getWrapUpReasons,
  postClientLog,
  getConfiguredLayouts,
  getConfiguredWorkflows,
  getLayouts,
  getTeamLayouts,
  getTeamWorkflows,
  getWorkflows,
} from './resources.ts';
import {
  deleteTeamMessage,
  getOwnTeamMessages,
  getTeamMessage,
  getTeamsMessages,
  postTeamMessage,
} from './team-message.ts';

export const resourceRoutes: readonly Route[] = [
  { path: 'User/{id}/WrapUpReasons', methods: { GET: getWrapUpReasons } },
  { path: 'User/{id}/PhoneBooks', methods: { GET: getPhoneBooks } },
  { path: 'User/{id}/ClientLog', methods: { POST: postClientLog } },
  { path: 'TeamResource/{id}/ReasonCodes', methods: { GET: getTeamReasonCodes } },
  { path: 'TeamResource/{id}/WrapUpReasons', methods: { GET: getTeamWrapUpReasons } },
  { path: 'TeamResource/{id}/PhoneBooks', methods: { GET: getTeamPhoneBooks } },
  { path: 'User/{id}/MediaPropertiesLayouts', methods: { GET: getLayouts } },
  { path: 'User/{id}/Workflows', methods: { GET: getWorkflows } },
  { path: 'TeamResource/{id}/MediaPropertiesLayouts', methods: { GET: getTeamLayouts } },
  // The documentation writes both.
  { path: 'TeamResource/{id}/Workflows', methods: { GET: getTeamWorkflows } },
  { path: 'TeamResource/{id}/WorkFlows', methods: { GET: getTeamWorkflows } },
  { path: 'MediaPropertiesLayouts', methods: { GET: getConfiguredLayouts } },
  { path: 'Workflows', methods: { GET: getConfiguredWorkflows } },
  { path: 'TeamMessage', methods: { GET: getOwnTeamMessages, POST: postTeamMessage } },
  { path: 'TeamMessage/{id}', methods: { GET: getTeamMessage, DELETE: deleteTeamMessage } },
  { path: 'Team/{id}/TeamMessages', methods: { GET: getTeamsMessages } },
  { path: 'ReasonCodes', methods: { GET: getConfiguredReasonCodes } },
  { path: 'ReasonCode/{id}', methods: { GET: getConfiguredReasonCode } },
  { path: 'WrapUpReasons', methods: { GET: getConfiguredWrapUpReasons } },
  { path: 'PhoneBooks', methods: { GET: getConfiguredPhoneBooks } },
  { path: 'ConnectedUsersInfo', methods: { GET: getConnectedUsers } },
];
