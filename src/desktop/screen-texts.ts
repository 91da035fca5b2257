/** The words of the shell’s screens and panels, by the element that says them. Knows no element. */
import { catalogue } from '../gadget/locale.ts';

export const displacedTexts = catalogue('displaced', {
  whereToWork: 'Where do you want to work?',
  whatHappens: 'What you have typed here is kept. The other desktop is disconnected if you go on here.',
  goOnHere: 'Go on here',
  signOutHere: 'Sign out here',
});

export const headerTexts = catalogue('header', {
  loadsNewVersion: 'Loads the new version; what you typed is kept',
  notWhileRestoring: 'Not while the connection is being restored',
  newVersion: 'New version',
  failoverLab: 'Failover lab',
  lab: 'Lab',
  extension: 'Ext. {extension}',
  theme: 'Theme: {theme}. Change it',
});

export const maintenancePanelTexts = catalogue('maintenance-panel', {
  heading: 'Maintenance of this node',
  keptHeading: 'What will be kept',
  kept: 'Your state and your calls, what your gadgets hold, and everything typed and not sent yet.',
  timeLeft: 'Time until the move:',
  postponable: 'It can be put off by {time} in all',
  asking: 'Asking…',
  postpone: 'Move me later',
});

export const nodeIndicatorTexts = catalogue('node-indicator', {
  answersIn: 'answers in {ms}\u00a0ms',
  seen: 'seen {time}',
  node: 'Node:',
  none: 'No node',
  epoch: 'Epoch',
  epochMeaning: '(grows with each change of node)',
  failover: 'Failover',
  profileAndMove: 'profile {profile}, {move}',
  waysMove: 'Ways to move',
  inPlace: 'In place: always.',
  reload: 'Reload: {how}.',
  redirect: 'Redirect: {how}.',
  lastMove: 'Last move',
  openToSee: 'Open it to see',
  here: 'you are here',
  openInTab: 'Open {name} in a new tab',
});

export const signInTexts = catalogue('sign-in', {
  signingIn: 'Signing in…',
  signIn: 'Sign in',
  goOn: 'Go on',
  passwordAgain: 'Give your password again',
  notStarted: 'The sign-in could not be started: {why}',
  understudy: 'Understudy',
  ofAgent: '{label} of agent {agent}',
});

export const signInEndPanelTexts = catalogue('sign-in-end-panel', {
  missing: 'Enter your password.',
  heading: 'End of your sign-in',
  timeLeft: 'Time until your sign-in ends:',
  staySignedIn: 'Stay signed in',
  signInAgain: 'Sign in again',
  passwordOf: 'Password of agent {agent}',
  signingIn: 'Signing in…',
});

export const stateMenuTexts = catalogue('state-menu', {
  held: '{state}: waits for the connection',
  changing: 'Changing to {state}…',
  then: 'Then {state}',
  onlyFromNotReady: 'only from Not Ready',
  yourState: 'Your state:',
  changeYourState: 'Change your state',
});

export const toastsTexts = catalogue('toasts', {
  messages: 'Messages',
  dismiss: 'Dismiss: {text}',
});

export const toolTexts = catalogue('tool', {
  /** The desktop’s own first heading is hidden with the desktop. */
  understudy: 'Understudy',
  close: 'Close',
  loading: 'Loading…',
  failed: 'This page could not be loaded.',
  tryAgain: 'Try again',
});

export const understudyDesktopTexts = catalogue('understudy-desktop', {
  understudy: 'Understudy',
  failoverLab: 'Failover lab',
  desktopOf: 'Desktop of {name}',
  mockHint: 'Try agent 1001, password secret, extension 4001.',
});
