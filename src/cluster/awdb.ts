/**
 * The pair of administration databases (AWDB) that passwords are checked against. Each node finds out by itself, and
 * only by waiting, which of them answers; this part is no more than the two machines and the cables to them.
 */
import { nodeNames } from '../wire/names.ts';
import type { NodeName } from '../wire/names.ts';
import type { ClusterOptions } from './contract.ts';
import type { AwdbContext } from './part.ts';

export const awdbSides = ['primary', 'secondary'] as const;
export type AwdbSide = (typeof awdbSides)[number];

export interface AwdbState {
  sides: Record<AwdbSide, 'up' | 'down'>;
}

/** A node has started and looks for them. */
export type AwdbMessage = { readonly kind: 'hello'; readonly node: NodeName };

export const freshAwdb = (): AwdbState => ({ sides: { primary: 'up', secondary: 'up' } });

/** A secondary without its distributor is there and never answers (AW-1). */
export const answersQueries = (
  sides: AwdbState['sides'],
  side: AwdbSide,
  options: Pick<ClusterOptions, 'secondaryAwdb'>,
): boolean => sides[side] === 'up' && (side === 'primary' || options.secondaryAwdb === undefined);

export function handleAwdb(state: AwdbState, message: AwdbMessage, context: AwdbContext): void {
  tellLink(state, message.node, context);
}

/** The machines' answers from now on; a node notices nothing of it until it asks one. */
export function setAwdb(state: AwdbState, sides: readonly AwdbSide[], up: boolean, context: AwdbContext): void {
  for (const side of sides) state.sides[side] = up ? 'up' : 'down';
  for (const node of nodeNames) tellLink(state, node, context);
}

function tellLink(state: AwdbState, node: NodeName, context: AwdbContext): void {
  const answers = {
    primary: answersQueries(state.sides, 'primary', context.options),
    secondary: answersQueries(state.sides, 'secondary', context.options),
  };
  context.toNode(node, { kind: 'awdb-link', answers });
}
