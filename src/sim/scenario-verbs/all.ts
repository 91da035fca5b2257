/** Every area's verbs. A new area is one import and one word in the list. */
import type { VerbFile } from '../scenario-contract.ts';
import { accessVerbs } from './access.ts';
import { callVerbs } from './calls.ts';
import { chatVerbs } from './chat.ts';
import { ctiVerbs } from './cti.ts';
import { desktopVerbs } from './desktops.ts';
import { hearingVerbs } from './hearing.ts';
import { joinedCallVerbs } from './joined-calls.ts';
import { maintenanceVerbs } from './maintenance.ts';
import { mediaVerbs } from './media.ts';
import { tokenVerbs } from './tokens.ts';
import { phoneVerbs } from './phone.ts';
import { requestVerbs } from './requests.ts';
import { timeVerbs } from './time.ts';
import { truthVerbs } from './truth.ts';

export const allVerbs: readonly VerbFile[] = [
  timeVerbs,
  desktopVerbs,
  callVerbs,
  joinedCallVerbs,
  ctiVerbs,
  mediaVerbs,
  accessVerbs,
  tokenVerbs,
  phoneVerbs,
  chatVerbs,
  maintenanceVerbs,
  requestVerbs,
  hearingVerbs,
  truthVerbs,
];
