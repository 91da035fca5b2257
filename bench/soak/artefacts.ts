/** What a failing round leaves behind: its story, what was shown, what was so, and a recording for `npm run replay`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentPage } from '../real/agent-page.ts';
import type { Stage } from '../real/stage.ts';
import type { RoundPlan } from './plan.ts';

export interface Evidence {
  readonly agent: AgentPage | undefined;
  readonly ground: Stage;
  readonly happened: readonly string[];
}

/** The folder. Never rejects: evidence that cannot be had is left out. */
export async function keepArtefacts(root: string, plan: RoundPlan, evidence: Evidence): Promise<string> {
  const { agent, ground, happened } = evidence;
  const dir = join(root, `soak-${plan.seed}-${plan.round}`);
  mkdirSync(dir, { recursive: true });
  const keep = async (name: string, what: () => Promise<unknown>): Promise<void> => {
    const value = await Promise.race([
      what().catch((error: unknown) => ({ lacking: String(error) })),
      new Promise((resolve) => setTimeout(resolve, 5000, { lacking: 'no answer' })),
    ]);
    if (value !== undefined) writeFileSync(join(dir, name), JSON.stringify(value, null, 2));
  };
  writeFileSync(join(dir, 'story.txt'), `${happened.join('\n')}\n`);
  await keep('lab.json', () => ground.lab.status());
  if (!agent) return dir;
  await keep('notes.json', () => Promise.resolve(agent.notes));
  await keep('complaints.json', () => Promise.resolve(agent.complaints));
  await keep('view.json', () => agent.page.evaluate(() => window.understudy.view()));
  await keep('recording.json', () => agent.page.evaluate(() => window.understudy.recording()));
  await agent.page.screenshot({ path: join(dir, 'page.png'), timeout: 5000 }).catch(() => undefined);
  return dir;
}
