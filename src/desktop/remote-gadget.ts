/**
 * A gadget of the layout that another host serves: checked against what the deployment allows, then made. Nothing is asked of
 * a host that is not named in `config.json`. Knows neither the gadget's place nor its life.
 */
import type { GadgetElement } from '../gadget/contract.ts';
import type { RemoteSource } from '../gadget/framed/remote-gadget.ts';
import { gadgetAddresses } from '../wire/layout-addresses.ts';
import type { LayoutGadget } from '../wire/layout.ts';
import { gadgetTexts as texts } from './gadget-texts.ts';
import { fill } from './locale.ts';
import { titleFromId } from './words.ts';

/** What frames of a host are granted. */
export type GadgetGrant = Pick<RemoteSource, 'sees' | 'may'>;
/** By origin, `https://host:port`: the hosts that the deployment lets gadgets come from. */
export type GadgetHosts = ReadonlyMap<string, GadgetGrant>;

/** The layout names a host for a gadget that the deployment does not allow, or an address that nothing can be loaded from. */
export class GadgetHostRefused extends Error {
  override readonly name = 'GadgetHostRefused';
  readonly code = 'gadget-host-refused';
  readonly hosts: readonly string[];
  constructor(message: string, hosts: readonly string[]) {
    super(message);
    this.hosts = hosts;
  }
}

/** Every host of the gadget must be allowed: one that is not is told, not passed over. Throws `GadgetHostRefused`. */
export function remoteSources(gadget: LayoutGadget, allowed: GadgetHosts): readonly RemoteSource[] {
  const addresses = gadgetAddresses(gadget);
  if (addresses.length === 0) throw new GadgetHostRefused(fill(texts.noSuchAddress, { url: gadget.url }), []);
  const sources = addresses.map(({ origin, host, url }) => ({ origin, url, host, grant: allowed.get(origin) }));
  const refused = sources.filter(({ grant }) => grant === undefined).map(({ origin }) => origin);
  if (refused.length > 0) {
    throw new GadgetHostRefused(fill(texts.otherHost, { hosts: refused.join(', ') }), refused);
  }
  return sources.map(({ url, host, grant = { sees: [], may: [] } }) => ({ url, host, ...grant }));
}

/** Throws `GadgetHostRefused`, or what reading the deployment's hosts throws. */
export async function makeRemoteGadget(
  gadget: LayoutGadget,
  allowed: () => Promise<GadgetHosts>,
): Promise<GadgetElement> {
  const sources = remoteSources(gadget, await allowed());
  const { RemoteGadget } = await import('../gadget/framed/remote-gadget.ts');
  const element = new RemoteGadget();
  element.setSources(titleFromId(gadget.id), sources);
  return element;
}
