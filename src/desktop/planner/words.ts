/** The planner page's words beside those of the plan itself. */
import type { PlanInput } from '../../planner/contract.ts';
import { catalogue, wordedList } from '../locale.ts';

export const plannerWords = catalogue('planner', {
  lead: 'What a failover of one node would take for all agents, and where the time goes. Reckoned from what one desktop costs a node; how well that fits what is published stands in the documentation.',
  inputs: 'The deployment',
  result: 'Last agent back after',
  whereHeading: 'Where the time of the last agent goes',
  spreadHeading: 'How to spread the agents',
  maintenanceHeading: 'Taking a node out of use',
  adviceHeading: 'Advice',
  saveMarkdown: 'Save as Markdown',
  saveJson: 'Save as JSON',
  notCalibrated: 'Not calibrated on anything published:',
});

export interface NumberField {
  readonly field: keyof PlanInput &
    ('agents' | 'gadgets' | 'roundTripMs' | 'mbitPerSecond' | 'vCpus' | 'onLostNodePercent');
  readonly label: string;
  readonly least: number;
  readonly most: number;
}

export const numberFields: readonly NumberField[] = wordedList(
  'planner.field',
  'field',
  ['label'],
  [
    { field: 'agents', label: 'Agents', least: 1, most: 100_000 },
    { field: 'gadgets', label: 'Gadgets on each desktop', least: 0, most: 100 },
    { field: 'roundTripMs', label: 'Round trip (ms)', least: 0, most: 5_000 },
    { field: 'mbitPerSecond', label: 'Line of a node (Mbit/s)', least: 1, most: 100_000 },
    { field: 'vCpus', label: 'vCPU of a node', least: 1, most: 64 },
    { field: 'onLostNodePercent', label: 'Agents on the lost node (%)', least: 0, most: 100 },
  ],
);

/** Sentences and names of figures. */
export const plannerTexts = catalogue('planner.page', {
  spread:
    '{one} and {other} agents: the last one is back after {even}\u00A0s, whichever node is lost. All on one node: {uneven}\u00A0s.',
  maintenance: '{desktops} desktops move in {batches} batches of up to {size}: all are back after {seconds}\u00A0s.',
  movers: 'Agents who have to come back',
  first: 'First agent back',
  half: 'Half of them back',
  oneMore: 'One more gadget on every desktop',
  desktops: 'Desktops that the node takes',
  aSecond: '{desktops} a second',
  bytes: 'Bytes of each desktop',
  bandwidth: 'Bandwidth while they arrive',
  cti: 'If CTI is lost, until a node serves again',
  profile: 'Profile',
  move: 'Way to move',
  gadgetKind: 'Kind of gadgets',
  pgRelease: 'Agent PG',
});
