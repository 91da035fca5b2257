/**
 * Writes docs/gadget-api.md: every export of the SDK (`src/gadget/index.ts`) with its signature and its docstring, read
 * from the sources by the TypeScript compiler, so that the page cannot say what the code does not. With `--check` it only
 * says whether the page is stale (exit 1). What the page says in its own words is here; all else is the sources'.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';

const root = join(import.meta.dirname, '..');
const entry = join(root, 'src/gadget/index.ts');
const page = join(root, 'docs/gadget-api.md');

const head = `<!-- Generated from src/gadget/index.ts by tools/gadget-api.ts (\`npm run docs:diagrams\`): do not edit. -->

# The SDK, name by name

All of it comes from \`src/gadget/index.ts\`; a gadget imports nothing else of the project. How it is put together:
[gadgets.md](gadgets.md). Times are in ms; a time of day is ms since 1970 by the node's clock.
`;

/** One exported name. */
export interface ApiEntry {
  readonly name: string;
  readonly kind: 'class' | 'function' | 'value' | 'type';
  /** Path of the file that declares it, below the root. */
  readonly file: string;
  /** Whether it comes from a package, and is documented there. */
  readonly origin: 'ours' | 'package';
  readonly doc: string;
  /** TypeScript, without bodies. */
  readonly signature: string;
  readonly members: readonly { readonly signature: string; readonly doc: string }[];
}

const headings: Readonly<Record<ApiEntry['kind'], string>> = {
  class: 'Classes',
  function: 'Functions and decorators',
  value: 'Values',
  type: 'Types',
};

/** The text of a doc comment, lines joined as they were, without stars. */
function docOf(node: ts.Node): string {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const last = docs.at(-1);
  if (!last) return '';
  return last
    .getText()
    .replace(/^\/\*\*\s?|\s*\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')
    .trim();
}

const flags = (node: ts.Declaration): ts.ModifierFlags => ts.getCombinedModifierFlags(node);

/** Called by Lit on a controller, by nobody else. */
const isLitsOwn = (name: string): boolean => /^host(Connected|Disconnected|Update|Updated)$/.test(name);

/** What a gadget's author can use or override: not `#x`, not `private`, nor what only Lit calls. */
function isOffered(member: ts.ClassElement): boolean {
  if (ts.isConstructorDeclaration(member)) return member.parameters.length > 0;
  if (!member.name || ts.isPrivateIdentifier(member.name) || ts.isSetAccessor(member)) return false;
  if (flags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Override)) return false;
  return !isLitsOwn(member.name.getText());
}

