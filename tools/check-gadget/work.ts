/**
 * The work that must not be lost, in a gadget that nobody here knows: half a word in each of its text fields, and what its
 * forms have saved. Begun before a row's deed, looked for afterwards.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Stage } from './stage.ts';
import { wordsAreStored } from './stored-words.ts';

/** Typed into one field. */
interface Typed {
  readonly field: string;
  readonly text: string;
}

export interface Work {
  readonly typed: readonly Typed[];
  /** What a form took and the gadget then showed. */
  readonly saved: readonly string[];
  /** Which field had the focus, if any. */
  readonly focus: string | undefined;
}

/** What was saved is on the page in the next frames; a form that shows nothing of it makes no promise. */
const shownWithinMs = 1_000;
/** After the gadget is ready its text is read from the database, on a machine that may be busy. */
const backWithinMs = 4_000;
const storedWithinMs = 8_000;
const answerWithinMs = 10_000;

/** Takes a call, where there is somebody to take one, and begins to work. */
export async function beginWork(stage: Stage): Promise<Work> {
  await takeCall(stage);
  const saved = await saveSomething(stage);
  const typed = await typeEverywhere(stage);
  const focus = await focusedField(stage);
  if (typed.length === 0 && saved.length === 0) stage.found.notes.push('has no text of the agent to lose');
  return { typed, saved, focus };
}

export async function takeCall(stage: Stage): Promise<void> {
  await stage.lab('ring', { agent: stage.agent, from: '5550142' });
  // Again when the first one met a moment without a connection.
  const answered = (): boolean => window.understudy.view()?.agent?.state === 'TALKING';
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await stage.page
      .getByTestId('answer')
      .first()
      .click({ timeout: answerWithinMs })
      .catch(() => undefined);
    if (await stage.becomesTrue(answered, undefined, answerWithinMs)) break;
  }
  await stage.untilTrue('the call answered', answered, undefined);
  // A gadget that turns to the call has done so.
  await settle(stage);
}

