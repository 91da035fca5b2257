// `gadgetHosts` in a site's config.json: the hosts that gadgets may be loaded from (docs/deployment.md). Beside `pairs`, read by
// `live-pairs.mjs`; the page reads them again (src/handover/gadget-hosts.ts).

/** Throws one line that says what is wrong, and where. */
export function checkGadgetHosts(hosts, refuse) {
  if (hosts === undefined) return;
  if (typeof hosts !== 'object' || hosts === null || Array.isArray(hosts)) refuse('"gadgetHosts"', 'must be an object');
  for (const [origin, grant] of Object.entries(hosts)) {
    const where = `gadgetHosts["${origin}"]`;
    if (!isOrigin(origin)) refuse(where, 'must be named like "https://host:8445", without a path');
    for (const list of [grant?.sees ?? [], grant?.may ?? []]) {
      if (!Array.isArray(list) || !list.every((word) => typeof word === 'string'))
        refuse(where, 'has "sees" and "may", which are lists of names');
    }
  }
}

const isOrigin = (text) => {
  if (!URL.canParse(text)) return false;
  const { origin, protocol } = new URL(text);
  return /^https?:$/.test(protocol) && [origin, `${origin}/`].includes(text);
};

/** What the policy's frame-src names besides the site and the nodes. */
export const gadgetOrigins = ({ gadgetHosts = {} }) => Object.keys(gadgetHosts).map((origin) => new URL(origin).origin);
