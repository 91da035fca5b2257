/** The design tokens keep WCAG 2 AA in both themes: 4.5 to 1 for words, 3 to 1 for edges of controls and the focus ring. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';

const css = readFileSync(resolve(import.meta.dirname, '../../public/styles/base.css'), 'utf8');
const themes = ['light', 'dark'] as const;
type Pair = readonly [light: string, dark: string];
const tokens = new Map<string, Pair>(
  [...css.matchAll(/--us-([a-z-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
    name!,
    [light!, dark!],
  ]),
);

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ['canvas', 'surface', 'surface-raised', 'surface-sunken', 'surface-hover'];
const states = ['accent', 'positive', 'warning', 'danger', 'info'];
const tints = states.map((state) => `${state}-soft`);
const pairs: readonly (readonly [front: string, backs: readonly string[], least: number])[] = [
  ['text', [...surfaces, ...tints], 4.5],
  ['text-quiet', [...surfaces, ...tints], 4.5],
  ...states.map((state) => [state, [...surfaces, `${state}-soft`], 4.5] as const),
  ['on-accent', ['accent', 'accent-hover'], 4.5],
  ['on-danger', ['danger'], 4.5],
  ['border-strong', surfaces, 3],
  ['focus', surfaces, 3],
];

test('the measure knows black on white', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.ok(contrast('#777777', '#ffffff') < 4.5);
});

for (const [index, theme] of themes.entries()) {
  test(`${theme}: every pair of tokens is legible`, () => {
    for (const [front, backs, least] of pairs) {
      for (const back of backs) {
        const ratio = contrast(tokens.get(front)?.[index] ?? '', tokens.get(back)?.[index] ?? '');
        assert.ok(ratio >= least, `${front} on ${back} has ${ratio.toFixed(2)}, needs ${least}`);
      }
    }
  });
}
