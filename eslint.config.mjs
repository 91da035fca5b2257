// Lint: strict TypeScript, Lit templates, the import wall and the purity wall (both read house.config.mjs).
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { configs as litConfigs } from 'eslint-plugin-lit';
import { house, impure } from './house.config.mjs';
import { houseRule } from './tools/eslint/house-rule.mjs';
import { wordsRule } from './tools/eslint/words-rule.mjs';

const pureFolders = Object.entries(house)
  .filter(([, room]) => room.pure)
  .map(([folder]) => `${folder}/**/*.ts`);
const testFiles = ['**/*.test.ts', '**/test/**/*.ts', 'e2e/**/*.ts'];

export default defineConfig(
  { ignores: ['dist/**', '.tsbuild/**', '.tmp/**', 'node_modules/**', 'tools/eslint/planted/**'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { house: { rules: { wall: houseRule, words: wordsRule } } },
    rules: {
      'house/wall': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      // A name beside a rest is how a field is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-syntax': ['error', { selector: 'TSEnumDeclaration', message: 'Use an `as const` object.' }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: pureFolders,
    ignores: testFiles,
    rules: {
      'no-restricted-globals': [
        'error',
        ...impure.map((name) => ({ name, message: 'A pure folder takes time, chance and I/O as arguments.' })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Take a seeded generator as an argument.' },
      ],
    },
  },
  { files: ['src/{gadget,desktop,lab,page}/**/*.ts', 'gadgets/**/*.ts'], extends: [litConfigs['flat/recommended']] },
  {
    files: ['src/{gadget,desktop,lab,page}/**/*.ts', 'gadgets/**/*.ts'],
    ignores: testFiles,
    rules: { 'house/words': 'error' },
  },
  {
    files: testFiles,
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { ecmaVersion: 2024, sourceType: 'module' },
  },
);
