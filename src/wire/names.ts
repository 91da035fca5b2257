/** Words that every folder uses. */

/** Milliseconds: a duration, or a time since 1970 by the clock of whoever passes it. */
export type Ms = number;

/** The two Finesse nodes. 11.x calls them primary and secondary. */
export const nodeNames = ['publisher', 'subscriber'] as const;
export type NodeName = (typeof nodeNames)[number];

export function otherNode(node: NodeName): NodeName {
  return node === 'publisher' ? 'subscriber' : 'publisher';
}

/** The two CTI servers (Agent PG sides). */
export const ctiSides = ['A', 'B'] as const;
export type CtiSide = (typeof ctiSides)[number];