const collapse = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A declaration's own words up to its body or initial value. */
function signatureOf(node: ts.Node, checker: ts.TypeChecker): string {
  const source = node.getSourceFile();
  const start = node.getStart(source);
  const upTo = (end: number): string =>
    collapse(source.text.slice(start, end))
      .replace(/[;{=]$/, '')
      .trim();
  if (ts.isFunctionLike(node) && 'body' in node && node.body) return upTo((node.body as ts.Node).getFullStart());
  if (ts.isPropertyDeclaration(node) && node.initializer && !node.type) {
    const before = upTo(node.name.getEnd());
    return `${before}: ${checker.typeToString(checker.getTypeAtLocation(node))}`;
  }
  if (ts.isPropertyDeclaration(node) && node.type) return upTo(node.type.getEnd());
  return upTo(node.getEnd());
}

function membersOf(node: ts.Declaration, checker: ts.TypeChecker): ApiEntry['members'] {
  const members: readonly ts.Node[] = ts.isClassDeclaration(node)
    ? node.members.filter(isOffered)
    : ts.isInterfaceDeclaration(node)
      ? node.members
      : [];
  return members.map((member) => ({ signature: signatureOf(member, checker), doc: docOf(member) }));
}

const constSignature = (name: string, node: ts.VariableDeclaration, checker: ts.TypeChecker): string =>
  `const ${name}: ${node.type?.getText() ?? checker.typeToString(checker.getTypeAtLocation(node), node, ts.TypeFormatFlags.NoTruncation)}`;

function headOf(node: ts.ClassDeclaration | ts.InterfaceDeclaration): string {
  const text = node.getSourceFile().text.slice(node.getStart(), node.members.pos);
  return collapse(text)
    .replace(/\{$/, '')
    .replace(/^export /, '')
    .trim();
}

function entryOf(name: string, declaration: ts.Declaration, checker: ts.TypeChecker): ApiEntry {
  const file = relative(root, declaration.getSourceFile().fileName).replaceAll('\\', '/');
  const base = {
    name,
    file,
    origin: file.includes('node_modules') ? ('package' as const) : ('ours' as const),
    members: membersOf(declaration, checker),
  };
  if (ts.isVariableDeclaration(declaration)) {
    const doc = docOf(declaration.parent.parent);
    return { ...base, kind: 'value', doc, signature: constSignature(name, declaration, checker) };
  }
  const doc = docOf(declaration);
  if (ts.isClassDeclaration(declaration)) return { ...base, kind: 'class', doc, signature: headOf(declaration) };
  if (ts.isInterfaceDeclaration(declaration)) return { ...base, kind: 'type', doc, signature: headOf(declaration) };
  const signature = ts.isTypeAliasDeclaration(declaration)
    ? declaration.getText().replace(/^export /, '')
    : signatureOf(declaration, checker).replace(/^export /, '');
  return { ...base, kind: ts.isFunctionDeclaration(declaration) ? 'function' : 'type', doc, signature };
}

/** All exports of the SDK, by name. Throws when one has no declaration. */
export function gadgetApi(file = entry): readonly ApiEntry[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    experimentalDecorators: true,
    noEmit: true,
    strict: true,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
  };
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} exports nothing`);
  return checker
    .getExportsOfModule(module)
    .map((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const declaration = target.declarations?.[0];
      if (!declaration) throw new Error(`${symbol.name} has no declaration`);
      return entryOf(symbol.name, declaration, checker);
    })
    .sort((one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1));
}

const code = (text: string): string => `\`\`\`ts\n${text}\n\`\`\`\n`;
const oneLine = (text: string): string => collapse(text).replaceAll('|', '\\|');

function section({ name, file, doc, signature, members }: ApiEntry): string {
  const listed = members.map(
    (member) => `- \`${collapse(member.signature)}\`${member.doc && `\n  ${oneLine(member.doc)}`}`,
  );
  return [`### ${name}`, doc, code(signature), listed.join('\n'), `<sub>[${file}](../${file})</sub>`]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The page as it should be. */
export async function gadgetApiPage(api = gadgetApi()): Promise<string> {
  const ours = api.filter(({ origin }) => origin === 'ours');
  const theirs = api.filter(({ origin }) => origin === 'package').map(({ name }) => `\`${name}\``);
  const parts = Object.entries(headings).map(([kind, title]) => {
    const entries = ours.filter((one) => one.kind === kind);
    return entries.length === 0 ? '' : `## ${title}\n\n${entries.map(section).join('\n\n')}`;
  });
  const lit = `## From Lit\n\nPassed on as they are, documented at [lit.dev](https://lit.dev/docs/): ${theirs.join(', ')}.`;
  return format([head, ...parts, lit].join('\n\n'), { ...(await resolveConfig(page)), parser: 'markdown' });
}

if (process.argv[1] === import.meta.filename) {
  const wanted = await gadgetApiPage();
  const present = existsSync(page) ? readFileSync(page, 'utf8') : '';
  if (present !== wanted && process.argv.includes('--check')) {
    console.error('docs/gadget-api.md is stale: run `npm run docs:diagrams`');
    process.exitCode = 1;
  } else if (present !== wanted) {
    writeFileSync(page, wanted);
    console.log('docs/gadget-api.md was rewritten');
  }
}
