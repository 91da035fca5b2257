/** What each of the two nodes has. Asked for every message: by two plain fields and not by a name that must be looked up. */
import type { NodeName } from './names.ts';

export const ofNode = <T>(both: Readonly<Record<NodeName, T>>, node: NodeName): T =>
  node === 'publisher' ? both.publisher : both.subscriber;
