/** What the header's list does by itself, beside opening pages. Knows what it needs of the shell, and no element of it. */
import { arrangeTexts as texts } from './arrangement/texts.ts';
import type { AwayState } from './away-notices.ts';
import { awayTexts } from './texts.ts';
import type { ToolAction } from './tools-menu.ts';

export interface ToolActionsOptions {
  readonly gadgets: 'shown' | 'not-shown';
  readonly resetArrangement: () => void;
  readonly away: AwayState;
  readonly toggleAway: () => void;
}

export function toolActions({
  gadgets,
  resetArrangement,
  away,
  toggleAway,
}: ToolActionsOptions): readonly ToolAction[] {
  return [
    {
      id: 'reset-arrangement',
      title: texts.resetTitle,
      summary: texts.resetSummary,
      off: gadgets === 'shown' ? undefined : texts.notNow,
      run: resetArrangement,
    },
    {
      id: 'away-notices',
      title: awayTexts.title,
      summary: awayTexts.summary,
      pressed: away === 'on',
      off: away === 'blocked' ? awayTexts.blocked : away === 'not-offered' ? awayTexts.notOffered : undefined,
      run: toggleAway,
    },
  ];
}
