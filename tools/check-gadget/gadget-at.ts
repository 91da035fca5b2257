/** From a path on the command line to a gadget that can be checked. Reads the layout for the role that it is made for. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseLayout } from '../../src/wire/layout-codec.ts';
import type { GadgetUnderCheck } from './contract.ts';

/** There is no gadget at that place. */
export class NoSuchGadget extends Error {
  override readonly name = 'NoSuchGadget';
}

/** `path`: the gadget's folder, from `root`; a name alone is one below `gadgets/`. */
export function gadgetAt(root: string, path: string): GadgetUnderCheck {
  const folder = [resolve(root, path), join(root, 'gadgets', path)].find((one) => existsSync(join(one, 'index.ts')));
  if (folder === undefined)
    throw new NoSuchGadget(`There is no gadget at ${path}: a folder with an index.ts is wanted.`);
  const name = basename(folder);
  return { name, file: join(folder, 'index.ts'), role: roleOf(root, name) };
}

/** The agent's, unless only supervisors, or only administrators, have it. */
function roleOf(root: string, name: string): GadgetUnderCheck['role'] {
  const { roles } = parseLayout(readFileSync(join(root, 'public/layout.xml'), 'utf8'));
  const having = roles
    .filter(({ page, tabs }) =>
      [...page, ...tabs.flatMap(({ columns }) => columns.flatMap(({ gadgets }) => gadgets))].some(({ url }) =>
        url.endsWith(`gadgets/${name}`),
      ),
    )
    .map(({ role }) => role);
  return (['Agent', 'Supervisor', 'Administrator'] as const).find((role) => having.includes(role)) ?? 'Agent';
}
