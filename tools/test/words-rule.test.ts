/** The rule that keeps words out of templates finds them wherever a template can hold them, and nothing else. */
import { test } from 'node:test';
import { RuleTester } from 'eslint';
import { wordsRule } from '../eslint/words-rule.mjs';

RuleTester.describe = (_name: string, run: () => void) => run();
RuleTester.it = (name: string, run: () => void) => void test(`words rule: ${name.slice(0, 70)}`, run);
const tester = new RuleTester();

tester.run('words', wordsRule, {
  valid: [
    'html`<p class="words here" data-testid="some-name" id=${id}>${texts.name} · ${count}</p>`',
    'html`<button aria-label=${texts.close} title="${action} ${args}">${on ? texts.on : texts.off}</button>`',
    'html`<!-- a remark --><style>.some-class { color: red }</style><b aria-hidden="true">✕ &nbsp; A</b>`',
    'html`<i class=${on ? "turned on" : "turned off"} ?hidden=${none}></i>${open ? menu("by name") : nothing}`',
    'css`.some-class { color: red }`',
  ],
  invalid: [
    'html`<p>Some words</p>`',
    'html`<p>${count} calls</p>`',
    'html`<input placeholder="Name" />`',
    "html`<button title='Take ${name} out'></button>`",
    'svg`<g role="img" aria-label="A drawing"></g>`',
    'html`<b>${on ? "on" : texts.off}</b>`',
    'html`<b aria-label=${name || "no name"}></b>`',
    'html`<b>${many ? `${count} more` : ""}</b>`',
    'html`<p class=${a} title=${b}>${c}</p> words`',
    'html`<select><option value="a">Anything</option></select>`',
  ].map((code) => ({ code, errors: 1 })),
});
