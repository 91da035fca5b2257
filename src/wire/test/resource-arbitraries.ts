/** Generators (fast-check) of what teams and administrators read and write, that can be sent and come back the same. */
import fc from 'fast-check';
import { connectedUserTypes, type ConnectedUsersInfo } from '../connected-users.ts';
import type { DesktopConfig } from '../desktop-config.ts';
import type { RequestBody, WirePayload } from '../http.ts';
import {
  mediaPropertiesLayoutTypes,
  type LayoutEntry,
  type MediaPropertiesLayout,
} from '../media-properties-layout.ts';
import { phoneBookTypes, type PhoneBook } from '../phone-book.ts';
import { serviceStatuses } from '../system-info.ts';
import { teamMessageLimits, type TeamMessage } from '../team-message.ts';
import { roles } from '../user.ts';
import type { Workflow, WorkflowTest, WorkflowVariable } from '../workflow.ts';
import type { WrapUpReason } from '../wrap-up-reason.ts';
import { reasonCode } from './arbitraries.ts';
import { anyText, filledText, plain } from './text-arbitraries.ts';

const few = { maxLength: 3 } as const;
/** Ids are compared without the blanks around them. */
const id = filledText.map((text) => text.trim());

const wrapUpReason: fc.Arbitrary<WrapUpReason> = fc.record(
  { uri: anyText, label: filledText, forAll: fc.boolean() },
  plain,
);

const contact = fc.record(
  { uri: anyText, firstName: anyText, lastName: anyText, phoneNumber: filledText, description: anyText },
  plain,
);

const phoneBook: fc.Arbitrary<PhoneBook> = fc.record(
  { uri: anyText, name: filledText, type: fc.constantFrom(...phoneBookTypes), contacts: fc.array(contact, few) },
  plain,
);

const teamMessage: fc.Arbitrary<TeamMessage> = fc.record(
  {
    uri: filledText,
    id: filledText,
    createdBy: fc.record({ id: filledText, firstName: anyText, lastName: anyText }, plain),
    createdAt: fc.nat(),
    duration: fc.integer({ min: 1, max: 100_000 }),
    content: filledText,
    teams: fc.array(id, few),
  },
  plain,
);

const connectedUsers: fc.Arbitrary<ConnectedUsersInfo> = fc.record(
  {
    uri: filledText,
    users: fc.array(
      fc.record(
        {
          loginId: filledText,
          userType: fc.constantFrom(...connectedUserTypes),
          xmppJID: anyText,
          firstName: anyText,
          lastName: anyText,
          teamName: anyText,
          extension: anyText,
          connectedDuration: fc.nat(),
          roles: fc.subarray([...roles]),
        },
        plain,
      ),
      few,
    ),
  },
  plain,
);

const desktopConfig: fc.Arbitrary<DesktopConfig> = fc.record(
  {
    deploymentType: anyText,
    securityBannerMessage: anyText,
    systemStatus: fc.constantFrom(...serviceStatuses),
    host: anyText,
    isAlternateSystemAvailable: fc.boolean(),
    desktopLicensed: fc.boolean(),
    systemAuthMode: anyText,
    enableMobileAgentLogin: fc.boolean(),
    isProxyRequest: fc.boolean(),
    redirectToAlternateHost: fc.boolean(),
    alternateHost: anyText,
  },
  plain,
);

const layoutEntry: fc.Arbitrary<LayoutEntry> = fc.record(
  { displayName: anyText, mediaProperty: filledText, showInPopOver: fc.boolean(), uiEditable: fc.boolean() },
  plain,
);
const entries = fc.array(layoutEntry, few);

const mediaPropertiesLayout: fc.Arbitrary<MediaPropertiesLayout> = fc.record(
  {
    uri: anyText,
    name: anyText,
    description: anyText,
    type: fc.constantFrom(...mediaPropertiesLayoutTypes),
    header: entries,
    columns: fc.array(entries, few),
  },
  plain,
);

const variable: fc.Arbitrary<WorkflowVariable> = fc.record(
  { name: filledText, node: filledText, type: anyText },
  { ...plain, requiredKeys: ['name', 'type'] },
);
const comparison: fc.Arbitrary<WorkflowTest> = fc.record({ variable, comparator: anyText, value: anyText }, plain);
const workflow: fc.Arbitrary<Workflow> = fc.record(
  {
    uri: anyText,
    name: filledText,
    description: anyText,
    media: anyText,
    triggerSet: fc.record({ type: anyText, name: anyText, triggers: fc.array(comparison, few) }, plain),
    conditionSet: fc.record({ applyMethod: anyText, conditions: fc.array(comparison, few) }, plain),
    actions: fc.array(
      fc.record(
        {
          name: filledText,
          type: anyText,
          handledBy: anyText,
          params: fc.array(fc.record({ name: filledText, value: anyText }, plain), few),
          actionVariables: fc.array(variable, few),
        },
        plain,
      ),
      few,
    ),
  },
  plain,
);

/** Payloads in replies and notifications. */
export const resourcePayload: fc.Arbitrary<WirePayload> = fc.oneof(
  reasonCode.map((value): WirePayload => ({ kind: 'ReasonCode', value })),
  fc.array(wrapUpReason, few).map((value): WirePayload => ({ kind: 'WrapUpReasons', value })),
  fc.array(phoneBook, few).map((value): WirePayload => ({ kind: 'PhoneBooks', value })),
  fc.array(mediaPropertiesLayout, few).map((value): WirePayload => ({ kind: 'MediaPropertiesLayouts', value })),
  fc.array(workflow, few).map((value): WirePayload => ({ kind: 'Workflows', value })),
  fc.array(teamMessage, few).map((value): WirePayload => ({ kind: 'TeamMessages', value })),
  teamMessage.map((value): WirePayload => ({ kind: 'TeamMessage', value })),
  connectedUsers.map((value): WirePayload => ({ kind: 'ConnectedUsersInfo', value })),
);

/** In replies only: JSON. */
export const jsonPayload: fc.Arbitrary<WirePayload> = desktopConfig.map((value) => ({ kind: 'DesktopConfig', value }));

export const resourceBody: fc.Arbitrary<RequestBody> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('NewTeamMessage' as const),
      duration: fc.integer({ min: 1, max: teamMessageLimits.duration }),
      content: filledText,
      teams: fc.array(id, few),
    },
    plain,
  ),
  fc.record({ kind: fc.constant('ClientLog' as const), logData: anyText }, plain),
);
