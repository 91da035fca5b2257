/** Everything the call history gadget says, in one place. */
import { catalogue } from '../../src/gadget/index.ts';
import type { PastCall } from './history.ts';

export const words = catalogue('gadget.call-history', {
  none: 'No calls yet. The last 50 are listed here.',
  list: 'Last calls, newest first',
  fromWord: 'From',
  to: 'To',
  unknownNumber: 'Unknown number',
});

export const outcomeWords: Readonly<Record<PastCall['outcome'], string>> = catalogue('gadget.call-history.outcome', {
  ringing: 'ringing',
  'in progress': 'in progress',
  answered: 'answered',
  missed: 'missed',
  failed: 'failed',
  'ended unseen': 'ended unseen',
});
