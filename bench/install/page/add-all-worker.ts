/** The browser's own means: `cache.addAll` of every file. `benchFiles` is put in front of this script. */
import type { ListedFile } from '../contract.ts';

interface InstallEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
declare const benchFiles: readonly ListedFile[];

addEventListener('install', (event) => {
  const all = caches.open('all').then((cache) => cache.addAll(benchFiles.map(({ url }) => url)));
  (event as InstallEvent).waitUntil(all);
});
