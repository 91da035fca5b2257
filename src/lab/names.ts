/** Names of the deployment's parts as values: the lab's page may import only types of the cluster. */
import type { WorldView } from '../sim/contract.ts';

export { ctiSides, nodeNames, type CtiSide, type NodeName } from '../wire/names.ts';

export const awdbSides = ['primary', 'secondary'] as const satisfies readonly (keyof WorldView['awdb'])[];
