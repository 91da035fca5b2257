/** What the build wrote into index.html, and the build's id. Files are named by hash, so the page must be told. */

declare const __BUILD__: string | undefined;

/** ISO time of the build; `dev` (not bundled) fits every build. */
export const build: string = typeof __BUILD__ === 'string' ? __BUILD__ : 'dev';

export interface BuildInfo {
  readonly build: string;
  /** Gadget folder name -> URL of its module, relative to the page. */
  readonly gadgets: Readonly<Record<string, string>>;
}

/** Throws when the page has no such data: then this script runs in a page that it was not built for. */
export function readBuildInfo(document: Document): BuildInfo {
  const text = document.getElementById('build-info')?.textContent;
  if (!text) throw new Error('The page lacks its build information.');
  const { build: told, gadgets } = JSON.parse(text) as Partial<BuildInfo>;
  if (typeof told !== 'string' || typeof gadgets !== 'object')
    throw new Error('The build information is not readable.');
  return { build: told, gadgets };
}

/** Absolute module URL of a gadget of this build. */
export function gadgetUrl(info: BuildInfo, name: string, base: string): string | undefined {
  return Object.hasOwn(info.gadgets, name) ? new URL(info.gadgets[name] ?? '', base).href : undefined;
}

/** A file of this build that may be kept for a year, relative to the page. */
export function firstGadgetFile(info: BuildInfo): string {
  return Object.values(info.gadgets)[0] ?? 'icons/understudy.svg';
}
