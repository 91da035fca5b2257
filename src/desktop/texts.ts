/** The words of the shell's screens, header and panels that no other table holds. */
import { catalogue } from './locale.ts';

export const shellTexts = catalogue('shell', {
  tools: 'Tools',
  workspace: 'Workspace',
  nothingForRole: 'The layout has nothing for your role.',
});
