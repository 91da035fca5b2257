/**
 * `gadgetHosts` in `config.json` beside the page: the hosts that gadgets of the layout may be loaded from besides this one, by
 * origin, and what each may see and do. Checked by the build as well (`tools/rollup/gadget-hosts.mjs`), which lets the content
 * security policy name them. Throws what a person can read.
 */
import { SiteConfigError } from './site-config.ts';

/** Slices of the view and actions, by name; the page that grants them knows which there are. */
export interface GadgetHostGrant {
  readonly sees: readonly string[];
  readonly may: readonly string[];
}

export async function fetchGadgetHosts(url: string): Promise<ReadonlyMap<string, GadgetHostGrant>> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new SiteConfigError('no-config', `config.json could not be read: the server answered ${response.status}.`);
  }
  return readGadgetHosts(await response.text());
}

/** `text` is the file's; none when it has no `gadgetHosts`. Throws `SiteConfigError`. */
export function readGadgetHosts(text: string): ReadonlyMap<string, GadgetHostGrant> {
  const hosts = (fieldsOf(parse(text), 'the file') ?? {})['gadgetHosts'];
  const entries = Object.entries(fieldsOf(hosts, 'gadgetHosts') ?? {});
  return new Map(
    entries.map(([origin, value]) => {
      const where = `gadgetHosts["${origin}"]`;
      if (!isOrigin(origin)) throw bad(`${where} must be named like "https://host:8445", without a path`);
      const grant = fieldsOf(value, where) ?? {};
      return [new URL(origin).origin, { sees: wordsOf(grant['sees'], where), may: wordsOf(grant['may'], where) }];
    }),
  );
}

const bad = (what: string): SiteConfigError => new SiteConfigError('bad-config', `config.json: ${what}.`);

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new SiteConfigError('bad-config', 'config.json is not JSON.');
  }
}

function fieldsOf(value: unknown, where: string): Readonly<Record<string, unknown>> | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw bad(`${where} must be an object`);
}

function wordsOf(value: unknown, where: string): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((word): word is string => typeof word === 'string')) return value;
  throw bad(`"sees" and "may" of ${where} are lists of names`);
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol } = new URL(text);
  return /^https?:$/.test(protocol) && [origin, `${origin}/`].includes(text);
}
