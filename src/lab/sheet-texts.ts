/** The words of the lab’s sheets for time: scenarios, timeline, recorder. Knows no element. */
import { catalogue } from '../desktop/locale.ts';

export const recorderPanelTexts = catalogue('lab.recorder-panel', {
  lead: 'The core keeps what it heard in a ring. A recording holds no password; names, numbers and what customers said are replaced by pseudonyms before anything is shown or saved.',
  takeRecording: 'Take a recording',
  openFile: 'Open a file',
  saveAsFile: 'Save as a file',
  replay: 'Replay',
  different:
    '✕ {different} of {all} views are not what was recorded: another build, or chance that is not in the state.',
  equal: '✓ {equal} of {equal} views as recorded.',
  step: 'Step',
  stepAndPhase: 'Step {at}, {phase}',
  stepAt: 'Step {at} of {last}, {time} (+{since}):',
  previousPhase: 'Previous phase',
  back: 'Back',
  forward: 'Forward',
  nextPhase: 'Next phase',
  notTaken: 'The recording could not be taken',
  taken: '{steps} steps, {pseudonyms} values replaced by pseudonyms.',
  takenUnfaithfully:
    '{steps} steps, {pseudonyms} values replaced by pseudonyms; {lost} steps no longer lead to the same phase.',
  notOpened: '{file} could not be opened',
  opened: '{file}: {steps} steps.',
  failed: '{what}: {why}.',
});

export const viewTableTexts = catalogue('lab.view-table', {
  shown: 'What the desktop showed after this step',
  hash: 'Hash',
  asRecorded: '✓ as recorded',
  notAsRecorded: '✕ not as recorded',
  isNew: 'new',
  phase: 'Phase',
  epoch: 'Epoch, node',
  notifications: 'Notifications',
  publisher: 'Publisher',
  subscriber: 'Subscriber',
  agent: 'Agent',
  dialogs: 'Calls and tasks',
  pending: 'Pending',
  banner: 'Banner',
  toasts: 'Toasts',
  none: 'none',
  nothing: 'nothing',
  input: 'What came in',
});

export const scenariosPanelTexts = catalogue('lab.scenarios-panel', {
  find: 'Find',
  live: 'Live, on the cluster beside you',
  requirements: 'Requirements, each in a cluster of its own',
  step: 'Step',
  fromBeginning: 'From the beginning',
  copyLink: 'Copy link',
  run: 'Run',
  notHere: 'There is no scenario “{id}” here.',
  over: '✓ Over; all {held} expectations hold.',
  copied: 'Copied: {link}',
  pause: 'Pause',
  speed: 'Speed',
  said: 'What was said',
});

export const tablesTexts = catalogue('lab.tables', {
  measuredMoves: 'Measured moves',
  move: 'Move',
  phases: 'Phases',
  took: 'Took',
  noNode: 'no node',
  epochNumber: 'Epoch {epoch},',
  noneYet: 'None yet. Break something on the Cluster sheet.',
  asTable: 'What is shown, as a table ({length})',
  time: 'Time',
  epoch: 'Epoch',
  who: 'Who',
  what: 'What',
  limited: 'The last {tableLimit}; zoom in for the {left} before them.',
});

export const timelineTexts = catalogue('lab.timeline', {
  filters: 'What is shown',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  earlier: 'Earlier',
  later: 'Later',
  lastMove: 'Last move',
  showAll: 'All',
  clear: 'Clear',
  cluster: 'Cluster',
  core: 'Core',
  phases: 'Phases',
  gadget: 'Gadgets',
  epoch: 'Epoch',
  all: 'all',
  drawing: 'Timeline: plus and minus zoom, arrow keys move, 0 shows all',
  pointAtMark: 'Point at a mark to read it; or open the table below.',
});
