// Pages of framed gadgets for browser tests, made from the sources when asked for: those of gadgets/, and those of
// src/gadget/framed/test, whose frames behave badly.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { framedNames, framedPage } from '../rollup/framed-pages.mjs';

const tests = join(import.meta.dirname, '../../src/gadget/framed/test');

/** @returns {import('@web/dev-server-core').Plugin} */
export const framedPages = () => ({
  name: 'framed-pages',
  async serve({ path }) {
    const name = /\/(framed-[\w-]+)\.html$/.exec(path)?.[1];
    if (!name) return undefined;
    if (framedNames().includes(name)) return { body: await framedPage(name), type: 'html' };
    const entry = join(tests, `${name}.ts`);
    return existsSync(entry) ? { body: await framedPage(name, entry), type: 'html' } : undefined;
  },
});
