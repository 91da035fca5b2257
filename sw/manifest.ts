/** What the build puts into the service worker: its own id, the list of files, the name of the pack. */
import type { PrecacheEntry } from './protocol.ts';

declare const __BUILD__: string;
declare const __PRECACHE__: readonly PrecacheEntry[];
declare const __PACK__: string;

export const build = __BUILD__;
export const entries: readonly PrecacheEntry[] = __PRECACHE__;
export const packUrl = __PACK__;
