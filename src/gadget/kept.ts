/**
 * `@kept`: a reactive property that survives reload, crash, failover and the re-creation of its element. It is restored
 * before the first render and saved soon after each assignment. This file knows the registry and the versions; when to
 * restore and save is the base class's business.
 *
 * Saved on assignment only: write `this.notes = [...this.notes, note]`, not `this.notes.push(note)`.
 */
import type { ReactiveElement } from 'lit';
import type { CacheNamespace } from '../cache/contract.ts';
import { CacheFailure } from '../cache/contract.ts';

export interface KeptOptions {
  /** Schema version of the value; default 1. Raise it together with a `migrate`. */
  readonly version?: number;
  /**
   * Turns a value of an older version into one of this. What it throws is a fault of the gadget at step `restore`; the
   * old record is kept aside under `<key>~broken`, so that a restart begins with the default and nothing is lost.
   */
  readonly migrate?: (oldValue: unknown, oldVersion: number) => unknown;
  /** Under which it is kept; default the property's name. */
  readonly key?: string;
  /**
   * What another tab of the same agent assigns appears here too; default true. Without it two tabs would overwrite each
   * other's lists. `false` for what belongs to one tab, such as a selection.
   */
  readonly follow?: boolean;
}

export interface KeptProperty {
  readonly property: string;
  readonly key: string;
  readonly version: number;
  readonly migrate: KeptOptions['migrate'];
  readonly follow: boolean;
}

const registry = new WeakMap<object, KeptProperty[]>();

/**
 * Property decorator: what is assigned survives reload, crash, failover and the re-creation of the element. Back before
 * the first render; saved soon after each assignment, so `this.list = [...this.list, one]`, not `push`. The value is
 * structured-clonable data.
 */
export function kept(options: KeptOptions = {}): (prototype: ReactiveElement, property: string) => void {
  return (prototype, property) => {
    const constructor = prototype.constructor as typeof ReactiveElement;
    constructor.createProperty(property, { attribute: false });
    const own = registry.get(constructor) ?? [];
    const { version = 1, migrate, key = property, follow = true } = options;
    registry.set(constructor, [...own, { property, key: `kept.${key}`, version, migrate, follow }]);
  };
}

const gathered = new WeakMap<object, readonly KeptProperty[]>();

/** All kept properties of a class, those of its parents first. Asked for by elements: the class is whole by then. */
export function keptPropertiesOf(constructor: object): readonly KeptProperty[] {
  const known = gathered.get(constructor);
  if (known) return known;
  const parent = Object.getPrototypeOf(constructor) as object | null;
  const all = [...(parent ? keptPropertiesOf(parent) : []), ...(registry.get(constructor) ?? [])];
  gathered.set(constructor, all);
  return all;
}

/** Ends of keys under which old records stay: a migration threw, or the value is of a newer build. */
const asideEnd = { broken: '~broken', newer: '~newer' } as const;

async function setAside(cache: CacheNamespace, key: string, record: { value: unknown; version: number }, end: string) {
  await cache.put(key + end, record.value, { version: record.version }).catch(() => undefined);
  await cache.delete(key).catch(() => undefined);
}

/**
 * The value to begin with, in `{ value }`, or `undefined` for the default. Rejects when the migration throws, or when the
 * cache cannot read now what it may hold.
 */
export async function restoreKept(
  cache: CacheNamespace,
  kept: KeptProperty,
): Promise<{ readonly value: unknown } | undefined> {
  const record = await cache.get(kept.key).catch((cause: unknown) => {
    // A corrupt record was put aside by the cache: the gadget begins anew.
    if (cause instanceof CacheFailure && cause.code === 'corrupt') return undefined;
    throw cause;
  });
  if (!record) return undefined;
  if (record.version === kept.version) return { value: record.value };
  if (record.version > kept.version || !kept.migrate) {
    // An older build than the one that wrote it, or a version declared incompatible: not an error, nor to be overwritten.
    await setAside(cache, kept.key, record, asideEnd.newer);
    return undefined;
  }
  try {
    const value = await kept.migrate(record.value, record.version);
    await cache.put(kept.key, value, { version: kept.version }).catch(() => undefined);
    return { value };
  } catch (cause) {
    await setAside(cache, kept.key, record, asideEnd.broken);
    throw new Error(`"${kept.property}" of version ${record.version} could not be migrated to ${kept.version}`, {
      cause,
    });
  }
}
