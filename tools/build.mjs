// `npm run build`: the whole static site into dist/. Code by rollup, one stylesheet, index.html, the pack and the service
// worker that knows every file's hash. dist/ is replaced only when everything succeeded.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build as esbuild } from 'esbuild';
import { rollup } from 'rollup';
import { killSwitchConfig, pageConfig, serviceWorkerConfig } from '../rollup.config.mjs';
import { encodePack, integrityOf } from './pack.mjs';
import { cachingFor } from './rollup/caching.mjs';
import { assertNoPageCodeInWorkers, packagesOf, withoutEntries } from './rollup/chunks.mjs';
import { checkSiteConfig, readSiteConfig } from './rollup/live-pairs.mjs';
import { policyForMeta, securityHeadersFor, understudyPage } from './rollup/security-headers.mjs';
import { framedNames, framedPage, framedTemplate, isFramedPage } from './rollup/framed-pages.mjs';
import { checkLayoutFile } from './rollup/layout-file.mjs';
import { planTiers } from './rollup/tiers.mjs';
import { contentTypeOf } from './rollup/content-types.mjs';
import { packagesOfXmppLibrary } from './rollup/xmpp-library.mjs';
import { unknownOption, usageLine } from './usage-line.mjs';

const root = join(import.meta.dirname, '..');
const shippedLayout = join(root, 'public/layout.xml');
const usage = `Usage: npm run build [-- --out DIR] [--config FILE]
Builds the static site into dist/ (or DIR), for the nodes that public/config.json (or FILE) names.
SOURCE_DATE_EPOCH (seconds) fixes the build id.`;

/** Grows with time, so that "newer" is a string comparison. */
const buildId = () => {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  return (epoch ? new Date(Number(epoch) * 1000) : new Date()).toISOString();
};

const shortHash = (body) =>
  BigInt(`0x${createHash('sha256').update(body).digest('hex')}`)
    .toString(36)
    .slice(0, 8);

/** Rollup itself cannot be stopped: it is asked at every import and every file that it writes. */
const untilStopped = (stop) => {
  const look = () => {
    stop.throwIfAborted();
    return null;
  };
  return { name: 'until-stopped', resolveId: look, renderChunk: look };
};

