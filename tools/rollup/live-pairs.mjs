// `config.json` of a site: the pairs of real nodes that it may talk to (docs/deployment.md). The build checks it and lets
// the content security policy name them; the page reads it again (src/handover/site-config.ts).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkGadgetHosts } from './gadget-hosts.mjs';

export const siteConfigFile = join(import.meta.dirname, '../../public/config.json');

/** Throws one line that says what is wrong, and where. */
export function readSiteConfig(file = siteConfigFile) {
  let config;
  try {
    config = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error.message}`);
  }
  return checkSiteConfig(config, file);
}

export function checkSiteConfig(config, file = 'config.json') {
  const refuse = (where, what) => {
    throw new Error(`${file}: ${where} ${what}`);
  };
  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject(config?.pairs)) refuse('"pairs"', 'must be an object of pairs by name');
  for (const [name, pair] of Object.entries(config.pairs)) {
    if (!/^[\w.-]{1,64}$/.test(name)) refuse(`"${name}"`, 'is no name for a pair: letters, digits, ".", "-", "_"');
    for (const node of ['publisher', 'subscriber']) {
      if (!isOrigin(pair?.[node])) refuse(`pairs.${name}.${node}`, 'must be like "https://host:8445", without a path');
    }
    if (pair.chat !== undefined && !isOrigin(pair.chat))
      refuse(`pairs.${name}.chat`, 'must be like "https://host:8447", without a path');
    if (originOf(pair.publisher) === originOf(pair.subscriber)) refuse(`pairs.${name}`, 'names one node twice');
  }
  checkGadgetHosts(config.gadgetHosts, refuse);
  return config;
}

const originOf = (value) => new URL(value).origin;
const isOrigin = (value) =>
  typeof value === 'string' &&
  URL.canParse(value) &&
  /^https?:$/.test(new URL(value).protocol) &&
  [originOf(value), `${originOf(value)}/`].includes(value);

/** Every node's, once. */
export const originsOf = ({ pairs }) => [
  ...new Set(Object.values(pairs).flatMap((pair) => [pair.publisher, pair.subscriber].map(originOf))),
];

const webSocketOf = (origin) => origin.replace(/^http/, 'ws');

/** What the policy's connect-src must name: every node, for requests and for WebSockets; chat services for these alone. */
export function connectSources(config) {
  const nodes = originsOf(config).flatMap((origin) => [origin, webSocketOf(origin)]);
  const chats = Object.values(config.pairs).flatMap(({ chat }) =>
    chat === undefined ? [] : [webSocketOf(originOf(chat))],
  );
  return [...new Set([...nodes, ...chats])];
}
