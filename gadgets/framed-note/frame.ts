/**
 * A third party's note, as it runs in its frame: shows the phase and the calls, and keeps what is typed, through the port
 * alone. Plain DOM: a frame brings its own code, and this one is to stay small.
 */
import { connectFrame, type DesktopView } from '../../src/gadget/framed/sdk.ts';
import { words } from './words.ts';

type Seen = Pick<DesktopView, 'phase' | 'agent' | 'dialogs' | 'staleSince'>;

const element = <Name extends keyof HTMLElementTagNameMap>(name: Name, id: string): HTMLElementTagNameMap[Name] => {
  const made = document.createElement(name);
  made.id = id;
  document.body.append(made);
  return made;
};

const phase = element('p', 'phase');
const calls = element('ul', 'calls');
const label = element('label', 'label');
label.htmlFor = 'note';
label.textContent = words.note;
const note = element('textarea', 'note');
note.rows = 4;
const kept = element('p', 'kept');

const desktop = await connectFrame<Seen>();

function show(view: Seen): void {
  const name = view.agent?.firstName ?? '';
  phase.textContent = `${name}: ${desktop.connected ? words.connected : words.notConnected}`;
  const rows = view.dialogs.map(({ fromAddress }) => words.from(fromAddress));
  calls.replaceChildren(
    ...[rows.length === 0 ? words.noCalls : words.calls(rows.length), ...rows].map((text) => {
      const row = document.createElement('li');
      row.textContent = text;
      return row;
    }),
  );
}
desktop.onChange(show);
show(desktop.view);

const before = await desktop.cache.get('note');
// What was typed while it was being read is newer.
if (typeof before === 'string' && note.value === '') note.value = before;
document.body.dataset['restored'] = 'yes';

let edits = 0;
async function keep(): Promise<void> {
  const mine = (edits += 1);
  kept.textContent = words.keeping;
  try {
    await desktop.cache.put('note', note.value);
    if (mine === edits) kept.textContent = words.kept;
  } catch (cause) {
    kept.textContent = words.notKept(cause instanceof Error ? cause.message : String(cause));
  }
}
note.addEventListener('input', () => void keep());
if (note.value !== '' && note.value !== before) void keep();