/** Two frames: whatever was going to be drawn is. */
export async function settle(stage: Stage): Promise<void> {
  await stage.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

const fieldCount = (stage: Stage): Promise<number> => stage.page.evaluate(() => window.gadgetHands.fields().length);

/** The name of field number `at`, for people. */
const fieldName = (stage: Stage, at: number): Promise<string> =>
  stage.page.evaluate((index) => {
    const field = window.gadgetHands.fields()[index];
    if (!field) return '';
    const { labels } = field as HTMLInputElement;
    const label = (labels as NodeListOf<HTMLLabelElement> | null | undefined)?.[0]?.textContent;
    return (label ?? field.getAttribute('aria-label') ?? field.getAttribute('name') ?? field.id)
      .replace(/\s+/g, ' ')
      .trim();
  }, at);

/** Types with the keyboard into field number `at`; what then stands there, or nothing when it did not take it. */
async function typeInto(stage: Stage, at: number, text: string): Promise<string | undefined> {
  const numeric = await stage.page.evaluate((index) => {
    const field = window.gadgetHands.fields()[index];
    window.gadgetHands.lastInput = '';
    field?.focus();
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
    else if (field) getSelection()?.selectAllChildren(field);
    return field instanceof HTMLInputElement && ['number', 'tel'].includes(field.type);
  }, at);
  await stage.page.keyboard.insertText(numeric ? text.replace(/\D/g, '') : text);
  await settle(stage);
  return stage.page.evaluate(() => {
    const { all, focused, valueOf, lastInput } = window.gadgetHands;
    const field = focused();
    const now = field && all().includes(field) ? valueOf(field) : '';
    return now || lastInput || undefined;
  });
}

async function typeEverywhere(stage: Stage): Promise<Typed[]> {
  const typed: Typed[] = [];
  for (let at = 0; at < (await fieldCount(stage)); at += 1) {
    const field = (await fieldName(stage, at)) || `field ${at + 1}`;
    const before = await commands(stage);
    const text = await typeInto(stage, at, `half a wo ${7_301 + at * 17}`);
    if (text === undefined) continue;
    const kept = await stage.page.evaluate((index) => {
      const off = window.gadgetHands.fields()[index]?.closest('[data-draft="off"]') != null;
      if (off) window.gadgetHands.fields()[index]?.blur();
      return !off;
    }, at);
    if (!kept && (await commands(stage)) > before) stage.found.notes.push(`“${field}” is sent as it is typed`);
    else typed.push({ field, text });
  }
  return typed;
}

const commands = (stage: Stage): Promise<number> =>
  stage.page.evaluate(() => window.gadgetWatch.asks.filter(({ how }) => how === 'command').length);

/** Fills and sends each form once. One that gives a command promises nothing here: the node answers for it. */
async function saveSomething(stage: Stage): Promise<string[]> {
  const saved: string[] = [];
  const count = await fieldCount(stage);
  for (let at = 0; at < Math.min(count, 6); at += 1) {
    const before = await commands(stage);
    const text = await typeInto(stage, at, `a whole word ${9_102 + at * 13}`);
    const sent = await stage.page.evaluate(() => {
      const field = window.gadgetHands.focused();
      const form = field instanceof HTMLElement && 'form' in field ? (field.form as HTMLFormElement | null) : null;
      const button = form?.querySelector<HTMLElement>(
        'button:not([type="button"]):not([type="reset"]), [type="submit"]',
      );
      button?.click();
      return button != null;
    });
    if (!sent || text === undefined) continue;
    const shown = await stage.becomesTrue((one) => window.gadgetHands.text().includes(one), text, shownWithinMs);
    if (shown && (await commands(stage)) === before) saved.push(text);
  }
  return saved;
}

const focusedField = (stage: Stage): Promise<string | undefined> =>
  stage.page.evaluate(() => {
    const field = window.gadgetHands.focused();
    return field && window.gadgetHands.all().includes(field) ? window.gadgetHands.valueOf(field) : undefined;
  });

/** Until every word typed stands in the database, or will not: a crash may cost the last 100 ms of typing, never more. */
export async function typingIsStored(stage: Stage, { typed }: Work): Promise<void> {
  await stage.becomesTrue(
    wordsAreStored,
    typed.map(({ text }) => text),
    storedWithinMs,
  );
}

/** Looks for the work again, and notes what is there and what is not. `focus`: whether the focus must be where it was. */
export async function findWork(stage: Stage, work: Work, when: string, focus: 'same' | 'any' = 'any'): Promise<void> {
  await stage.untilReady();
  const { lost, survived, wrong } = stage.found;
  if ((await stage.noteQuarantine(when)) === 'quarantined') return;
  const isBack = (wanted: { readonly typed: readonly string[]; readonly saved: readonly string[] }): boolean => {
    const values = window.gadgetHands.values();
    const text = window.gadgetHands.text();
    return wanted.typed.every((one) => values.includes(one)) && wanted.saved.every((one) => text.includes(one));
  };
  await stage.becomesTrue(isBack, { typed: work.typed.map(({ text }) => text), saved: work.saved }, backWithinMs);
  await pause(0);
  const { values, text } = await stage.page.evaluate(() => ({
    values: window.gadgetHands.values(),
    text: window.gadgetHands.text(),
  }));
  for (const one of work.typed) {
    if (values.includes(one.text)) survived.push(`half-typed text in “${one.field}”`);
    else lost.push(`half-typed text in “${one.field}” ${when}`);
  }
  for (const one of work.saved) {
    if (text.includes(one)) survived.push(`what was saved (“${one}”)`);
    else lost.push(`what was saved (“${one}”) ${when}`);
  }
  if (focus === 'same' && work.focus !== undefined && (await focusedField(stage)) !== work.focus)
    wrong.push(`the focus left the field that was being typed into ${when}`);
  await stage.noteQuarantine(when);
}
