/** Lab actions under way: each is settled once, by the cluster's answer or by its deadline. Knows no ports. */
import type { ClientToCluster, ClusterToClient } from '../protocol.ts';

/** `code` is `deadline`, `not-clonable`, or the cluster's own (see `ClusterClient`). */
export class LabRefused extends Error {
  override readonly name = 'LabRefused';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type LabMessage = Extract<ClientToCluster, { type: 'lab' }>;
type LabAnswer = Extract<ClusterToClient, { type: 'lab-done' | 'lab-refused' }>;

export interface LabCalls {
  call(action: string, args: Readonly<Record<string, unknown>>): Promise<void>;
  settle(answer: LabAnswer): void;
}

/** Real time: an action takes milliseconds; a first start of the worker a second. */
const answerWithinMs = 10_000;

export function createLabCalls(send: (message: LabMessage) => void, withinMs = answerWithinMs): LabCalls {
  const pending = new Map<string, { readonly resolve: () => void; readonly reject: (error: LabRefused) => void }>();
  return {
    call(action, args) {
      const id = crypto.randomUUID();
      return new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          pending.delete(id);
          reject(new LabRefused('deadline', `The cluster has not answered "${action}" within ${withinMs} ms.`));
        }, withinMs);
        const done = (end: () => void): void => {
          clearTimeout(timer);
          pending.delete(id);
          end();
        };
        pending.set(id, { resolve: () => done(resolve), reject: (error) => done(() => reject(error)) });
        try {
          send({ type: 'lab', id, action, args: structuredClone(args) });
        } catch {
          pending.get(id)?.reject(new LabRefused('bad-arguments', `The arguments of "${action}" are not plain data.`));
        }
      });
    },
    settle(answer) {
      const waiting = pending.get(answer.id);
      if (answer.type === 'lab-done') waiting?.resolve();
      else waiting?.reject(new LabRefused(answer.code, answer.message));
    },
  };
}
