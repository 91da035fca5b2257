/**
 * The lab's actions: what each takes, in words and as data, and the check of arguments that came from outside. Nothing
 * here carries a fault out.
 */
import { awdbSides } from '../cluster/awdb.ts';
import { campaignModes, campaignOutcomes, ClusterRefusal, nodeProperties, signInLasts } from '../cluster/contract.ts';
import { conferenceFaultKinds } from '../cluster/conference-faults.ts';
import { mediaDomains } from '../cluster/media-domains.ts';
import { ctiSides, nodeNames } from '../wire/names.ts';
import type { WorldFault } from './contract.ts';

export type FaultArgument =
  | { readonly kind: 'choice'; readonly values: readonly string[]; readonly optional: boolean }
  | { readonly kind: 'login'; readonly optional: false }
  | { readonly kind: 'number'; readonly optional: false }
  /** Milliseconds, 0 to 60 000. */
  | { readonly kind: 'ms'; readonly optional: false };

export interface FaultDescription {
  readonly action: WorldFault['action'];
  readonly arguments: Readonly<Record<string, FaultArgument>>;
  /** One line for people. */
  readonly text: string;
}

const node: FaultArgument = { kind: 'choice', values: nodeNames, optional: false };
const anyNode: FaultArgument = { kind: 'choice', values: nodeNames, optional: true };
const side: FaultArgument = { kind: 'choice', values: [...ctiSides, 'both'], optional: false };
const database: FaultArgument = { kind: 'choice', values: [...awdbSides, 'both'], optional: false };
const agent: FaultArgument = { kind: 'login', optional: false };

/** Every action, in the order in which a lab would show them. Plain data: may cross threads. */
export const faultCatalogue: readonly FaultDescription[] = [
  { action: 'stop-node', arguments: { node }, text: 'Stop a Finesse node: everything on it is gone at once.' },
  { action: 'start-node', arguments: { node }, text: 'Start a stopped node; it is in service some seconds later.' },
  {
    action: 'stop-notification',
    arguments: { node },
    text: "Stop a node's notification service; requests still work.",
  },
  { action: 'start-notification', arguments: { node }, text: "Start a node's notification service again." },
  {
    action: 'hide-finesse-presence',
    arguments: { node },
    text: 'Make the XMPP user "finesse" of a node unavailable, as when its web application is down.',
  },
  { action: 'show-finesse-presence', arguments: { node }, text: 'Make the XMPP user "finesse" available again.' },
  {
    action: 'cut-cti',
    arguments: { side, node: anyNode },
    text: "Take a CTI side down (noticed at once), or cut one node's link to it (noticed by missed heartbeats).",
  },
  { action: 'restore-cti', arguments: { side, node: anyNode }, text: 'Bring a CTI side, or a link to it, back.' },
  {
    action: 'cut-network',
    arguments: { node: anyNode },
    text: 'Let packets between desktops and a node, or both nodes, vanish without a word.',
  },
  { action: 'restore-network', arguments: { node: anyNode }, text: 'Let packets through again.' },
  {
    action: 'set-latency',
    arguments: { node: anyNode, ms: { kind: 'ms', optional: false } },
    text: 'Set the one-way delay between desktops and a node, or both nodes, in milliseconds.',
  },
  {
    action: 'ring',
    arguments: { agent, from: { kind: 'number', optional: false } },
    text: 'Let a customer call an agent who is signed in and not on a call.',
  },
  {
    action: 'campaign-call',
    arguments: {
      agent,
      customer: { kind: 'number', optional: false },
      mode: { kind: 'choice', values: campaignModes, optional: false },
      outcome: { kind: 'choice', values: campaignOutcomes, optional: true },
    },
    text: 'Let a campaign reserve a Ready agent for a customer: the agent sees a preview first, or is just reserved.',
  },
  { action: 'hang-up', arguments: { agent }, text: 'Let the customer of an agent hang up.' },
  {
    action: 'conference-faults',
    arguments: {
      mode: { kind: 'choice', values: ['on', 'off'], optional: false },
      kind: { kind: 'choice', values: conferenceFaultKinds, optional: true },
    },
    text: 'Show an agent who signs in or fails over during a conference with outside devices a wrong picture of it.',
  },
  {
    action: 'cut-awdb',
    arguments: { side: database },
    text: 'Let an administration database, or both, stop answering; nodes notice only when they ask it.',
  },
  {
    action: 'start-maintenance',
    arguments: { node },
    text: 'Take a node out of use as an administrator does: its desktops are moved to the other node in batches.',
  },
  {
    action: 'start-pg-maintenance',
    arguments: { outcome: { kind: 'choice', values: ['well', 'error'], optional: true } },
    text: 'Take the PG from one CTI side to the other without anybody noticing, or with an error at the end.',
  },
  {
    action: 'refuse-certificate',
    arguments: { agent },
    text: "Let an agent's browser refuse the certificate of the other node; maintenance does not move that desktop.",
  },
  {
    action: 'crowd-arrives',
    arguments: { node, ms: { kind: 'ms', optional: false } },
    text: 'Let so many desktops arrive at a node after a failover that the next one is told to wait for so many ms.',
  },
  {
    action: 'sign-in-elsewhere',
    arguments: { agent },
    text: "Sign an agent in at another computer too: that desktop takes the connection from the agent's own.",
  },
  { action: 'restore-awdb', arguments: { side: database }, text: 'Bring an administration database, or both, back.' },
  { action: 'fail-imp', arguments: {}, text: 'Let the serving chat machine (IM&P) fail; the other takes over.' },
  {
    action: 'offer-task',
    arguments: { agent, mrd: { kind: 'choice', values: mediaDomains.map((domain) => domain.id), optional: false } },
    text: 'Let a customer ask for an agent by chat (5000) or e-mail (5001); offered as soon as the agent can take it.',
  },
  {
    action: 'set-sign-in',
    arguments: { lasts: { kind: 'choice', values: signInLasts, optional: false } },
    text: 'Let people sign in by tokens of single sign-on that last so long, or by password; from the next sign-in on.',
  },
  {
    action: 'set-property',
    arguments: {
      property: { kind: 'choice', values: nodeProperties, optional: false },
      value: { kind: 'choice', values: ['true', 'false'], optional: false },
      node: anyNode,
    },
    text: 'Set a property of a node, or of both.',
  },
];

