/** One node's process as the main process sees it: started, spoken to, killed, noticed when it is gone. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { ClusterRefusal } from '../../src/cluster/contract.ts';
import { PortBusy } from '../network/listen.ts';
import type { FromNode, NodeAnswer, ToNode } from './messages.ts';

export interface Child {
  readonly pid: number;
  readonly port: number;
  tell(message: ToNode): void;
  /** Rejects with `ClusterRefusal`; resolves with `undefined` when no answer comes: dead, or stopped by a signal. */
  ask(question: { readonly type: 'status' } | Omit<ToNode & { type: 'fault' }, 'id'>): Promise<NodeAnswer | undefined>;
  /** By `kill -9`. Resolves when it is gone. */
  kill(): Promise<void>;
}

export interface ChildHooks {
  /** Mail, log, complaints. */
  readonly onMessage: (message: FromNode) => void;
  /** However it came about; called once. */
  readonly onGone: () => void;
}

/** Ms to wait for an answer: a process that is stopped (SIGSTOP) gives none. */
const answerMs = 3000;

/** From the sources with their loader; or, where this file is part of a bundle, the bundle beside it. */
const programOf = (here: string): readonly [program: string, execArgv: string[]] =>
  here.endsWith('.ts')
    ? [join(dirname(here), '../node-process.ts'), ['--import', import.meta.resolve('tsx')]]
    : [join(dirname(here), 'node-process.mjs'), []];

/** Rejects with `PortBusy`, or with what else kept the node from beginning. */
export async function startChild(begin: ToNode & { type: 'begin' }, hooks: ChildHooks): Promise<Child> {
  const [program, execArgv] = programOf(import.meta.filename);
  const process = fork(program, [], { execArgv, serialization: 'json' });
  const questions = new Map<number, (answer: NodeAnswer | undefined) => void>();
  let ids = 0;
  let gone = false;

  const tell = (message: ToNode): void => {
    // A process that was killed a moment ago still counts as connected. With nobody to take it the failure would end this
    // process; its exit tells whoever waits for an answer.
    if (process.connected) process.send(message, () => undefined);
  };
  const exited = once(process, 'exit').then(() => {
    gone = true;
    for (const done of [...questions.values()]) done(undefined);
  });

  const port = await new Promise<number>((resolve, reject) => {
    process.on('message', (message: FromNode) => {
      if (message.type === 'listening') resolve(message.port);
      else if (message.type === 'failed') {
        reject(
          message.busyPort === undefined
            ? new Error(message.message)
            : new PortBusy(message.busyPort, begin.setup.host),
        );
      } else if (message.type === 'answer') questions.get(message.id)?.(message.answer);
      else hooks.onMessage(message);
    });
    process.once('error', reject);
    void exited.then(() => reject(new Error(`The process of the ${begin.setup.node} ended before it had begun.`)));
    tell(begin);
  });
  void exited.then(() => hooks.onGone());

  return {
    pid: process.pid ?? 0,
    port,
    tell,
    async ask(question) {
      const id = (ids += 1);
      const answer = await new Promise<NodeAnswer | undefined>((resolve) => {
        const timer = setTimeout(() => resolve(undefined), answerMs);
        questions.set(id, (given) => {
          clearTimeout(timer);
          resolve(given);
        });
        if (gone) questions.get(id)?.(undefined);
        else tell({ ...question, id });
      });
      questions.delete(id);
      if (answer?.kind === 'refused') throw new ClusterRefusal(answer.code, answer.message);
      return answer;
    },
    async kill() {
      process.kill('SIGKILL');
      await exited;
    },
  };
}
