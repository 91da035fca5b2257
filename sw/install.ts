/**
 * Install: tier 0 complete or not at all, tier 1 if there is room. One pack brings both; workbox's own install then
 * finds every entry there. When the pack is no good, workbox fetches file by file: slower, never wrong.
 */
import { fetchPack, PackFault, unpack, type PackedFile } from './unpack.ts';
import { isQuotaError, missingEntries, putFile, withStores, type Stores } from './stores.ts';

/** Below this number of missing files single requests are cheaper than the pack: most of an update is there already. */
const packWorthwhileFrom = 4;

export interface InstallReport {
  readonly source: 'nothing-missing' | 'pack' | 'files';
  /** Why the pack was not used, when it was tried. */
  readonly fault?: PackFault;
}

/** Rejects when tier 0 could not be completed; the entries that this attempt added are then gone again. */
export function install(stores: Stores, event: ExtendableEvent, packUrl: string): Promise<InstallReport> {
  return withStores(stores, async () => {
    try {
      return await fill(stores, event, packUrl);
    } catch (error) {
      if (!isQuotaError(error)) throw error;
      // Room for the shell goes before everything that can be fetched when it is needed.
      await caches.delete(stores.secondaryName);
      return await fill(stores, event, packUrl);
    }
  });
}

async function fill(stores: Stores, event: ExtendableEvent, packUrl: string): Promise<InstallReport> {
  const missing = await missingEntries(stores, [0, 1]);
  const precache = await caches.open(stores.precacheName);
  const added: string[] = [];
  try {
    const { files, ...report } = await fromPack(stores, missing, packUrl);
    for (const file of files.filter(({ entry }) => entry.tier === 0)) {
      const key = stores.keyOf(file.entry);
      await putFile(precache, key, file);
      added.push(key);
    }
    // Finds what the pack brought under its own keys and fetches only the rest, with integrity checked.
    added.push(...missing.filter(({ tier }) => tier === 0).map((entry) => stores.keyOf(entry)));
    await stores.controller.install(event);
    await putSecondary(stores, files);
    return report;
  } catch (error) {
    for (const key of added) await precache.delete(key);
    throw error;
  }
}

async function fromPack(
  stores: Stores,
  missing: Awaited<ReturnType<typeof missingEntries>>,
  packUrl: string,
): Promise<InstallReport & { readonly files: readonly PackedFile[] }> {
  if (missing.length === 0) return { source: 'nothing-missing', files: [] };
  if (missing.length < packWorthwhileFrom) return { source: 'files', files: [] };
  try {
    const pack = await fetchPack(new URL(packUrl, stores.scope).href);
    return { source: 'pack', files: await unpack(pack, missing) };
  } catch (error) {
    if (!(error instanceof PackFault)) throw error;
    return { source: 'files', files: [], fault: error };
  }
}

/** Gadgets: as many as there is room for. A gadget that is not there is fetched when a page wants it. */
async function putSecondary(stores: Stores, files: readonly PackedFile[]): Promise<void> {
  try {
    const cache = await caches.open(stores.secondaryName);
    for (const file of files.filter(({ entry }) => entry.tier === 1)) {
      await putFile(cache, stores.keyOf(file.entry), file);
    }
  } catch (error) {
    if (!isQuotaError(error)) throw error;
  }
}
