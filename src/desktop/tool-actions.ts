/** What the header's list does by itself, beside opening pages. Knows what it needs of the shell, and no element of it. */
import { arrangeTexts as texts } from './arrangement/texts.ts';
import type { ToolAction } from './tools-menu.ts';

export interface ToolActionsOptions {
  readonly gadgets: 'shown' | 'not-shown';
  readonly resetArrangement: () => void;
}

export function toolActions({ gadgets, resetArrangement }: ToolActionsOptions): readonly ToolAction[] {
  return [
    {
      id: 'reset-arrangement',
      title: texts.resetTitle,
      summary: texts.resetSummary,
      off: gadgets === 'shown' ? undefined : texts.notNow,
      run: resetArrangement,
    },
  ];
}
