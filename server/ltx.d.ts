/** The part of `ltx` that the lab server uses; the package brings no types. */
declare module 'ltx' {
  export class Element {
    readonly name: string;
    readonly attrs: Readonly<Record<string, string | undefined>>;
    readonly children: readonly (Element | string)[];
    /** Without its prefix. */
    getName(): string;
    getNS(): string | undefined;
    is(name: string, namespace?: string): boolean;
    getChild(name: string, namespace?: string): Element | undefined;
    getChildElements(): Element[];
    getText(): string;
    toString(): string;
  }
  /** Throws for a document that is not complete. */
  export function parse(document: string): Element;
}
