// `npm test`: pure parts in Node, elements and workers in real Chromium and again in Firefox, then end-to-end stories
// against the built site. Finds or installs a browser by itself. The last line is plain: `N passed, N failed`.
// A file that fails is run once more, alone; what passes then is counted and named as unsteady, never passed over in silence.
// `node tools/test.mjs node browser firefox e2e` runs only the named parts; `--match TEXT` only files whose path holds TEXT;
// `--seed N` or `--seed random` gives the properties another seed than the usual one; `--built`: dist/ is what the sources
// make, and the stories need no build of their own.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { findChromium } from './browser.mjs';
import { findFirefox } from './firefox.mjs';
import { afterSecondLook, filesToLookAtAgain } from './test/second-look.mjs';
import { isBrowserTest, isNodeTest, isStory, testFiles } from './test/files.mjs';
import { groupsOf, writeGroups } from './test/groups.mjs';
import { isLong, longestFirst } from './test/long.mjs';
import { addCounts, freePort, sharesOf } from './test/shares.mjs';
import { unknownOption, usageLine } from './usage-line.mjs';

const usage = `Usage: npm test -- [node] [browser] [firefox] [e2e] [--match TEXT] [--seed N|random] [--built]`;
const allParts = ['node', 'browser', 'firefox', 'e2e'];

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const complain = (words) => {
  console.error(usageLine(words, 'npm test --'));
  process.exit(2);
};
const mistake = unknownOption(args, ['--built'], ['--match', '--seed']);
if (mistake !== undefined) complain(mistake);
const valueOf = (option, otherwise) => (args.includes(option) ? (args[args.indexOf(option) + 1] ?? '') : otherwise);
const match = valueOf('--match', '');
const seedWanted = valueOf('--seed', '20261122');
const propertySeed = seedWanted === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(seedWanted);
if (seedWanted === '' || !Number.isInteger(propertySeed)) complain('--seed takes a whole number or "random"');
const named = args.filter((arg, index) => !arg.startsWith('--') && !['--match', '--seed'].includes(args[index - 1]));
const unknown = named.filter((part) => !allParts.includes(part));
if (unknown.length > 0) complain(`Unknown part: ${unknown.join(', ')}; there are ${allParts.join(', ')}`);
const wanted = named.length > 0 ? allParts.filter((part) => named.includes(part)) : allParts;
const chosen = (accept) => testFiles((path) => accept(path) && path.includes(match));
const kinds = { node: isNodeTest, browser: isBrowserTest, firefox: isBrowserTest, e2e: isStory };
/** A runner that is given no file takes every file it finds, this one too. */
const parts = wanted.filter((part) => chosen(kinds[part]).length > 0);
if (parts.length === 0) {
  console.error(`No file of ${wanted.join(', ')} has "${match}" in its path.`);
  process.exit(2);
}

const countFolder = '.tmp/counts';
const groupFolder = '.tmp/test-groups';
rmSync(countFolder, { recursive: true, force: true });
mkdirSync(countFolder, { recursive: true });
/** What could not be tested here, one line each: said again where everybody looks. */
const noticeFile = `${countFolder}/notices.txt`;

