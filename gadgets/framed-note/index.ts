/** A note by a third party, in a sandboxed frame: this is what it is granted, `frame.ts` is the note. */
import { customElement } from '../../src/gadget/index.ts';
import { FramedGadget } from '../../src/gadget/framed/framed-gadget.ts';
import { words } from './words.ts';

@customElement('us-framed-note')
export default class FramedNoteGadget extends FramedGadget {
  static override readonly sees = ['phase', 'agent', 'dialogs', 'staleSince'] as const;
  protected override readonly page = 'framed-note.html';
  protected override readonly frameTitle = words.title;
}
