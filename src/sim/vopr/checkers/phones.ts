/** What is particular about IP Phone Agents when a run ends. Shared by checkers; judges nothing. */
import type { DeskFacts } from '../contract.ts';

const waiting: readonly string[] = ['searching', 'expired', 'signing-in'];

/** It waits for its one node for as long as it takes (IP-2, see `phone-stays.ts`); its sign-in may end meanwhile. */
export const isWaitingPhone = ({ profile, view }: DeskFacts): boolean =>
  profile === 'ippa' && view !== undefined && waiting.includes(view.phase);
