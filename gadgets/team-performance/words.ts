/** Everything the team performance gadget says, in one place. */
import { catalogue } from '../../src/gadget/index.ts';

export const words = catalogue('gadget.team-performance', {
  noTeam: "You supervise no team. Supervisors see their teams' states here and can change them.",
  members: 'Members of {name}',
  showFewer: 'Show fewer',
  showAll: 'Show all {length}',
  extension: 'Extension {extension}',
  noExtension: 'No extension',
  then: 'then {text} ·',
  confirmSignOut: 'Sign {name} out?',
  signOut: 'Sign out',
  signedIn: '{signedIn} of {all} signed in',
  cancel: 'Cancel',
});

export const targetWords = catalogue('gadget.team-performance.target', {
  READY: 'Ready',
  NOT_READY: 'Not Ready',
  LOGOUT: 'Sign out',
});
