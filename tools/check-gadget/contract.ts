/**
 * What a check of a gadget is made of: rows of the failover matrix, and what each found. Plain data apart from `run`; knows
 * no browser.
 */
import type { Stage } from './stage.ts';

/** A gadget under check: the name its layout knows it by, and the module that holds it. */
export interface GadgetUnderCheck {
  /** Lower case with `-`: id in the layout. */
  readonly name: string;
  /** Absolute path of its `index.ts`. */
  readonly file: string;
  /** In whose layout it stands; the agent of that role checks it. */
  readonly role: 'Agent' | 'Supervisor' | 'Administrator';
}

export interface Row {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  /** How the page is opened for it. */
  readonly opening?: Opening;
  /** Does what the row is about, on a page of its own with the gadget ready; what it finds goes to the stage's notebook. */
  run(stage: Stage): Promise<void>;
}

/** Speeds are factors of real time. */
export interface Opening {
  /** Of the simulated cluster; default 4: a stall of a busy machine must not look like a dead node. */
  readonly speed?: number;
  /** Of the gadget's own timers; default 1. */
  readonly timerSpeed?: number;
  /** Default `well`; `full` refuses every write of the page to its databases, `gone` refuses to open them. */
  readonly storage?: 'well' | 'full' | 'gone';
  /** More of the page's address, such as `&sso=2`. */
  readonly query?: string;
}

/** What a row found. `lost` and `wrong` fail it. */
export interface Findings {
  readonly survived: readonly string[];
  readonly lost: readonly string[];
  readonly wrong: readonly string[];
  readonly notes: readonly string[];
}

/** What is measured beside the verdict. */
export interface Measures {
  requestsWhileDisconnected: number;
  /** While connected, to the node or anybody else; commands are not counted. */
  requests: number;
  longestBlockMs: number;
  /** From the wish to load the gadget until it was ready, real ms. */
  readyMs: number | undefined;
}

export interface RowResult extends Findings {
  readonly row: string;
  readonly title: string;
  readonly verdict: 'passed' | 'failed';
  /** Real seconds. */
  readonly seconds: number;
  /** File names beside the card. */
  readonly shots: readonly string[];
  readonly measures: Readonly<Measures>;
}

/** What the gadget costs; absent where the browser did not say. */
export interface GadgetCostOnCard {
  /** Of its module without what the desktop has anyway, minified and compressed. */
  readonly bytes: number;
  /** Real ms from the wish to load it until it was ready. */
  readonly readyMs?: number;
  /** Its longest piece of work on the page's thread, real ms, over all rows. */
  readonly longestBlockMs: number;
  /** Requests of its own while connected, over all rows. */
  readonly requests: number;
}

export interface ReportCard {
  readonly gadget: string;
  readonly verdict: 'passed' | 'failed';
  readonly rows: readonly RowResult[];
  readonly requestsWhileDisconnected: number;
  readonly cost: GadgetCostOnCard;
}