const run = (command, commandArgs, env = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, commandArgs, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.on('error', (error) => {
      console.error(String(error));
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });

/** A failure of no single file. */
const whole = (part, why) => ({ file: '', name: part, why });

/** What a part's reporter wrote; a part that died without a count has failed once. */
function countsOf(part, exitCode) {
  try {
    const counts = JSON.parse(readFileSync(`${countFolder}/${part}.json`, 'utf8'));
    if (exitCode !== 0 && counts.failed === 0)
      return { ...counts, failed: 1, failures: [whole(part, `exit ${exitCode}`)] };
    const excused = existsSync(noticeFile);
    if (counts.passed + counts.failed === 0 && !excused)
      return { passed: 0, failed: 1, failures: [whole(part, 'no test ran')] };
    return counts;
  } catch {
    return { passed: 0, failed: 1, failures: [whole(part, `died without a count (exit ${exitCode})`)] };
  }
}

const countFileOf = (part) => `${countFolder}/${part}.json`;

const nodeTests = (part, files, concurrency) =>
  run(
    process.execPath,
    [
      '--import',
      'tsx',
      '--import',
      './tools/test/property-seed.mjs',
      '--import',
      './tools/test/leave.mjs',
      'tools/test/run-files.mjs',
      String(concurrency),
      countFileOf(part),
      ...files,
    ],
    { NODE_ENV: 'test', UNDERSTUDY_NOTICES: noticeFile, UNDERSTUDY_PROPERTY_SEED: String(propertySeed) },
  );

const browserTests = (env, files = chosen(isBrowserTest), more = []) =>
  run(process.execPath, ['node_modules/@web/test-runner/dist/bin.js', '--files', ...files, ...more], env);

/** One Firefox does one file at a time, so there are two of them; each gives its own account. */
async function firefoxTests(path, files, atOnce) {
  const shares = await Promise.all(
    sharesOf(longestFirst(files), atOnce).map(async (share, index) => ({
      share,
      countFile: countFileOf(`firefox-${index + 1}`),
      port: await freePort(),
    })),
  );
  const codes = await Promise.all(
    shares.map(({ share, countFile, port }) =>
      browserTests({ UNDERSTUDY_BROWSER: 'firefox', FIREFOX_PATH: path, UNDERSTUDY_COUNT_FILE: countFile }, share, [
        '--port',
        String(port),
      ]),
    ),
  );
  addCounts(
    shares.map(({ countFile }) => countFile),
    countFileOf('firefox'),
  );
  return Math.max(...codes);
}

/** Each runs its part's files, or those that are given, alone. */
const runners = {
  node: (files, atOnce = 2) =>
    nodeTests('node', files ?? writeGroups(groupsOf(longestFirst(chosen(isNodeTest)), isLong), groupFolder), atOnce),
  browser: async (files) =>
    browserTests({ CHROME_PATH: await findChromium(), UNDERSTUDY_COUNT_FILE: countFileOf('browser') }, files),
  firefox: async (files, atOnce = 2) => {
    const path = findFirefox();
    if (!path) {
      appendFileSync(
        noticeFile,
        'No Firefox here and none could be installed: the browser tests ran in Chromium alone.\n',
      );
      writeFileSync(countFileOf('firefox'), JSON.stringify({ passed: 0, failed: 0, failures: [] }));
      return 0;
    }
    return firefoxTests(path, files ?? chosen(isBrowserTest), atOnce);
  },
  e2e: async (files, atOnce = 2) => {
    if (files) return nodeTests('e2e', files, atOnce);
    const built = args.includes('--built') ? 0 : await run(process.execPath, ['tools/build.mjs']);
    if (built !== 0) return built;
    process.env.CHROME_PATH = await findChromium();
    return nodeTests('e2e', longestFirst(chosen(isStory)), atOnce);
  },
};

async function countedRun(part, ...how) {
  let exitCode = 1;
  try {
    exitCode = await runners[part](...how);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
  }
  return countsOf(part, exitCode);
}

const results = [];
const unsteady = [];
for (const part of parts) {
  const startedAt = Date.now();
  console.log(`\n── ${part} tests`);
  let counts = await countedRun(part);
  const again = filesToLookAtAgain(counts);
  if (again.length > 0) {
    console.log(`\n── once more, alone: ${again.join(' ')}`);
    rmSync(countFileOf(part), { force: true });
    const looked = afterSecondLook(counts, await countedRun(part, again, 1));
    unsteady.push(...looked.unsteady);
    counts = looked.counts;
  }
  results.push({ part, seconds: (Date.now() - startedAt) / 1000, ...counts });
}

console.log(`\nSeed of the properties: ${propertySeed}`);
for (const { part, passed, failed, seconds, failures } of results) {
  console.log(`${part}: ${passed} passed, ${failed} failed in ${seconds.toFixed(0)} s`);
  for (const { name, why } of failures) console.log(`   failed: ${name}${why && ` — ${why}`}`);
}
for (const { name, why } of unsteady) console.log(`!!! unsteady, passed only when run alone: ${name} — ${why}`);
if (existsSync(noticeFile)) console.log(`\n${readFileSync(noticeFile, 'utf8').trimEnd().replace(/^/gm, '!!! ')}\n`);
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') === 0 ? 0 : 1);
