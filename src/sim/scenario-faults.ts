/** The lab's actions as commands: a line with an action's name and its arguments, as a fault. */
import type { WorldFault } from './contract.ts';
import { faultCatalogue, parseFault } from './fault-arguments.ts';
import type { FaultArgument } from './fault-arguments.ts';
import { ScenarioProblem } from './scenario-contract.ts';

/**
 * Each word goes to the first argument that is free and takes it; `name=value` says it outright. Throws
 * `ScenarioProblem` for an unknown action or a word too many, `ClusterRefusal` for arguments that do not fit.
 */
export function faultCommand(line: string): WorldFault {
  const [action = '', ...words] = line.split(' ');
  const description = faultCatalogue.find((each) => each.action === action);
  if (!description) throw new ScenarioProblem(`there is no such command: ${line}`);
  const args: Record<string, unknown> = {};
  const free = (): [string, FaultArgument][] =>
    Object.entries(description.arguments).filter(([name]) => args[name] === undefined);
  for (const word of words) {
    const [, name, value] = /^(\w+)=(.+)$/.exec(word) ?? [];
    const argument = name === undefined ? undefined : description.arguments[name];
    if (name !== undefined && value !== undefined && argument) {
      args[name] = valueOf(argument, value);
      continue;
    }
    const taker = free().find(([, each]) => takes(each, word));
    if (!taker) throw new ScenarioProblem(`${action} does not know what to do with "${word}"`);
    args[taker[0]] = valueOf(taker[1], word);
  }
  return parseFault(action, args);
}

/** Could this word stand for this argument? The catalogue's own check follows. */
function takes(argument: FaultArgument, word: string): boolean {
  if (argument.kind === 'choice') return argument.values.includes(word);
  if (argument.kind === 'ms') return /^\d+$/.test(word);
  return true;
}

const valueOf = (argument: FaultArgument, word: string): unknown =>
  argument.kind === 'ms' && /^\d+$/.test(word) ? Number(word) : word;
