/** Generator of desktop layouts that keep every rule: unique ids, one to four columns, managers that exist. */
import fc from 'fast-check';
import type { HeaderColumn, Layout, LayoutGadget, LayoutTab, RoleLayout } from '../layout.ts';
import { roles, type Role } from '../user.ts';
import { anyText, filledText, plain } from './text-arbitraries.ts';

/** A gadget without its id, which the role gives out. */
const gadgetBody = fc.record(
  {
    url: fc.constantFrom('gadgets/notes', '/3rdpartygadget/files/a.xml?x=1&y=2', 'https://host.example/g.xml'),
    hidden: fc.boolean(),
    maxRows: fc.integer({ min: 1, max: 500 }),
    alternateHosts: fc.array(fc.constantFrom('a.example', 'b.example:8445'), { maxLength: 2 }),
  },
  { ...plain, requiredKeys: ['url', 'hidden', 'alternateHosts'] },
);
type Made<Source> = Source extends fc.Arbitrary<infer Value> ? Value : never;

const tabBody = fc.record(
  {
    label: filledText,
    icon: anyText,
    columns: fc.array(fc.array(gadgetBody, { maxLength: 2 }), { minLength: 1, maxLength: 4 }),
  },
  plain,
);

const roleBody = fc.record(
  {
    page: fc.array(gadgetBody, { maxLength: 2 }),
    tabs: fc.array(tabBody, { minLength: 1, maxLength: 3 }),
    /** Whether the second gadget and those after it are managed by the first. */
    managed: fc.boolean(),
  },
  plain,
);

function numbered(role: Role, { page, tabs, managed }: Made<typeof roleBody>): RoleLayout {
  let next = 0;
  const named = (body: Made<typeof gadgetBody>): LayoutGadget => {
    next += 1;
    return { ...body, id: `g${next}_x-Y`, ...(managed && next > 1 ? { managedBy: 'g1_x-Y' } : {}) };
  };
  const pageGadgets = page.map(named);
  return {
    role,
    page: pageGadgets,
    tabs: tabs.map((tab, index): LayoutTab => ({
      id: `tab${index}`,
      label: tab.label,
      icon: tab.icon,
      columns: tab.columns.map((gadgets) => ({ gadgets: gadgets.map(named) })),
    })),
  };
}

const headerColumn = (side: HeaderColumn['side']) =>
  fc.array(fc.constantFrom('auto', '300px', '12.5%'), { maxLength: 2 }).map((widths) =>
    widths.map((width, index): HeaderColumn => ({
      side,
      width,
      components: [{ id: `${side}${index}`, url: 'desktop/logo' }],
    })),
  );

export const layout: fc.Arbitrary<Layout> = fc
  .record({
    version: anyText,
    configs: fc.dictionary(
      filledText.map((key) => key.trim()),
      anyText,
      { ...plain, maxKeys: 3 },
    ),
    left: headerColumn('left'),
    right: headerColumn('right'),
    roles: fc.subarray([...roles], { minLength: 1 }),
    bodies: fc.array(roleBody, { minLength: 3, maxLength: 3 }),
  })
  .map(({ version, configs, left, right, roles: chosen, bodies }): Layout => ({
    version,
    configs,
    header: [...left, ...right],
    roles: chosen.map((role, index) => numbered(role, bodies[index]!)),
  }));