async function bundle(config, stop) {
  const made = await rollup(stop ? { ...config, plugins: [untilStopped(stop), ...config.plugins] } : config);
  try {
    return (await made.write(config.output)).output;
  } finally {
    await made.close();
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A build that was killed could not tidy up behind itself. */
function removeRemains() {
  const folder = join(root, '.tmp');
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const pid = /^build-(\d+)-\d+$/.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Writes the stylesheet; its path in the site. */
export async function styles(outDir) {
  const result = await esbuild({
    entryPoints: [join(root, 'public/styles/index.css')],
    bundle: true,
    minify: true,
    write: false,
    legalComments: 'none',
  });
  const body = result.outputFiles[0].contents;
  const name = `assets/style-${shortHash(body)}.css`;
  writeFileSync(join(outDir, name), body);
  return name;
}

/** Copies public/ apart from what the build itself turns into something else; returns the copied paths. */
export function copyPublic(outDir) {
  const made = new Set([...pages, framedTemplate, 'styles']);
  const from = join(root, 'public');
  const copied = [];
  cpSync(from, outDir, {
    recursive: true,
    filter: (source) => !made.has(relative(from, source)),
  });
  const walk = (folder) => {
    for (const entry of readdirSync(join(from, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (made.has(path)) continue;
      if (entry.isDirectory()) walk(path);
      else copied.push(path);
    }
  };
  walk('');
  return copied.sort();
}

/** Pages of the site; the build fills in what only it knows. */
const pages = ['index.html', understudyPage];

/** Fills in index.html and its like. */
export function writePages(outDir, { build, config, style, plan }) {
  const fill = {
    CSP: policyForMeta(config),
    STYLE: style,
    ENTRY: plan.entry,
    UNDERSTUDY: plan.understudy,
    PRELOADS: plan.preloads.map((file) => `<link rel="modulepreload" href="${file}" />`).join('\n    '),
    // `<` would be able to end the element.
    BUILD_INFO: JSON.stringify({ build, gadgets: plan.gadgetFiles }).replaceAll('<', '\\u003c'),
  };
  for (const page of pages) {
    const html = readFileSync(join(root, 'public', page), 'utf8').replace(/%([A-Z_]+)%/g, (_all, name) => {
      if (!(name in fill)) throw new Error(`public/${page}: nothing is known for %${name}%`);
      return fill[name];
    });
    writeFileSync(join(outDir, page), html);
  }
}

/** Writes the pages of gadgets that run in frames; those of `names` which do. Returns their paths. */
export async function writeFramedPages(outDir, names = framedNames()) {
  const framed = framedNames().filter((name) => names.includes(name));
  await Promise.all(framed.map(async (name) => writeFileSync(join(outDir, `${name}.html`), await framedPage(name))));
  return framed.map((name) => `${name}.html`);
}

/** The licences of all packages whose code is shipped, as those licences ask. */
function writeLicences(outDir, packages) {
  const texts = packages.map((name) => {
    const folder = join(root, 'node_modules', name);
    const { version, license: present, licenses } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    // Old packages have a list.
    const license = present ?? licenses?.[0]?.type ?? licenses?.type;
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}`;
  });
  writeFileSync(join(outDir, 'THIRD-PARTY-LICENSES.txt'), `${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
}

/**
 * `siteConfig`: in place of public/config.json (docs/deployment.md). Rejects when it is not as it must be.
 * @param {{outDir?: string, build?: string, siteConfig?: object, log?: (line: string) => void, stop?: AbortSignal}} [options] `stop` ends it early, with its reason thrown
 * @returns {Promise<{build: string, outDir: string}>}
 */
export async function buildSite({ outDir = join(root, 'dist'), ...options } = {}) {
  const { build } = await buildSites([{ outDir }], options);
  return { build, outDir };
}

/**
 * Sites from one bundle, each whole, with its own layout and gadgets: for whoever compares them. `layout` is a file in place
 * of public/layout.xml, `gadgets` the names that are there (otherwise all); `moreGadgets` are entry files by name. A site's own
 * `siteConfig` comes before that of all.
 * @param {readonly {outDir: string, layout?: string, gadgets?: readonly string[], siteConfig?: object}[]} sites
 * @param {{build?: string, siteConfig?: object, moreGadgets?: Readonly<Record<string, string>>, log?: (line: string) => void, stop?: AbortSignal}} [options] `stop` ends it early, with its reason thrown
 * @returns {Promise<{build: string}>}
 */
export async function buildSites(
  sites,
  { build = buildId(), siteConfig, moreGadgets = {}, log = () => {}, stop } = {},
) {
  const configOf = (own) => (own ? checkSiteConfig(own) : readSiteConfig());
  for (const site of sites) configOf(site.siteConfig ?? siteConfig);
  for (const { layout = shippedLayout } of sites) await checkLayoutFile(layout);
  removeRemains();
  const folder = join(root, '.tmp', `build-${process.pid}-${Date.now()}`);
  const code = join(folder, 'code');
  mkdirSync(code, { recursive: true });
  try {
    log('code');
    const output = await bundle(pageConfig({ build, outDir: code, moreGadgets }), stop);
    const chunks = output.filter((file) => file.type === 'chunk');
    assertNoPageCodeInWorkers(chunks);
    for (const [index, site] of sites.entries()) {
      stop?.throwIfAborted();
      const { outDir, layout = shippedLayout, gadgets } = site;
      const own = site.siteConfig ?? siteConfig;
      const kept = withoutEntries(chunks, ({ name }) => isLeftOut(name, gadgets));
      const made = join(folder, `site-${index}`);
      mkdirSync(join(made, 'assets'), { recursive: true });
      for (const { fileName } of kept) {
        for (const file of [fileName, `${fileName}.map`]) {
          if (existsSync(join(code, file))) cpSync(join(code, file), join(made, file));
        }
      }
      await finishSite(made, { build, config: configOf(own), siteConfig: own, layout, gadgets, code: kept, log });
      rmSync(outDir, { recursive: true, force: true });
      renameSync(made, outDir);
    }
    return { build };
  } finally {
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
  }
}

const isLeftOut = (entry, gadgets) =>
  gadgets !== undefined && entry.startsWith('gadget-') && !gadgets.includes(entry.slice('gadget-'.length));

/** Everything that is not the page's code, into the folder where that is. */
async function finishSite(made, { build, config, siteConfig, layout, gadgets, code, log }) {
  log('styles and files');
  const style = await styles(made);
  const unhashed = copyPublic(made);
  cpSync(layout, join(made, 'layout.xml'));
  if (siteConfig) writeFileSync(join(made, 'config.json'), `${JSON.stringify(siteConfig, null, 2)}\n`);
  const framed = await writeFramedPages(made, gadgets);
  const plan = planTiers(code, { unhashed, style, layout, framed });
  writePages(made, { build, config, style, plan });

  log('pack and service worker');
  const bodyOf = (url) => readFileSync(join(made, url));
  const precache = plan.tiers.flatMap((urls, tier) =>
    urls.map((url) => {
      const body = bodyOf(url);
      return {
        url,
        // A hashed name is its own revision.
        revision: url.startsWith('assets/') ? null : shortHash(body),
        integrity: integrityOf(body),
        tier,
        bytes: body.length,
      };
    }),
  );
  const packed = precache.filter(({ tier }) => tier < 2);
  const pack = encodePack({
    build,
    headers: securityHeadersFor(config),
    entries: packed.map(({ url, tier }) => ({
      url,
      tier,
      type: contentTypeOf(url),
      headers: {
        ...(url === understudyPage || isFramedPage(url) ? securityHeadersFor(config, url) : {}),
        ...cachingFor(url),
      },
      body: bodyOf(url),
    })),
  });
  const packName = `pack-${shortHash(pack)}.bin`;
  writeFileSync(join(made, packName), pack);
  const worker = await bundle(serviceWorkerConfig({ build, outDir: made, precache, pack: packName }));
  await bundle(killSwitchConfig({ outDir: made }));

  const packages = packagesOf([...code, ...worker.filter((file) => file.type === 'chunk')]);
  writeLicences(made, [...new Set([...packages, ...packagesOfXmppLibrary()])].sort());
  const groups = { ...plan.groups, pack: [packName] };
  writeFileSync(join(made, 'build.json'), `${JSON.stringify({ build, groups, precache }, null, 1)}\n`);
}

/** On a terminal one line that changes, elsewhere one line per step; stderr, so that stdout stays clean. */
export function progress(title, stream = process.stderr) {
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  const line = (text, end) => stream.write(stream.isTTY ? `\r\x1b[2K${text}${end ? '\n' : ''}` : `${text}\n`);
  return {
    step: (name) => line(`${title}: ${name} …`, false),
    done: () => line(`${title}: done in ${seconds()}`, true),
    failed: () => line(`${title}: failed after ${seconds()}`, true),
  };
}

async function main(args) {
  if (args.includes('--help')) return console.log(usage);
  const mistake = unknownOption(args, [], ['--out', '--config']);
  if (mistake !== undefined) {
    console.error(usageLine(mistake, 'npm run build --'));
    process.exitCode = 2;
    return undefined;
  }
  const fileAfter = (option) => {
    const at = args.indexOf(option);
    return at >= 0 && args[at + 1] ? resolve(args[at + 1]) : undefined;
  };
  const outDir = fileAfter('--out');
  const configFile = fileAfter('--config');
  const shown = progress('Building');
  try {
    const siteConfig = configFile && readSiteConfig(configFile);
    await buildSite({ ...(outDir ? { outDir } : {}), ...(siteConfig ? { siteConfig } : {}), log: shown.step });
    shown.done();
  } catch (error) {
    shown.failed();
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));
