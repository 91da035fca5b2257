/** The operator at the keyboard: one line, one order. Knows how to read and to print, and leaves the rest to others. */
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { ClusterRefusal } from '../../src/cluster/contract.ts';
import type { ClusterLogEntry } from '../../src/cluster/contract.ts';
import { readCommand } from './command-line.ts';
import type { Operator } from './operator.ts';
import { helpText, logText, statusText } from './words.ts';

export interface Prompt {
  log(entry: ClusterLogEntry): void;
  say(text: string): void;
  close(): void;
}

/** `onQuit`: the operator wants to end the lab. The end of the input is no such wish: the lab may run without a keyboard. */
export function openPrompt(operator: Operator, input: Readable, output: Writable, onQuit: () => void): Prompt {
  let shown = false;
  const say = (text: string): void => {
    output.write(`${text}\n`);
  };
  const carryOut = async (line: string): Promise<void> => {
    const word = line.trim().toLowerCase();
    if (word === '') return;
    if (word === 'help') say(helpText());
    else if (word === 'status') say(statusText(await operator.status()));
    else if (word === 'quit' || word === 'exit') onQuit();
    else if (word === 'log on' || word === 'log off') shown = word === 'log on';
    else {
      const { action, args } = readCommand(line);
      await operator.do(action, args);
      say('done');
    }
  };
  const lines = createInterface({ input, terminal: false });
  let last = Promise.resolve();
  lines.on('line', (line) => {
    // One after the other, in the order of typing.
    last = last.then(() => carryOut(line)).catch((error: unknown) => say(complaint(error)));
  });
  return {
    log(entry) {
      if (shown) say(logText(entry));
    },
    say,
    close: () => lines.close(),
  };
}

function complaint(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof ClusterRefusal ? message : `That failed: ${message}`;
}
