/** Checks of the deployment as this desktop sees it: GL-8, GL-9, GL-12 from the layout; GL-7 says where to look. */
import type { Layout, LayoutGadget } from '../../wire/layout.ts';
import { readProperties } from '../../wire/properties.ts';
import type { Check, Finding } from './contract.ts';

/** Gadgets per user at 2000 users, above which 8 vCPU are advised (GL-8). */
const mostXmlGadgets = 8;
const mostJspGadgets = 6;

/** Of the role that loads most: the one whose failover takes longest. */
function heaviestRole(layout: Layout): { readonly role: string; readonly gadgets: readonly LayoutGadget[] } {
  const roles = layout.roles.map(({ role, page, tabs }) => ({
    role,
    gadgets: [...page, ...tabs.flatMap(({ columns }) => columns.flatMap(({ gadgets }) => gadgets))],
  }));
  return roles.sort((left, right) => right.gadgets.length - left.gadgets.length)[0] ?? { role: 'Agent', gadgets: [] };
}

function pathOf(url: string): string {
  return url.replace(/[?#].*$/, '').toLowerCase();
}

export const spreadCheck: Check = {
  id: 'GL-7',
  title: 'Agents are spread over both nodes',
  run: () => ({
    verdict: 'not-known',
    words: 'One desktop does not see where the others are.',
    advice: 'Give half of the teams the other node as their bookmark; the planner shows what it is worth.',
  }),
};

export const gadgetCheck: Check = {
  id: 'GL-8',
  title: 'Few gadgets, of the quick kind',
  run: ({ layout }): Finding => {
    const { role, gadgets } = heaviestRole(layout);
    const jsp = gadgets.filter(({ url }) => pathOf(url).endsWith('.jsp'));
    const [slow] = jsp;
    if (slow) {
      return {
        verdict: 'costs-time',
        words: `${jsp.length} of ${gadgets.length} gadgets of ${role} are JSP pages, which load about three times as long: ${jsp.map(({ id }) => id).join(', ')}.`,
        advice: `Give each its XML form, as ${pathOf(slow.url).replace(/\.jsp$/, '.xml')}.${jsp.length > mostJspGadgets ? ' More than 6 at 2000 users want 8 vCPU.' : ''}`,
      };
    }
    if (gadgets.length > mostXmlGadgets) {
      return {
        verdict: 'costs-time',
        words: `${role} loads ${gadgets.length} gadgets. More than 8 per user at 2000 users want 8 vCPU.`,
        advice: 'Give teams a layout of their own with what they use.',
      };
    }
    return { verdict: 'good', words: `${role} loads ${gadgets.length} gadgets, none of them a JSP page.` };
  },
};

export const secondaryCheck: Check = {
  id: 'GL-9',
  title: 'Secondary resources are there already',
  run: async ({ layout, missingSecondary }): Promise<Finding> => {
    if (!readProperties(layout.configs).properties.preLoadSecondaryResources) {
      return {
        verdict: 'costs-time',
        words: 'preLoadSecondaryResources is off: the rest is fetched in the middle of a failover.',
        advice: 'Set it to true, its default.',
      };
    }
    const missing = await missingSecondary().catch(() => undefined);
    if (missing === undefined) {
      return {
        verdict: 'costs-time',
        words: 'No service worker answers for this page: a reload needs the server.',
        advice: 'Open the desktop without ?no-sw, not in a private window, and not with Shift-reload.',
      };
    }
    if (missing > 0) {
      return {
        verdict: 'costs-time',
        words: `${missing} files are still to come; they are fetched when the desktop is idle.`,
        advice: 'Check again in a minute. If they stay away, the storage is full.',
      };
    }
    return { verdict: 'good', words: 'Everything is precached; a reload needs no server.' };
  },
};

export const hostsCheck: Check = {
  id: 'GL-12',
  title: 'Hosts of external gadgets answer',
  run: async ({ layout, answers, address }): Promise<Finding> => {
    const every = layout.roles.flatMap(({ page, tabs }) => [
      ...page,
      ...tabs.flatMap(({ columns }) => columns.flatMap(({ gadgets }) => gadgets)),
    ]);
    const origins = new Set<string>();
    for (const { url, alternateHosts } of every) {
      for (const host of [url, ...alternateHosts.map((alternate) => `https://${alternate}`)]) {
        const origin = URL.canParse(host) ? new URL(host).origin : address.origin;
        if (origin !== address.origin) origins.add(origin);
      }
    }
    if (origins.size === 0) return { verdict: 'good', words: 'No gadget comes from another host.' };
    const looks = await Promise.all([...origins].map(async (origin) => ({ origin, look: await answers(origin) })));
    const silent = looks.filter(({ look }) => look === 'unreachable-or-not-trusted').map(({ origin }) => origin);
    const forbidden = looks.filter(({ look }) => look === 'not-allowed-by-policy').map(({ origin }) => origin);
    if (silent.length > 0) {
      return {
        verdict: 'problem',
        words: `Unreachable, or with a certificate that this browser does not accept: ${silent.join(', ')}.`,
        advice: 'Open each address in a tab of its own: the browser then says which it is.',
      };
    }
    if (forbidden.length > 0) {
      return {
        verdict: 'not-known',
        words: `This page’s security policy does not let it ask ${forbidden.join(', ')}.`,
        advice: 'Open each address in a tab of its own.',
      };
    }
    return { verdict: 'good', words: `${origins.size} other hosts answer.` };
  },
};
