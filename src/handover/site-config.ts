/**
 * `config.json` beside the page: the pairs of real nodes that this site may talk to, by name. The only source of a node's
 * address: the page's own address names a pair, never a URL. Throws what a person can read.
 */
import { nodeNames, type NodeName } from '../wire/names.ts';

export interface NodePair {
  readonly name: string;
  /** Origins, `https://host:port`. */
  readonly nodes: Readonly<Record<NodeName, string>>;
  /** Origin of the chat service; absent: there is none. */
  readonly chat?: string;
}

export class SiteConfigError extends Error {
  override readonly name = 'SiteConfigError';
  readonly code: 'no-config' | 'bad-config' | 'unknown-pair';
  constructor(code: SiteConfigError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export async function fetchPair(url: string, name: string): Promise<NodePair> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new SiteConfigError('no-config', `config.json could not be read: the server answered ${response.status}.`);
  }
  return readPair(await response.text(), name);
}

/** `text` is the file's. Throws `SiteConfigError`. */
export function readPair(text: string, name: string): NodePair {
  const pairs = fieldsOf(fieldsOf(parse(text), 'config.json')['pairs'], 'pairs');
  if (!Object.hasOwn(pairs, name)) {
    const known = Object.keys(pairs).join(', ') || 'none';
    throw new SiteConfigError('unknown-pair', `config.json names no pair “${name}” (it has: ${known}).`);
  }
  const pair = fieldsOf(pairs[name], `pairs.${name}`);
  const [publisher, subscriber] = nodeNames.map((node) => originOf(pair[node], `pairs.${name}.${node}`));
  if (publisher === undefined || subscriber === undefined || publisher === subscriber) {
    throw new SiteConfigError('bad-config', `config.json: pairs.${name} must have two nodes that differ.`);
  }
  const chat = pair['chat'] === undefined ? undefined : originOf(pair['chat'], `pairs.${name}.chat`);
  return { name, nodes: { publisher, subscriber }, ...(chat !== undefined && { chat }) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new SiteConfigError('bad-config', 'config.json is not JSON.');
  }
}

function fieldsOf(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new SiteConfigError('bad-config', `config.json: ${where} must be an object.`);
}

function originOf(value: unknown, where: string): string {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  // Nothing but an origin: the path is the API's, and a password has no place in a public file.
  if (url && /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(String(value)))
    return url.origin;
  throw new SiteConfigError('bad-config', `config.json: ${where} must be like "https://host:8445", without a path.`);
}
