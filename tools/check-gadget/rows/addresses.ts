/** No address of a node in what the gadget keeps, shows as a link, or asks by: it would be the node that has just died. */
import { hostsOf, namesHost } from '../asks.ts';
import type { Row } from '../contract.ts';
import { beginWork, settle } from '../work.ts';

/** Every text in a value, however deep, also what is encoded in it. */
export function textsIn(value: unknown, seen = new Set<unknown>()): string[] {
  if (typeof value === 'string') return [value, ...decoded(value)];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const parts: unknown[] = Object.entries(value).flat();
  const joined = Object.values(value)
    .filter((part) => typeof part === 'string')
    .join('');
  return [joined, ...parts.flatMap((part) => textsIn(part, seen))];
}

function decoded(text: string): string[] {
  const base64 = /^[A-Za-z0-9+/_-]{12,}={0,2}$/.test(text) ? [Buffer.from(text, 'base64').toString('latin1')] : [];
  try {
    return [...base64, decodeURIComponent(text)];
  } catch {
    return base64;
  }
}

export const addressRow: Row = {
  name: 'addresses',
  title: 'No address of a node is kept, shown or asked by',
  opening: { timerSpeed: 20 },
  async run(stage) {
    await beginWork(stage);
    await stage.lab('stop-node', { node: 'publisher' });
    await stage.until('connected', 'subscriber');
    await settle(stage);
    const hosts = await hostsOf(stage);
    const { kept, links } = await stage.page.evaluate(async () => {
      const foreign = (await indexedDB.databases()).filter(({ name }) => !name?.startsWith('understudy'));
      const databases = await Promise.all(
        foreign.map(
          ({ name }) =>
            new Promise<[string, unknown]>((resolve) => {
              const opening = indexedDB.open(name ?? '');
              opening.onerror = () => resolve([name ?? '', '']);
              opening.onsuccess = () => {
                const { result } = opening;
                const stores = [...result.objectStoreNames];
                const none = (): void => resolve([name ?? '', '']);
                if (stores.length === 0) {
                  none();
                  return;
                }
                const transaction = result.transaction(stores);
                const readings = stores.map((store) => transaction.objectStore(store).getAll());
                transaction.oncomplete = () => {
                  resolve([name ?? '', readings.map((reading) => reading.result as unknown)]);
                  result.close();
                };
                transaction.onerror = none;
              };
            }),
        ),
      );
      const own = (storage: Storage): [string, string][] =>
        Object.entries(storage as unknown as Record<string, string>).filter(([key]) => !key.startsWith('understudy'));
      // Maps and sets do not come through to the check.
      const plain = (value: unknown): unknown => {
        if (value instanceof Map) return [...value].map(plain);
        if (value instanceof Set || Array.isArray(value)) return [...(value as Iterable<unknown>)].map(plain);
        if (typeof value !== 'object' || value === null) return value;
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
      };
      return {
        kept: plain([
          ...window.gadgetWatch.kept,
          ...own(localStorage),
          ...own(sessionStorage),
          ...databases,
          ['cookie', document.cookie],
        ]) as [string, unknown][],
        links: window.gadgetHands
          .all()
          .flatMap((element) => ['href', 'src', 'action', 'data'].map((name) => element.getAttribute(name) ?? '')),
      };
    });
    const { wrong } = stage.found;
    for (const [key, value] of kept)
      if (textsIn(value).some((text) => namesHost(text, hosts))) wrong.push(`keeps the address of a node: “${key}”`);
    for (const link of new Set(links)) if (namesHost(link, hosts)) wrong.push(`shows the address of a node: ${link}`);
  },
};
