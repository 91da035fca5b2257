/**
 * Where a gadget of the layout can be loaded from: its absolute address, and the same path on each of its `alternateHosts`, in
 * their order (finesse.md §1.8). Knows no network, nor which hosts a deployment allows.
 */
import type { LayoutGadget } from './layout.ts';

/** One place to load a gadget from. */
export interface GadgetAddress {
  /** `https://host:port`. */
  readonly origin: string;
  /** As people read it: host and port. */
  readonly host: string;
  readonly url: string;
}

const absolute = /^(https?):\/\/([^/?#]+)(.*)$/i;
const hostAndPort = /^([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}))(:[0-9]{1,5})?$/;
const usualPort: Readonly<Record<string, string>> = { http: ':80', https: ':443' };

/**
 * None for a relative address, where `alternateHosts` means nothing (documented); and none for one with a user's name in it. An
 * alternate host without a port has that of the first (assumed).
 */
export function gadgetAddresses({
  url,
  alternateHosts,
}: Pick<LayoutGadget, 'url' | 'alternateHosts'>): readonly GadgetAddress[] {
  const [, scheme = '', authority = '', rest = ''] = absolute.exec(url) ?? [];
  const first = hostAndPort.exec(authority);
  if (!first) return [];
  const port = first[2] ?? '';
  const hosts = [authority, ...alternateHosts.map((host) => (host.includes(':') ? host : `${host}${port}`))];
  const spelt = scheme.toLowerCase();
  const addresses = hosts.map((each) => {
    const lower = each.toLowerCase();
    const usual = usualPort[spelt] ?? '';
    // As browsers write an origin: without the port that goes without saying.
    const host = usual !== '' && lower.endsWith(usual) ? lower.slice(0, -usual.length) : lower;
    return { origin: `${spelt}://${host}`, host, url: `${spelt}://${host}${rest.startsWith('/') ? rest : `/${rest}`}` };
  });
  return addresses.filter(({ origin }, at) => addresses.findIndex((each) => each.origin === origin) === at);
}
