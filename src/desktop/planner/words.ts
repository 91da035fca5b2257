/** The planner page's words beside those of the plan itself. */
import type { PlanInput } from '../../planner/contract.ts';

export const plannerWords = {
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
} as const;

export interface NumberField {
  readonly field: keyof PlanInput &
    ('agents' | 'gadgets' | 'roundTripMs' | 'mbitPerSecond' | 'vCpus' | 'onLostNodePercent');
  readonly label: string;
  readonly least: number;
  readonly most: number;
}

export const numberFields: readonly NumberField[] = [
  { field: 'agents', label: 'Agents', least: 1, most: 100_000 },
  { field: 'gadgets', label: 'Gadgets on each desktop', least: 0, most: 100 },
  { field: 'roundTripMs', label: 'Round trip (ms)', least: 0, most: 5_000 },
  { field: 'mbitPerSecond', label: 'Line of a node (Mbit/s)', least: 1, most: 100_000 },
  { field: 'vCpus', label: 'vCPU of a node', least: 1, most: 64 },
  { field: 'onLostNodePercent', label: 'Agents on the lost node (%)', least: 0, most: 100 },
];
