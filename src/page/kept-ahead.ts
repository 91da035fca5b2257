/**
 * Reads what an agent's gadgets have kept while the page still finds out who is signed in: after a reload that is known only
 * when the core has answered, and by then it is all there, so that gadgets start in the same turn as their cards. Whose: that
 * of whoever worked in this tab last, whom the tab's own storage remembers until it is closed or somebody signs out.
 */
import type { DesktopCache } from '../cache/contract.ts';
import type { DesktopView } from '../core/view.ts';

const agentKey = 'understudy:agent-of-this-tab';

type TabMemory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

interface AgentInView {
  readonly phase: DesktopView['phase'];
  readonly agent: Pick<NonNullable<DesktopView['agent']>, 'loginId'> | undefined;
}

/** Never throws: whose state is not read ahead waits for it a little longer. */
export function readKeptAhead(cache: Pick<DesktopCache, 'preload'>, memory: TabMemory | undefined): void {
  try {
    const agentId = memory?.getItem(agentKey);
    if (agentId) cache.preload(agentId).catch(() => undefined);
  } catch {
    // A page that may not look into its storage.
  }
}

/** Who works in this tab now, for its next start. */
export function rememberAgent(memory: TabMemory | undefined, { agent, phase }: AgentInView): void {
  try {
    if (agent) memory?.setItem(agentKey, agent.loginId);
    else if (phase === 'signed-out') memory?.removeItem(agentKey);
  } catch {
    // A page that may not store starts a little slower next time.
  }
}
