/** The list of the scenario language's verbs in its README is the one that the runner has. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { allVerbs } from '../../src/sim/scenario-verbs/all.ts';
import { readme, verbList, wantedReadme, withVerbList } from '../scenario-docs.ts';

test('src/sim/scenarios/README.md lists the verbs as they are', async () => {
  assert.equal(readFileSync(readme, 'utf8'), await wantedReadme(allVerbs), 'run `npm run docs:diagrams`');
});

test('a new verb shows; a README without its marks is refused', () => {
  const verbs = [{ commands: [{ form: '{agent} waves at {agent:other}', text: 'Politely.', run: () => undefined }] }];
  assert.match(verbList(verbs), /- `\{agent\} waves at \{other\}`: Politely\./);
  assert.throws(() => withVerbList('no marks', ''), /lacks the marks/);
});
