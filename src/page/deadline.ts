/** Waiting with an end. */

export class DeadlineMissed extends Error {
  override readonly name = 'DeadlineMissed';
  readonly code = 'deadline';
}

/** Settles as `promise` does, or rejects with `DeadlineMissed` after `ms`. */
export function within<Value>(promise: Promise<Value>, ms: number, what: string): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DeadlineMissed(`${what} took longer than ${ms} ms`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
