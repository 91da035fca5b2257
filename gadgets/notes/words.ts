/** Everything the notes gadget says, in one place. */
import { catalogue } from '../../src/gadget/index.ts';

export const words = catalogue('gadget.notes', {
  about: 'What the note is about',
  note: 'Note',
  kept: 'Kept while you write. Ctrl+Enter saves.',
  saveNote: 'Save note',
  notSaved: ', not saved',
  placeholder: 'What was said, what is to be done',
  savedNotes: 'Saved notes',
  noCall: 'No call',
  callFrom: 'Call from {who}',
  callTo: 'Call to {who}',
  nothingToSave: 'There is nothing to save yet.',
  list: 'Saved notes, newest first',
});
