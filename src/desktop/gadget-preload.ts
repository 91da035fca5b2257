/**
 * Fetches the gadgets' modules while the page still finds out who is signed in: after a reload that is known only when the
 * core has answered, and by then every module is there. Whose gadgets: those of the roles that worked here last, which
 * stand in the page's storage; whoever comes with others has only fetched a few files too many, once.
 *
 * Nothing is evaluated before its time: a module that is preloaded waits for its gadget.
 */
import type { Layout } from '../wire/layout.ts';
import { roles as knownRoles, type Role } from '../wire/user.ts';
import { chooseRoleLayout, everyGadget, ownGadgetName } from './layout-choice.ts';

const rolesKey = 'understudy:last-roles';

export interface GadgetPreload {
  readonly layout: Layout;
  /** Module URL of a gadget of this build, by its name. */
  readonly gadgetUrl: (name: string) => string | undefined;
  readonly memory: Storage | undefined;
  /** Where the links go. */
  readonly head: HTMLElement;
}

/** Modules that the last agent's desktop will ask for; without one, none. Returns their URLs. */
export function preloadGadgets({ layout, gadgetUrl, memory, head }: GadgetPreload): readonly string[] {
  const roles = recallRoles(memory);
  const chosen = roles.length > 0 ? chooseRoleLayout(layout, roles) : undefined;
  const names = (chosen ? everyGadget(chosen) : []).map(ownGadgetName);
  const urls = [...new Set(names)].flatMap((name) => (name === undefined ? [] : (gadgetUrl(name) ?? [])));
  head.append(
    ...urls.map((url) => {
      const link = document.createElement('link');
      link.rel = 'modulepreload';
      link.href = url;
      return link;
    }),
  );
  return urls;
}

/** Who works here now, for the next start of the page. */
export function rememberRoles(memory: Storage | undefined, roles: readonly Role[]): void {
  try {
    memory?.setItem(rolesKey, roles.join(' '));
  } catch {
    // A page that may not store starts a little slower next time.
  }
}

function recallRoles(memory: Storage | undefined): readonly Role[] {
  try {
    const words = (memory?.getItem(rolesKey) ?? '').split(' ');
    return knownRoles.filter((role) => words.includes(role));
  } catch {
    return [];
  }
}
