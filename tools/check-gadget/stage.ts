/**
 * A page of the desktop with the gadget under check on it, a notebook for what is found, and the hands that every row
 * needs. Knows no row.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Findings, GadgetUnderCheck, Measures, Opening } from './contract.ts';
import { giveHands } from './in-page/hands.ts';
import { watchGadget } from './in-page/watch.ts';
import { neighbour, type CheckSite } from './site.ts';

/** Generous: the machine may be busy. Conditions end a wait long before. */
const patienceMs = 30_000;
const lookEveryMs = 40;

/** The product, not the gadget, did not do what a row needs: no verdict on the gadget can be given. */
export class StageError extends Error {
  override readonly name = 'StageError';
}

export interface StageOptions {
  readonly browser: Browser;
  readonly site: CheckSite;
  readonly gadget: GadgetUnderCheck;
  /** Folder for pictures; without it none are taken. */
  readonly shotsIn?: string;
  readonly row: string;
  readonly opening?: Opening;
}

export class Stage {
  readonly gadget: GadgetUnderCheck;
  readonly site: CheckSite;
  readonly context: BrowserContext;
  /** Another one after a crash. */
  page: Page;
  readonly found: { readonly [Kind in keyof Findings]: string[] } = { survived: [], lost: [], wrong: [], notes: [] };
  readonly measures: Measures = { requestsWhileDisconnected: 0, requests: 0, longestBlockMs: 0, readyMs: undefined };
  readonly shots: string[] = [];
  /** Addresses that any page of this stage asked the network for, oldest first. */
  readonly requests: string[] = [];
  readonly #options: StageOptions;

  private constructor(options: StageOptions, context: BrowserContext, page: Page) {
    this.#options = options;
    this.gadget = options.gadget;
    this.site = options.site;
    this.context = context;
    this.page = page;
  }

  /** A browser context of its own with an empty page; `open` shows the desktop in it. */
  static async begin(options: StageOptions): Promise<Stage> {
    const { browser, gadget, opening = {} } = options;
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    context.setDefaultTimeout(patienceMs);
    // The loader of these files names functions with a helper that pages do not have.
    await context.addInitScript('globalThis.__name ??= (named) => named;');
    const { timerSpeed = 1, storage = 'well' } = opening;
    await context.addInitScript(watchGadget, { gadget: gadget.name, timerSpeed, storage });
    await context.addInitScript(giveHands, gadget.name);
    await context.route('**/layout.xml', (route) =>
      route.fulfill({ contentType: 'application/xml', body: layoutFor(gadget) }),
    );
    const stage = new Stage(options, context, await context.newPage());
    context.on('request', (request) => stage.requests.push(request.url()));
    return stage;
  }

  /** Until the agent is signed in and the gadget ready, or put aside. Rejects with `StageError`. */
  async open(): Promise<void> {
    await this.load();
    await this.until('connected');
    await this.untilReady();
    this.measures.readyMs = await this.readyMs();
  }

  get agent(): string {
    return { Agent: '1001', Supervisor: '1000', Administrator: '1010' }[this.gadget.role];
  }

  /** Opens the desktop's address in the present page. */
  async load(): Promise<void> {
    const { speed = 4, query = '' } = this.#options.opening ?? {};
    await this.page.goto(`${this.site.url}?agent=${this.agent}&signin&no-sw&speed=${speed}${query}`);
  }

  lab(action: string, args: Readonly<Record<string, unknown>> = {}): Promise<void> {
    return this.page.evaluate(([name, given]) => window.understudy.lab.do(name, given), [action, args] as const);
  }

  phase(): Promise<string | undefined> {
    return this.page.evaluate(() => document.documentElement.dataset['phase']);
  }

  /** Waits for a phase of the desktop, and a node where it matters. */
  async until(phase: string, node?: string): Promise<void> {
    await this.untilTrue(
      `the desktop in phase ${phase}${node === undefined ? '' : ` on the ${node}`}`,
      ([wanted, on]) => {
        const { phase: now, node: at } = document.documentElement.dataset;
        return now === wanted && (on === undefined || at === on);
      },
      [phase, node] as const,
    );
  }

