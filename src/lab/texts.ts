/** The words of the lab, by the part that says them. Knows no element. */
import { catalogue } from '../desktop/locale.ts';

export const clusterPanelTexts = catalogue('lab.cluster-panel', {
  waiting: 'Waiting for the cluster…',
  node: 'Node',
  notifications: 'Notification service',
  presence: 'Presence of finesse',
  network: 'Network',
  switchOf: '{part}, {node}',
  stopped: 'stopped',
  inService: 'in service',
  outOfService: 'out of service',
  asTable: 'All switches as a table',
  caption: 'The cluster; a switch that is on is healthy',
  state: 'State',
  ctiSide: 'CTI side {side}',
  cti: 'CTI {ctiSide}',
  on: 'on',
  off: 'off',
  agent: 'Agent',
  caller: 'Caller',
  ring: 'Ring',
  call: 'Call {from} → {to}',
  hangUpFor: 'Hang up for agent {agent}',
  hangUp: 'Hang up',
});

export const labDrawerTexts = catalogue('lab.lab-drawer', {
  failoverLab: 'Failover lab',
  wide: 'Wide',
  close: 'Close the lab',
  notLoaded: 'This part of the lab could not be loaded: {why}',
  setting: 'The setting',
  refused: '{what} was refused: {why}',
  liveLog: 'Live log',
  failoverProfile: 'Failover profile',
  move: 'Move',
});

export const liveLogTexts = catalogue('lab.live-log', {
  liveLog: 'Live log',
});

export const maintenanceControlsTexts = catalogue('lab.maintenance-controls', {
  underWay: 'under way',
  completed: 'completed',
  givenUp: 'given up: {reason}',
  moved: 'moved: {who}',
  stillHere: 'still here: {who}',
  stays: '{who} stays: {why}',
  ofNode: 'Maintenance of the {node} is {words}',
  heading: 'Maintenance',
  pg: 'PG',
  nextSignIn: 'The next sign-in is',
  asItWas: 'as it was',
  byPassword: 'by password',
  tokens2: 'by tokens for 2 minutes',
  tokens11: 'by tokens for 11 minutes',
  tokens480: 'by tokens for 8 hours',
  refusesCertificate: 'Browser of {agent} refuses the certificate',
});

export const tabsTexts = catalogue('lab.tabs', {
  parts: 'Parts of the lab',
});

export const taskFormTexts = catalogue('lab.task-form', {
  forAgent: 'For agent',
  customerAsks: 'A customer asks by',
  offerTask: 'Offer task',
});

export const costPanelTexts = catalogue('lab.cost-panel', {
  table: 'What each gadget cost',
  none: 'No gadget has been loaded yet. Sign in first.',
  caption: 'In ms, in this page. Ready counts from the page’s beginning.',
  gadget: 'Gadget',
  load: 'Load',
  restore: 'Restore',
  render: 'Render',
  ready: 'Ready',
  requests: 'Requests',
  kb: 'kB',
  size: '{kb} kB',
  sizeAndRequests: '{kb} kB, requests: {reads}',
  explained:
    'Load: fetched and evaluated, until the element was made; restore: until what was kept was back; render: the first one. kB: the gadget’s own file, compressed.',
  restarted: '(restarted)',
  quarantined: '(quarantined)',
});

export const topologyTexts = catalogue('lab.topology', {
  drawing: 'The cluster; arrow keys go from part to part',
  pickOne: 'Pick a part to break it, slow it down or heal it.',
  nothingHere: 'There is nothing to switch here.',
});
