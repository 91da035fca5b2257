/** Reads again what is still missing while connected, until every gap has its end. Opening and telling gaps is `gaps.ts`. */
import { isOpen } from './gaps.ts';
import { read } from './reading.ts';
import type { Step } from './state.ts';
import { readTeamMessages } from './team-message-rounds.ts';

/** The timer `gap-refresh`. */
export function refreshGaps(step: Step): void {
  const { view } = step.state;
  if (view.phase !== 'connected') return;
  for (const { slice } of view.gaps.filter(isOpen)) {
    if (slice === 'queues') read(step, 'queues');
    if (slice === 'calls') read(step, 'dialogs');
    if (slice === 'messages') readTeamMessages(step);
    if (slice === 'team') for (const { id } of view.teams) read(step, `team:${id}`);
  }
}
