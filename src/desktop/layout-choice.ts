/** Which part of the layout an agent sees, and what a gadget of it is called. Pure; knows no element. */
import type { Layout, LayoutGadget, RoleLayout } from '../wire/layout.ts';
import type { Role } from '../wire/user.ts';

/** The highest role comes first: a supervisor is an agent too, and sees the supervisor's layout. */
const rolesByRank: readonly Role[] = ['Administrator', 'Supervisor', 'Agent'];

/** The layout of the highest of the user's roles that has one; else the agent's; else the first there is. */
export function chooseRoleLayout(layout: Layout, userRoles: readonly Role[]): RoleLayout | undefined {
  const byRole = (role: Role): RoleLayout | undefined => layout.roles.find((entry) => entry.role === role);
  const wanted = rolesByRank.filter((role) => userRoles.includes(role));
  return wanted.map(byRole).find((entry) => entry !== undefined) ?? byRole('Agent') ?? layout.roles[0];
}

/** The name under which the build knows a gadget of ours; `undefined` for a URL of another host. */
export function ownGadgetName(gadget: LayoutGadget): string | undefined {
  return /^(?:\.?\/)?gadgets\/([A-Za-z][\w-]*)\/?$/.exec(gadget.url)?.[1];
}

export function visibleGadgets(gadgets: readonly LayoutGadget[]): readonly LayoutGadget[] {
  return gadgets.filter((gadget) => !gadget.hidden);
}

/** Gadgets of a role that run without a place, wherever the layout names them. */
export function hiddenGadgets(layout: RoleLayout): readonly LayoutGadget[] {
  return everyGadget(layout).filter((gadget) => gadget.hidden);
}

/** In the order in which the layout names them. */
export const everyGadget = ({ page, tabs }: RoleLayout): readonly LayoutGadget[] => [
  ...page,
  ...tabs.flatMap(({ columns }) => columns.flatMap(({ gadgets }) => gadgets)),
];

/** By the gadget that shows and hides them (`managedBy`): the ids of those that it manages. */
export function managedByEach(layout: RoleLayout): ReadonlyMap<string, readonly string[]> {
  const managed = new Map<string, string[]>();
  for (const { id, managedBy } of everyGadget(layout)) {
    if (managedBy !== undefined) managed.set(managedBy, [...(managed.get(managedBy) ?? []), id]);
  }
  return managed;
}

/** A managed gadget stands where the layout has it while its manager shows it, and runs without a place otherwise. */
export function withManaged(layout: RoleLayout, shown: ReadonlySet<string>): RoleLayout {
  const asManaged = (gadget: LayoutGadget): LayoutGadget =>
    gadget.managedBy === undefined ? gadget : { ...gadget, hidden: !shown.has(gadget.id) };
  return {
    ...layout,
    page: layout.page.map(asManaged),
    tabs: layout.tabs.map((tab) => ({
      ...tab,
      columns: tab.columns.map(({ gadgets }) => ({ gadgets: gadgets.map(asManaged) })),
    })),
  };
}

/** How many gadgets somebody with these roles loads. */
export function gadgetCount(layout: Layout | undefined, roles: readonly Role[]): number {
  const chosen = layout && chooseRoleLayout(layout, roles);
  return chosen ? everyGadget(chosen).length : 0;
}
