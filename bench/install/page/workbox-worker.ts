/** Workbox as its documentation says: the list is precached, file by file. `benchFiles` is put in front of this script. */
import { precacheAndRoute } from 'workbox-precaching';
import type { ListedFile } from '../contract.ts';

declare const benchFiles: readonly ListedFile[];

precacheAndRoute([...benchFiles]);
