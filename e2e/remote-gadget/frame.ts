/** A gadget that another host serves, for a story: shows who works and whether there is a connection, and makes the agent ready. */
import { connectFrame, type DesktopView } from '../../src/gadget/framed/sdk.ts';

/** The desktop's origin, put in by the story's bundler. */
declare const desktopOrigin: string;

type Seen = Pick<DesktopView, 'phase' | 'agent'>;

const said = document.createElement('p');
const note = document.createElement('input');
note.setAttribute('aria-label', 'Note');
const ready = document.createElement('button');
ready.textContent = 'Ready';
document.body.append(said, note, ready);

const desktop = await connectFrame<Seen>({ desktops: [desktopOrigin] });
const show = ({ agent }: Seen): void => {
  said.textContent = `${agent?.firstName ?? 'nobody'} is ${desktop.connected ? 'connected' : 'not connected'}`;
};
desktop.onChange(show);
show(desktop.view);
ready.addEventListener('click', () => void desktop.act({ do: 'setState', state: 'READY' }));
