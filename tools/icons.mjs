// Draws the icons that need pixels from public/icons/*.svg, in a real browser: `node tools/icons.mjs` after a change.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFlags, findChromium } from './browser.mjs';

const folder = join(import.meta.dirname, '../public/icons');
const drawings = [
  // The tab's: a drawing of lines would be a document to read, twice at each load.
  { from: 'understudy.svg', to: '32.png', size: 32 },
  { from: 'understudy.svg', to: '192.png', size: 192 },
  { from: 'understudy.svg', to: '512.png', size: 512 },
  { from: 'maskable.svg', to: 'maskable-512.png', size: 512 },
];

const browser = await chromium.launch({ executablePath: await findChromium(), args: [...chromiumFlags] });
try {
  for (const { from, to, size } of drawings) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const drawing = readFileSync(join(folder, from), 'utf8').replace('<svg ', `<svg width="${size}" height="${size}" `);
    await page.setContent(`<body style="margin:0;overflow:hidden">${drawing}`);
    await page.screenshot({ path: join(folder, to), omitBackground: true });
    await page.close();
    console.log(to);
  }
} finally {
  await browser.close();
}
