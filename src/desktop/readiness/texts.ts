/** The words of the readiness page itself; those of each check stand with it. Knows no element. */
import { catalogue } from '../../gadget/locale.ts';

export const readinessTexts = catalogue('readiness', {
  lead: 'What this browser, this computer and both nodes would cost in a failover, looked at before there is one.',
  checking: 'Checking: {length} of {all} …',
  checkAgain: 'Check again',
  looking: 'Looking …',
});
