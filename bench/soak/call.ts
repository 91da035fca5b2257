/** The agent's hands: takes a call from stage to stage by the desktop's own buttons, types, and looks what is there. */
import { setTimeout as pause } from 'node:timers/promises';
import type { AgentPage } from '../real/agent-page.ts';
import type { Stage as Ground } from '../real/stage.ts';
import { stages, type Stage } from './plan.ts';

/** The button that leads from a stage to the next. */
const buttons: Readonly<Partial<Record<Stage, string>>> = {
  ringing: 'answer',
  talking: 'hold',
  held: 'retrieve',
  retrieved: 'drop',
};

export async function click({ page }: AgentPage, from: Stage): Promise<void> {
  const button = buttons[from];
  if (button === undefined) throw new Error(`There is nothing to click when ${from}.`);
  await page.getByTestId(button).first().click();
}

async function untilStage({ desktop }: AgentPage, stage: Stage): Promise<void> {
  await desktop.untilView(({ agent, dialogs }) => {
    const states = dialogs[0]?.participants.map(({ state }) => state) ?? [];
    if (stage === 'ringing') return states.includes('ALERTING');
    if (stage === 'talking' || stage === 'retrieved') return agent?.state === 'TALKING' && !states.includes('HELD');
    if (stage === 'held') return states.includes('HELD');
    return dialogs.length === 0;
  });
}

/** From being signed in up to `stage`. */
export async function goTo(agent: AgentPage, ground: Ground, stage: Stage): Promise<void> {
  for (const each of stages.slice(1, stages.indexOf(stage) + 1)) {
    if (each === 'ringing') await ground.lab.do('ring', { agent: agent.loginId, from: '5550100' });
    else await click(agent, stages[stages.indexOf(each) - 1] ?? 'signed in');
    await untilStage(agent, each);
  }
}

export const story = 'The customer says that the router blinks orange since last night and was reset twice. ';

/** Letter by letter, until `stop` says so or the text is over. */
export async function type({ page }: AgentPage, stop: () => boolean): Promise<void> {
  for (const letter of story) {
    if (stop()) return;
    await page.keyboard.type(letter);
    await pause(25);
  }
}

export const noteOf = async ({ page }: AgentPage): Promise<string> => page.getByTestId('note').inputValue();

/** Whatever the failover has left: the call ends by the agent's hand, and another one can be had. */
export async function provesAlive(agent: AgentPage, ground: Ground): Promise<void> {
  const { desktop, page, loginId } = agent;
  const before = await desktop.view();
  if (before.dialogs.length === 0) await ground.lab.do('ring', { agent: loginId, from: '5550177' });
  const up = await desktop.untilView(({ dialogs }) => dialogs.length > 0);
  if (up.dialogs[0]?.participants.some(({ state }) => state === 'ALERTING') === true) {
    await page.getByTestId('answer').first().click();
    await desktop.untilView(({ agent: user }) => user?.state === 'TALKING');
  }
  await page.getByTestId('drop').first().click();
  await desktop.untilView(({ dialogs }) => dialogs.length === 0);
}
