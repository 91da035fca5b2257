// The import wall: a file may import only what house.config.mjs allows its folder. Own folder and packages are free,
// packages apart from the few that belong to one place.
import { dirname, relative, resolve, sep } from 'node:path';
import { house } from '../../house.config.mjs';

const root = resolve(import.meta.dirname, '../..');
// Longest first: `src/worker/client` before `src/worker`.
const rooms = Object.keys(house).sort((a, b) => b.length - a.length);

/** The room that a file of this repository is in, if any. */
export function roomOf(file) {
  const path = relative(root, file).split(sep).join('/');
  return rooms.find((room) => path.startsWith(`${room}/`));
}

/** Packages that only one file or room may touch, with the reason that the message gives. */
const keptPackages = [
  { name: /^comlink$/, where: /^src\/thread\//, why: 'all Comlink use stands in src/thread/rpc.ts' },
  {
    name: /^idb$/,
    where: /^src\/(cache|worker|mock|handover)\//,
    why: 'IndexedDB is opened in src/cache, src/worker, src/mock and src/handover',
  },
  { name: /^fast-xml-parser$/, where: /^src\/wire\//, why: 'XML is read and written in src/wire' },
  {
    name: /^lit(\/|$)/,
    where: /^(src\/(gadget|desktop|lab|page)|gadgets)\//,
    why: 'Lit runs in pages only',
  },
  { name: /^(ws|ltx)$/, where: /^server\//, why: 'sockets and stanzas of the lab server' },
  { name: /^@xmpp\//, where: /^src\/worker\//, why: 'the live link alone speaks XMPP' },
  { name: /^workbox-window$/, where: /^src\/page\//, why: 'the page registers the service worker in src/page' },
  { name: /^workbox-(?!window)/, where: /^sw\//, why: 'the service worker alone uses it' },
];

export const houseRule = {
  meta: {
    type: 'problem',
    docs: { description: 'imports follow house.config.mjs' },
    schema: [],
    messages: {
      wall: '{{from}} may not import {{to}} (house.config.mjs)',
      typesOnly: '{{from}} may import only types from {{to}} (house.config.mjs)',
      kept: '{{name}} is not for {{from}}: {{why}}',
    },
  },
  create(context) {
    const from = roomOf(context.filename);
    if (!from) return {};
    const here = relative(root, context.filename).split(sep).join('/');
    const check = (node, typeOnly) => {
      const source = node.source?.value;
      if (typeof source !== 'string') return;
      if (!source.startsWith('.')) {
        const kept = keptPackages.find((entry) => entry.name.test(source) && !entry.where.test(here));
        if (kept) context.report({ node, messageId: 'kept', data: { name: source, from, why: kept.why } });
        return;
      }
      const to = roomOf(resolve(dirname(context.filename), source));
      if (!to || to === from) return;
      const room = house[from];
      if (room.mayImport.includes(to)) return;
      if (room.typesOnly?.includes(to)) {
        if (!typeOnly) context.report({ node, messageId: 'typesOnly', data: { from, to } });
        return;
      }
      context.report({ node, messageId: 'wall', data: { from, to } });
    };
    const isTypeOnly = (node) =>
      node.importKind === 'type' ||
      node.exportKind === 'type' ||
      (node.specifiers?.length > 0 &&
        node.specifiers.every((specifier) => specifier.importKind === 'type' || specifier.exportKind === 'type'));
    return {
      ImportDeclaration: (node) => check(node, isTypeOnly(node)),
      ExportNamedDeclaration: (node) => check(node, isTypeOnly(node)),
      ExportAllDeclaration: (node) => check(node, isTypeOnly(node)),
      ImportExpression: (node) => check(node, false),
      TSImportType: (node) =>
        check({ source: node.source ?? node.argument?.literal, loc: node.loc, type: node.type }, true),
    };
  },
};
