/**
 * A caller's wish as the write that is kept, told and compared: stamped so that it wins over everything this page knows, and
 * signed with the page's name. Pure; decides nothing about when it is written.
 */
import type { CacheEffect, CacheInput } from './cache-core-contract.ts';
import type { MemoryCopy } from './memory-copy.ts';
import type { Operation, Stamp } from './operation.ts';

export const signed = (savedAt: number, instance: string | undefined): Stamp =>
  instance === undefined ? { savedAt } : { savedAt, by: instance };

export function operationOf(
  input: Extract<CacheInput, { type: 'put' | 'delete' | 'clear' }>,
  memory: MemoryCopy,
  instance: string | undefined,
): Operation {
  const { owner, time } = input;
  if (input.type === 'clear') {
    const savedAt = memory.timeForAll(owner, input.name, time);
    return { kind: 'clear', owner, ...(input.name === undefined ? {} : { name: input.name }), savedAt };
  }
  const { name, key } = input;
  const stamp = signed(memory.timeFor(owner, name, key, time), instance);
  if (input.type === 'delete') return { kind: 'delete', owner, name, key, ...stamp };
  const { value, text, version, ttlMs } = input;
  const content = text === undefined ? { value } : { text };
  const expiry = ttlMs === undefined ? {} : { expiresAt: stamp.savedAt + ttlMs };
  return { kind: 'put', record: { owner, name, key, ...content, version, ...stamp, ...expiry } };
}

type Write = Extract<CacheEffect, { type: 'write' }>;

/** Put without looking: what another tab has written over since must not come back by it. The journal is looked at. */
export const lastWords = (effect: Write, memory: MemoryCopy): Write => ({
  ...effect,
  operations: effect.operations.filter((operation) => !memory.isOutdated(operation)),
});
