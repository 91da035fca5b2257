/**
 * Text to a small neutral tree, the only place that knows the XML parser. It knows no element of the wire; the codecs
 * read the tree through `xml-cursor.ts`. Text stays text (`0123` is no number), names are local names (a prefix is
 * dropped), and arrays are the codecs' business.
 */
import { XMLParser } from 'fast-xml-parser';
import { decodeReferences } from './xml-text.ts';
import { guardXml } from './xml-guard.ts';
import { WireFault } from './wire-error.ts';

export interface XmlElement {
  /** Local name: `Update` for `<ns:Update>`. */
  readonly name: string;
  /** By local name; `xmlns` declarations are left out. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All character data directly in this element, joined, references replaced, white space as it came. */
  readonly text: string;
}

const textKey = '#text';
const cdataKey = '#cdata';
const attributesKey = ':@';

/** Entities are left alone by the parser and replaced by us: its own expansion knows more than the five. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  textNodeName: textKey,
  cdataPropName: cdataKey,
  removeNSPrefix: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
});

/** What the parser gives with `preserveOrder`: one key per node, beside the attributes. */
type ParsedNode = Readonly<Record<string, unknown>>;

/**
 * Reads one XML document. Throws `WireFault`: `too-large`, `too-deep`, `forbidden-markup` or `not-xml`. Limits are
 * `xmlLimits` of `xml-guard.ts`.
 */
export function readXml(document: string): XmlElement {
  const xml = guardXml(document);
  let nodes: readonly ParsedNode[];
  try {
    nodes = parser.parse(xml) as readonly ParsedNode[];
  } catch (cause) {
    // It refuses names that are dangerous as keys of an object, such as `constructor`.
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WireFault({ code: 'not-xml', path: '', message: reason.slice(0, 200) });
  }
  for (const node of nodes) {
    const name = nameOf(node);
    if (name !== undefined && name !== textKey) return build(node, name, name);
  }
  throw new WireFault({ code: 'not-xml', path: '', message: 'There is no element.' });
}

function nameOf(node: ParsedNode): string | undefined {
  for (const key in node) if (key !== attributesKey) return key;
  return undefined;
}

/** Recursion is bounded by `xmlLimits.depth`. */
function build(node: ParsedNode, name: string, path: string): XmlElement {
  const children: XmlElement[] = [];
  let text = '';
  for (const child of node[name] as readonly ParsedNode[]) {
    const childName = nameOf(child);
    if (childName === undefined) continue;
    if (childName === textKey) text += decodeReferences(String(child[textKey]), path);
    else if (childName === cdataKey) text += plainText(child[cdataKey] as readonly ParsedNode[]);
    else children.push(build(child, childName, `${path}/${childName}`));
  }
  return { name, attributes: readAttributes(node[attributesKey], path), children, text };
}

function plainText(nodes: readonly ParsedNode[]): string {
  return nodes.map((node) => String(node[textKey])).join('');
}

const noAttributes: Readonly<Record<string, string>> = {};

function readAttributes(raw: unknown, path: string): Readonly<Record<string, string>> {
  if (raw === undefined) return noAttributes;
  // Literal white space in an attribute is a blank (XML 1.0, 3.3.3); a reference to it is not.
  return Object.fromEntries(
    Object.entries(raw as Readonly<Record<string, string>>).map(([name, value]) => [
      name,
      decodeReferences(value.replace(/[\t\n\r]/g, ' '), `${path}/@${name}`),
    ]),
  );
}
