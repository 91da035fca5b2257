/** The work that a failover must not lose: a call that is up, a half-written note, a half-filled form. */
import assert from 'node:assert/strict';
import { pollMs, type DesktopPage, type ViewOfPage } from './desktop.ts';
import { untilTrue } from './wait.ts';
import { wordsAreStored } from '../tools/check-gadget/stored-words.ts';

export const halfNote = 'Customer says the router blinks ord';
const form = { customerName: 'Ada Lovelace', company: 'Analytical Engines', description: 'Line drops every' } as const;

/** Signs are read back by `expectWorkIntact`. */
export interface WorkInProgress {
  readonly dialogId: string;
  readonly agentState: string;
  readonly loadedAt: number;
}

const isTalking = ({ agent, dialogs }: ViewOfPage): boolean =>
  agent?.state === 'TALKING' && dialogs[0]?.participants.some((one) => one.state === 'ACTIVE') === true;

/** Rings until the call is answered: with a fast clock a phone rings for less than a second, and a machine may be busy. */
async function takeCall(desktop: DesktopPage, agent: string, from: string): Promise<ViewOfPage> {
  for (let rings = 1; ; rings += 1) {
    await desktop.lab('ring', { agent, from });
    await desktop.untilView(({ dialogs }) => dialogs.length > 0);
    const answer = desktop.page.getByTestId('answer').first();
    await answer.click({ timeout: 5000 }).catch(() => undefined);
    const view = await desktop.untilView((one) => isTalking(one) || one.dialogs.length === 0);
    if (isTalking(view) || rings === 5) return view;
  }
}

/** Takes a call and stops typing in the middle of two words. */
export async function startWork(desktop: DesktopPage, agent: string, from = '5550100'): Promise<WorkInProgress> {
  const view = await takeCall(desktop, agent, from);
  await desktop.page.getByTestId('note').pressSequentially(halfNote);
  for (const [name, text] of Object.entries(form))
    await desktop.page.locator(`:is(input, textarea)[name="${name}"]`).fill(text);
  const dialogId = view.dialogs[0]?.id ?? '';
  assert.notEqual(dialogId, '');
  return { dialogId, agentState: view.agent?.state ?? '', loadedAt: await desktop.loadedAt() };
}

/** Waits until the last word typed stands in the database: a crash may cost the last 100 ms of typing, never more. */
export async function typingIsStored(desktop: DesktopPage): Promise<void> {
  await untilTrue(desktop.page, 'the last words in the database', wordsAreStored, [halfNote, ...Object.values(form)]);
}

export async function expectWorkIntact(desktop: DesktopPage, work: WorkInProgress): Promise<void> {
  await expectTyping(desktop);
  const view = await desktop.view();
  assert.equal(view.agent?.state, work.agentState, 'the agent state survived');
  assert.ok(
    view.dialogs.some(({ id }) => id === work.dialogId),
    'the call survived',
  );
  assert.equal(await desktop.page.getByTestId('call').count(), 1, 'the call is shown once');
}

/** Waits for the texts: after a reload they come back when the gadget is ready. */
export async function expectTyping(desktop: DesktopPage): Promise<void> {
  await desktop.page.waitForFunction(
    ([note, fields]) => {
      const find = (root: Document | ShadowRoot, selector: string): Element | undefined => {
        const here = root.querySelector(selector);
        if (here) return here;
        for (const element of root.querySelectorAll('*')) {
          const inner = element.shadowRoot && find(element.shadowRoot, selector);
          if (inner) return inner;
        }
        return undefined;
      };
      const valueOf = (selector: string) => (find(document, selector) as HTMLInputElement | undefined)?.value;
      return (
        valueOf('[data-testid="note"]') === note &&
        Object.entries(fields).every(([name, text]) => valueOf(`:is(input, textarea)[name="${name}"]`) === text)
      );
    },
    [halfNote, form] as const,
    { polling: pollMs },
  );
}