const latencyLimitMs = 60_000;

/**
 * A fault from an action's name and untrusted arguments. Throws `ClusterRefusal` with code `unknown-action` or
 * `bad-arguments` and a sentence that says what would be right.
 */
export function parseFault(action: string, args: Readonly<Record<string, unknown>>): WorldFault {
  const description = faultCatalogue.find((known) => known.action === action);
  if (!description) {
    const known = faultCatalogue.map((each) => each.action).join(', ');
    throw new ClusterRefusal('unknown-action', `There is no action "${action}". Known are: ${known}.`);
  }
  for (const name of Object.keys(args)) {
    if (!Object.hasOwn(description.arguments, name)) refuse(description, `it takes no argument "${name}"`);
  }
  const checked: Record<string, string | number> = {};
  for (const [name, argument] of Object.entries(description.arguments)) {
    const value = args[name];
    if (value === undefined || value === null) {
      if (!argument.optional) refuse(description, `"${name}" is missing: ${expectation(argument)}`);
      continue;
    }
    checked[name] = checkedValue(description, name, argument, value);
  }
  // The catalogue names exactly the arguments of each action; the type cannot follow a table.
  return { action, ...checked } as unknown as WorldFault;
}

function checkedValue(
  description: FaultDescription,
  name: string,
  argument: FaultArgument,
  value: unknown,
): string | number {
  const wrong = (): never => refuse(description, `"${name}" must be ${expectation(argument)}`);
  switch (argument.kind) {
    case 'choice':
      return typeof value === 'string' && argument.values.includes(value) ? value : wrong();
    case 'ms':
      return typeof value === 'number' && value >= 0 && value <= latencyLimitMs ? value : wrong();
    case 'login':
    case 'number': {
      // Numbers typed into a form or a script come as either.
      const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
      const form = argument.kind === 'login' ? /^\w{1,32}$/ : /^\+?[0-9*#]{1,30}$/;
      return typeof text === 'string' && form.test(text) ? text : wrong();
    }
  }
}

function expectation(argument: FaultArgument): string {
  switch (argument.kind) {
    case 'choice':
      return argument.values.map((value) => `"${value}"`).join(' or ');
    case 'login':
      return 'a login id such as "1001"';
    case 'number':
      return 'a telephone number such as "0301234567"';
    case 'ms':
      return `milliseconds from 0 to ${latencyLimitMs}`;
  }
}

function refuse(description: FaultDescription, why: string): never {
  throw new ClusterRefusal('bad-arguments', `${description.action}: ${why}.`);
}
