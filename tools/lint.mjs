// `npm run lint`: ESLint and Prettier over everything, side by side. A tree that was found clean is not looked at again:
// type-aware lint takes a minute, and its answer follows from the files alone. `--fresh` looks nevertheless.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { unknownOption, usageLine } from './usage-line.mjs';

const stampFile = '.tmp/lint-clean';

/** A digest of every file that git knows or would take in, names and bytes; nothing outside a git checkout. */
function treeDigest() {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (listed.status !== 0) return undefined;
  const digest = createHash('sha256');
  for (const name of listed.stdout.split('\0').filter(Boolean).sort()) {
    digest.update(`${name}\0`);
    try {
      digest.update(readFileSync(name));
    } catch {
      digest.update('gone');
    }
    digest.update('\0');
  }
  return digest.digest('hex');
}

const readStamp = () => {
  try {
    return readFileSync(stampFile, 'utf8');
  } catch {
    return undefined;
  }
};

/** @returns {Promise<boolean>} whether it found nothing */
const run = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', (error) => {
      console.error(String(error));
      resolve(false);
    });
    child.on('exit', (code) => resolve(code === 0));
  });

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(
    'Usage: npm run lint [-- --fresh]\n  --fresh   look also when nothing has changed since it was last found clean',
  );
  process.exit(0);
}
const mistake = unknownOption(args, ['--fresh']);
if (mistake !== undefined) {
  console.error(usageLine(mistake, 'npm run lint --'));
  process.exit(2);
}
const tree = treeDigest();
if (tree !== undefined && readStamp() === tree && !args.includes('--fresh')) {
  console.log('Clean: nothing has changed since it was last linted.');
  process.exit(0);
}
console.log('ESLint, which knows types, and Prettier look at every file: a minute or two.');
const clean = await Promise.all([
  run(['node_modules/eslint/bin/eslint.js', '.']),
  run(['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']),
]);
if (!clean.every(Boolean)) {
  console.error('Not clean: what is named above.');
  process.exit(1);
}
console.log('Clean.');
if (tree !== undefined && treeDigest() === tree) {
  mkdirSync('.tmp', { recursive: true });
  writeFileSync(stampFile, tree);
}
