/**
 * One line of the operator as an action with arguments: `cut-cti A`, `ring 1001 5550100`, `slow 200 publisher`. Arguments
 * go by their place, or by name (`node=publisher`). Carries nothing out and checks no value.
 */
import { ClusterRefusal } from '../../src/cluster/contract.ts';
import { actions } from './actions.ts';
import type { ActionArgument, ActionDescription } from './actions.ts';

export interface Command {
  readonly action: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Throws `ClusterRefusal` for an action that is not known, or more words than it takes. */
export function readCommand(line: string): Command {
  const [action = '', ...words] = line.trim().split(/\s+/);
  const description = actions.find((each) => each.action === action);
  if (!description) throw new ClusterRefusal('unknown-action', `There is no command "${action}". Try "help".`);
  const args: Record<string, unknown> = {};
  for (const word of words) {
    const [, name, value] = /^([A-Za-z]+)=(.*)$/.exec(word) ?? [];
    const key = name ?? placeFor(description, args, word);
    const argument = key === undefined ? undefined : description.arguments[key];
    if (key === undefined || !argument) {
      throw new ClusterRefusal('bad-arguments', `${action} takes ${takes(description)}, not "${word}".`);
    }
    args[key] = valueOf(argument, value ?? word);
  }
  return { action, args };
}

/** The first argument still open that this word could be; one that may be left out is, if the word does not fit it. */
function placeFor(description: ActionDescription, taken: Readonly<Record<string, unknown>>, word: string) {
  const open = Object.entries(description.arguments).filter(([name]) => !Object.hasOwn(taken, name));
  return open.find(([, argument]) => !argument.optional || fits(argument, word))?.[0];
}

const fits = ({ values }: ActionArgument, word: string): boolean => values?.includes(word) ?? true;

/** Logins and telephone numbers stay text; amounts are numbers. */
function valueOf({ kind }: ActionArgument, word: string): string | number {
  return (kind === 'ms' || kind === 'percent') && word !== '' ? Number(word) : word;
}

function takes({ arguments: all }: ActionDescription): string {
  return Object.keys(all).join(', ') || 'no arguments';
}

/** `slow MS [publisher|subscriber]` */
export function spell({ action, arguments: all }: ActionDescription): string {
  const words = Object.entries(all).map(([name, { values, optional }]) => {
    const word = values?.join('|') ?? name.toUpperCase();
    return optional ? `[${word}]` : word;
  });
  return [action, ...words].join(' ');
}