  /** Until the gadget has its state back and was drawn, or was put aside. */
  async untilReady(): Promise<void> {
    await this.untilTrue(
      'the gadget ready',
      () => ['ready', 'stale', 'quarantined'].includes(window.gadgetHands.state()),
      undefined,
    );
  }

  /** From the marks that the gadget's host leaves. */
  private readyMs(): Promise<number | undefined> {
    return this.page.evaluate((name) => {
      const at = (state: string): number | undefined =>
        performance.getEntriesByName(`understudy:gadget:${name}:${state}`)[0]?.startTime;
      const [from, to] = [at('loading'), at('ready')];
      return from === undefined || to === undefined ? undefined : to - from;
    }, this.gadget.name);
  }

  /** Asks the page until the answer is yes. Rejects with `StageError`. */
  async untilTrue<Argument>(what: string, ask: (argument: Argument) => boolean, argument: Argument): Promise<void> {
    if (await this.becomesTrue(ask, argument, patienceMs)) return;
    throw new StageError(`${this.#options.row}: never seen: ${what}`);
  }

  /** Whether the answer is yes within `ms`. A page that is being loaded anew answers the next time. */
  async becomesTrue<Argument>(
    ask: (argument: Argument) => boolean | Promise<boolean>,
    argument: Argument,
    ms: number,
  ): Promise<boolean> {
    const evaluate = this.page.evaluate.bind(this.page) as (
      run: (argument: Argument) => boolean | Promise<boolean>,
      argument: Argument,
    ) => Promise<boolean>;
    const deadline = Date.now() + ms;
    for (;;) {
      if (await evaluate(ask, argument).catch(() => false)) return true;
      if (Date.now() > deadline) return false;
      await pause(lookEveryMs);
    }
  }

  /** A fault of the gadget that put it aside is told once. */
  async noteQuarantine(when: string): Promise<'well' | 'quarantined'> {
    if ((await this.page.evaluate(() => window.gadgetHands.state())) !== 'quarantined') return 'well';
    const why = await this.page.getByTestId(`quarantine-${this.gadget.name}`).innerText();
    const told = `was stopped ${when}: ${why.replace(/\s+/g, ' ').replace(/ The other gadgets go on.*$/, '')}`;
    if (!this.found.wrong.includes(told)) this.found.wrong.push(told);
    return 'quarantined';
  }

  async shoot(name: string): Promise<void> {
    const { shotsIn, row } = this.#options;
    if (shotsIn === undefined) return;
    const file = `${row}-${name}.jpg`;
    mkdirSync(shotsIn, { recursive: true });
    await this.page.screenshot({ path: join(shotsIn, file), type: 'jpeg', quality: 60 });
    if (!this.shots.includes(file)) this.shots.push(file);
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

/** The gadget, and one beside it, for every role. */
function layoutFor({ name }: GadgetUnderCheck): string {
  const gadget = (one: string): string => `<gadget id="${one}">gadgets/${one}</gadget>`;
  const page = name === neighbour ? '' : `<page>${gadget(neighbour)}</page>`;
  const tabs = `<tabs><tab><id>check</id><label>Check</label><gadgets>${gadget(name)}</gadgets></tab></tabs>`;
  const layout = (role: string): string => `<layout><role>${role}</role>${page}${tabs}</layout>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<finesseLayout xmlns="http://www.cisco.com/vtg/finesse"><version>1262.01</version><configs><config key="title" value="Check"/></configs>
<header><rightAlignedColumns><headercolumn width="auto"><component id="agent-voice-state"><url>desktop/agent-state</url></component></headercolumn></rightAlignedColumns></header>
${layout('Agent')}${layout('Supervisor')}${layout('Administrator')}</finesseLayout>`;
}
