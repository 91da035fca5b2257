/** From what pages have told: when a desktop was back, and when its gadgets were. */
import type { AgentPage, Note } from './agent-page.ts';

export interface Return {
  readonly killToConnectedMs: number;
  /** Until every gadget of the page is live again. */
  readonly killToGadgetsMs: number;
}

const gadgetsOf = ({ detail }: Note): { readonly live: number; readonly all: number } => {
  const [live = 0, all = 0] = detail.split('/').map(Number);
  return { live, all };
};

const isAllLive = (note: Note): boolean => gadgetsOf(note).live === gadgetsOf(note).all && gadgetsOf(note).all > 0;

/**
 * The first moment since which all were live without a break, or `undefined` while they are not; those of a page that is
 * gone do not count. `notes` in their order.
 */
export function gadgetsLiveAt(notes: readonly Note[], since: number): number | undefined {
  const told = notes.filter(({ name, at }) => name === 'gadgets' && at >= since);
  const last = told.at(-1);
  if (!last || !isAllLive(last)) return undefined;
  const expected = Math.max(...notes.filter(({ name }) => name === 'gadgets').map((note) => gadgetsOf(note).all));
  if (gadgetsOf(last).all < expected) return undefined;
  const lastNot = told.findLastIndex((note) => !isAllLive(note) || gadgetsOf(note).all < expected);
  return told[lastNot + 1]?.at;
}

/** `since` by the pages' clock. */
export async function returnOf(agent: AgentPage, { since, node }: { since: number; node: string }): Promise<Return> {
  const isBack = ({ name, at, detail }: Note): boolean =>
    name === 'phase' && at > since && detail === `connected ${node}`;
  const connected = await agent.untilNote(`connected on the ${node}`, isBack, 60_000);
  const deadline = Date.now() + 30_000;
  for (;;) {
    const gadgets = gadgetsLiveAt(agent.notes, since);
    if (gadgets !== undefined) {
      return {
        killToConnectedMs: connected.at - since,
        killToGadgetsMs: Math.max(gadgets, connected.at) - since,
      };
    }
    if (Date.now() > deadline) throw new Error('not every gadget came back');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
