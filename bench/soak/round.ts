/** One round of the soak: a call in a real desktop, a node killed in the middle of it, and what must be true afterwards. */
import { setTimeout as pause } from 'node:timers/promises';
import { openAgentPage, addressOf, signInAgent, untilPrecached, wallNow, type AgentPage } from '../real/agent-page.ts';
import { returnOf } from '../real/milestones.ts';
import { roadOf, type Stage } from '../real/stage.ts';
import { click, goTo, noteOf, provesAlive, story, type } from './call.ts';
import { wordsOf, type RoundPlan } from './plan.ts';
import { keepArtefacts } from './artefacts.ts';

export interface RoundResult {
  readonly plan: RoundPlan;
  readonly killToConnectedMs: number;
  readonly killToGadgetsMs: number;
  /** How long before its page's end the first letter was typed that is lost; 0: none is. */
  readonly typingLostMs: number;
}

export class RoundFailed extends Error {
  override readonly name = 'RoundFailed';
}

const home = 'publisher';
const away = 'subscriber';
/** At most so much of the typing may be lost. */
const typingAtRiskMs = 100;

export async function runRound(
  ground: Stage,
  plan: RoundPlan,
  loginId: string,
  artefacts: string,
): Promise<RoundResult> {
  const happened: string[] = [wordsOf(plan)];
  const begunAt = wallNow();
  const tell = (text: string): void => void happened.push(`${((wallNow() - begunAt) / 1000).toFixed(3)} s  ${text}`);
  let agent: AgentPage | undefined;
  try {
    agent = await openAgentPage(ground, loginId, addressOf(ground, plan.way));
    return await play(ground, plan, agent, tell);
  } catch (error) {
    tell(`failed: ${error instanceof Error ? error.message : String(error)}`);
    const where = await keepArtefacts(artefacts, plan, { agent, ground, happened });
    throw new RoundFailed(`${happened.join('\n')}\nKept in ${where}`);
  } finally {
    ground.proxy.disarm();
    await agent?.close().catch(() => undefined);
  }
}

async function play(
  ground: Stage,
  plan: RoundPlan,
  agent: AgentPage,
  tell: (text: string) => void,
): Promise<RoundResult> {
  const { moment, way } = plan;
  await signInAgent(agent, way, home);
  await untilPrecached(agent);
  tell(`agent ${agent.loginId} is signed in`);
  await goTo(agent, ground, moment.stage);
  tell(`the call is where it shall be: ${moment.stage}`);
  const isTyping = moment.kind === 'typing';
  await agent.page.getByTestId('note').click();
  // What was typed a while ago must not be lost at all.
  if (!isTyping) await type(agent, () => false);
  const pid = await ground.pidOf(home);
  const { leave, typing } = watchTyping(agent, isTyping);

  const killNow = (): number => {
    process.kill(pid, 'SIGKILL');
    return wallNow();
  };
  const kill = async (): Promise<number> => {
    if (moment.kind === 'accepted') {
      const killed = ground.proxy.killAt({ road: roadOf[home], beginning: 'HTTP/1.1 202', pid });
      await click(agent, moment.stage);
      return Promise.race([killed, pause(10_000).then(() => Promise.reject(new Error('no 202 came by')))]);
    }
    if (moment.kind === 'clicked') await click(agent, moment.stage);
    await pause(moment.afterMs);
    return killNow();
  };
  const killedAt = await kill();
  tell('kill -9');
  await typing;
  await agent.desktop.until('connected', away);
  tell('connected on the other node');
  const ahead = await agent.clockAhead();
  const back = await returnOf(agent, { since: killedAt + ahead, node: away });
  // The lost node comes back while the desktop works on the other one: nobody may go back to it.
  const healed = ground.heal();
  healed.catch(() => undefined);
  await untilTrue(agent, ground);
  tell('the desktop shows what is');
  const typingLostMs = await typingLost(agent, await leave(), tell);
  await provesAlive(agent, ground);
  tell('another call was ended by hand');
  await healed;
  if ((await agent.desktop.node()) !== away) throw new Error('the desktop went back by itself');
  if (agent.complaints.length > 0) throw new Error(`complaints: ${agent.complaints.join('; ')}`);
  return { plan, ...back, typingLostMs };
}

/** In a redirect the page ends in the middle of the typing; the letters before its end are known by its own clock. */
function watchTyping(agent: AgentPage, isTyping: boolean) {
  const { page, notes } = agent;
  let left = false;
  const address = new URL(page.url()).origin;
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame() && new URL(frame.url()).origin !== address) left = true;
  });
  return {
    typing: isTyping ? type(agent, () => left).catch(() => undefined) : Promise.resolve(),
    /** When the page that was typed in made way for the next; `undefined`: it is there still. */
    async leave(): Promise<{ readonly at: number | undefined; readonly letters: readonly number[] }> {
      const letters = notes.filter(({ name }) => name === 'typed').map(({ at }) => at);
      if (!left) return { at: undefined, letters };
      const at = await page.evaluate(() => {
        const [arrival] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
        return performance.timeOrigin + (arrival?.responseStart ?? 0);
      });
      return { at, letters: letters.filter((each) => each <= at) };
    },
  };
}

async function typingLost(
  agent: AgentPage,
  { at, letters }: { readonly at: number | undefined; readonly letters: readonly number[] },
  tell: (text: string) => void,
): Promise<number> {
  const must = at === undefined ? letters.length : letters.filter((each) => each <= at - typingAtRiskMs).length;
  const deadline = wallNow() + 10_000;
  let note = await noteOf(agent);
  while (note.length < must && wallNow() < deadline) {
    await pause(25);
    note = await noteOf(agent);
  }
  if (!story.startsWith(note)) throw new Error(`the note was changed: ${JSON.stringify(note)}`);
  const firstLost = letters[note.length];
  const lost = firstLost === undefined ? 0 : (at ?? wallNow()) - firstLost;
  tell(`${letters.length} letters typed, ${note.length} there`);
  if (note.length < must) throw new Error(`typing of ${lost.toFixed(0)} ms was lost`);
  return lost;
}

/** State and call as the cluster has them, and nothing the agent still waits for. */
async function untilTrue({ desktop, loginId }: AgentPage, { lab }: Stage): Promise<void> {
  const deadline = wallNow() + 30_000;
  for (;;) {
    const status = (await lab.status()) as Awaited<ReturnType<typeof lab.status>> & {
      readonly calls: readonly { readonly id: string; readonly agents: readonly string[] }[];
    };
    const view = (await desktop.view()) as Awaited<ReturnType<typeof desktop.view>> & { readonly pending: unknown[] };
    const truth = {
      state: status.agents.find((each) => each.loginId === loginId)?.state,
      calls: status.calls.filter(({ agents }) => agents.includes(loginId)).length,
      pending: 0,
    };
    const shown = { state: view.agent?.state, calls: view.dialogs.length, pending: view.pending.length };
    if (JSON.stringify(truth) === JSON.stringify(shown)) return;
    if (wallNow() > deadline) throw new Error(`shown is ${JSON.stringify(shown)}, true is ${JSON.stringify(truth)}`);
    await pause(50);
  }
}
