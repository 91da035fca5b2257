/** The words around a gadget: its title bar, and what is said when it was stopped. */
import type { GadgetFault } from '../gadget/contract.ts';
import { catalogue } from './locale.ts';

export const gadgetTexts = catalogue('gadget', {
  showGadget: 'Show {title}',
  stopped: '{title} was stopped.',
  othersGoOn: 'The other gadgets go on, and what you typed here is kept.',
  restart: 'Restart this gadget',
  otherHost: 'this desktop may not load gadgets from {hosts}: its config.json does not name it',
  noSuchAddress: 'nothing can be loaded from {url}',
  fromHost: 'From {host}',
  fromHostInstead: 'From {host}: {instead} did not answer when it was loaded.',
  noSuchGadget: 'this build has no gadget called {name}',
  missed: 'Missed {time}',
  missedAround: 'around {to}',
  missedFrom: 'from {from} to {to}',
  missedTitle: 'Events about {slice} {between} are missing. What is shown was read again at {to}.',
});

export const faultTexts: Readonly<Record<GadgetFault['step'], string>> = catalogue('gadget.fault', {
  load: 'It could not be loaded.',
  restore: 'It could not bring its state back.',
  render: 'It failed while drawing itself.',
  event: 'It failed again and again.',
  deadline: 'It did not get ready in time.',
});

/** How fresh a gadget's data are. */
export const markTexts = catalogue('gadget.mark', {
  loading: 'Loading…',
  loadingSlowly: 'Loading slowly…',
  restoring: 'Restoring…',
  restoringSlowly: 'Restoring slowly…',
  ready: 'Live',
  stale: 'Not live',
  staleSince: 'As of {time}',
  quarantined: 'Stopped',
});
