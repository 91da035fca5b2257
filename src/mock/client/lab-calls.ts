/** Lab actions under way: each is settled once, by the cluster's answer or by its deadline. Knows no ports. */
import type { ClientToCluster, ClusterToClient } from '../protocol.ts';

/** `code` is `deadline`, `cluster-gone` (the worker died: whether it was done is not known), or the cluster's own. */
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
  /** The cluster's worker has died: what was sent to it is not known to be done. */
  lost(): void;
}

interface Pending {
  sent: boolean;
  readonly resolve: () => void;
  readonly reject: (error: LabRefused) => void;
}

/** Real time: an action takes milliseconds; a first start of the worker a second. */
const answerWithinMs = 10_000;

/** `send` resolves when the message has left for the worker. */
export function createLabCalls(send: (message: LabMessage) => Promise<void>, withinMs = answerWithinMs): LabCalls {
  const pending = new Map<string, Pending>();
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
        const call: Pending = {
          sent: false,
          resolve: () => done(resolve),
          reject: (error) => done(() => reject(error)),
        };
        pending.set(id, call);
        try {
          void send({ type: 'lab', id, action, args: structuredClone(args) }).then(() => (call.sent = true));
        } catch {
          call.reject(new LabRefused('bad-arguments', `The arguments of "${action}" are not plain data.`));
        }
      });
    },
    lost() {
      for (const { sent, reject } of [...pending.values()]) {
        // What has not left yet will be sent to the next instance.
        if (!sent) continue;
        reject(new LabRefused('cluster-gone', 'The simulated cluster ended; whether this was done is not known.'));
      }
    },
    settle(answer) {
      const waiting = pending.get(answer.id);
      if (answer.type === 'lab-done') waiting?.resolve();
      else waiting?.reject(new LabRefused(answer.code, answer.message));
    },
  };
}
