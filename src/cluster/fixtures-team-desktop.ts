/**
 * What the administrator has configured for the desktops of teams: how a call's data is laid out, and workflows. Served
 * as configuration; nothing in the cluster acts on it.
 */
import type { LayoutEntry, MediaPropertiesLayout } from '../wire/media-properties-layout.ts';
import { paths } from '../wire/paths.ts';
import type { Workflow } from '../wire/workflow.ts';

const entry = (displayName: string, mediaProperty: string, showInPopOver = false): LayoutEntry => ({
  displayName,
  mediaProperty,
  showInPopOver,
  uiEditable: false,
});

export const mediaPropertiesLayouts: readonly MediaPropertiesLayout[] = [
  {
    uri: paths.mediaPropertiesLayout(61),
    name: 'Default layout',
    description: 'For calls that name no other',
    type: 'DEFAULT',
    header: [entry('Queue', 'queueName', true)],
    columns: [
      [entry('Customer number', 'callVariable1', true), { ...entry('Subject', 'callVariable2'), uiEditable: true }],
      [entry('Contract', 'callVariable3')],
    ],
  },
  {
    uri: paths.mediaPropertiesLayout(62),
    name: 'Campaign',
    description: 'For calls of a campaign: user.layout names it',
    type: 'CUSTOM',
    header: [entry('Campaign', 'BACampaign', true)],
    columns: [[entry('Customer', 'BABuddyName')], [entry('Number', 'BACustomerNumber')]],
  },
];

export const workflows: readonly Workflow[] = [
  {
    uri: paths.workflow(71),
    name: 'Customer record',
    description: 'Opens the record of a Gold customer when the telephone rings',
    media: 'Voice',
    triggerSet: {
      type: 'SYSTEM',
      name: 'CALL_ARRIVES',
      triggers: [
        {
          variable: { name: 'mediaType', node: '//Dialog/mediaType', type: 'CUSTOM' },
          comparator: 'IS_EQUAL',
          value: 'Voice',
        },
      ],
    },
    conditionSet: {
      applyMethod: 'ALL',
      conditions: [{ variable: { name: 'callVariable3', type: 'SYSTEM' }, comparator: 'IS_EQUAL', value: 'Gold' }],
    },
    actions: [
      {
        name: 'Open the record',
        type: 'BROWSER_POP',
        handledBy: 'FINESSE_DESKTOP',
        params: [
          { name: 'path', value: 'https://records.example.com/?customer=${callVariable1}' },
          { name: 'windowName', value: 'record' },
        ],
        actionVariables: [{ name: 'callVariable1', type: 'SYSTEM' }],
      },
    ],
  },
];
