/**
 * The calls of one copy of the call list by agent, found without asking every call: an hour of a full node has thousands of
 * them, and each step of one asks for somebody's several times. Derived from the record of calls and kept beside it, never in
 * the state; calls are put in and taken out only here. A record that is not known yet, from a snapshot, is read once.
 */
import { callType, loginIdsOn } from './calls.ts';
import type { Call } from './messages.ts';

type Calls = Record<string, Call>;

interface Index {
  readonly byAgent: Map<string, Set<string>>;
  /** Calls in which somebody listens to another. */
  readonly monitors: Set<string>;
}

const indexes = new WeakMap<Calls, Index>();

function indexOf(calls: Calls): Index {
  let index = indexes.get(calls);
  if (index) return index;
  index = { byAgent: new Map(), monitors: new Set() };
  indexes.set(calls, index);
  for (const call of Object.values(calls)) note(index, call);
  return index;
}

function note({ byAgent, monitors }: Index, call: Call): void {
  if (call.callType === callType.monitor) monitors.add(call.id);
  for (const loginId of loginIdsOn(call)) {
    const ids = byAgent.get(loginId);
    if (ids) ids.add(call.id);
    else byAgent.set(loginId, new Set([call.id]));
  }
}

function forget({ byAgent, monitors }: Index, call: Call): void {
  monitors.delete(call.id);
  for (const loginId of loginIdsOn(call)) {
    const ids = byAgent.get(loginId);
    ids?.delete(call.id);
    if (ids?.size === 0) byAgent.delete(loginId);
  }
}

/** Mostly the same people stay on it, in other states. */
function isListedAlike(before: Call, after: Call): boolean {
  if (before.callType !== after.callType || before.parties.length !== after.parties.length) return false;
  for (let index = 0; index < before.parties.length; index += 1) {
    if (before.parties[index]?.loginId !== after.parties[index]?.loginId) return false;
  }
  return true;
}

export function putCall(calls: Calls, call: Call): void {
  const index = indexOf(calls);
  const before = calls[call.id];
  if (!before || !isListedAlike(before, call)) {
    if (before) forget(index, before);
    note(index, call);
  }
  calls[call.id] = call;
}

/** In place: with thousands of calls a new record for each that ends would be most of the work. */
export function removeCall(calls: Calls, id: string): void {
  const before = calls[id];
  if (!before) return;
  forget(indexOf(calls), before);
  Reflect.deleteProperty(calls, id);
}

const inOrder = (calls: Calls, ids: ReadonlySet<string>): Call[] => {
  const found: Call[] = [];
  for (const id of ids) {
    const call = calls[id];
    if (call) found.push(call);
  }
  // As the record would list them: ids are numbers that count up.
  return found.length > 1 ? found.sort((one, other) => Number(one.id) - Number(other.id)) : found;
};

/** The calls that this agent has a leg on, oldest first. */
export function callsWith(calls: Calls, loginId: string): Call[] {
  const ids = indexOf(calls).byAgent.get(loginId);
  return ids ? inOrder(calls, ids) : [];
}

export function monitorsAmong(calls: Calls): readonly Call[] {
  const { monitors } = indexOf(calls);
  return monitors.size === 0 ? [] : inOrder(calls, monitors);
}
