/**
 * A frame for tests. It keeps what it sees, so that the page, which cannot look into it, can read it; and it misbehaves
 * when the agent's first name tells it to.
 */
import { connectFrame, FrameRefused, type DesktopView } from '../sdk.ts';

type Seen = Pick<DesktopView, 'phase' | 'agent' | 'dialogs'>;

const desktop = await connectFrame<Seen>();
const draft = await desktop.cache.get('draft');
await desktop.cache.put('found', draft ?? 'nothing');

const misbehave: Readonly<Record<string, () => void | Promise<void>>> = {
  async Type() {
    await desktop.cache.put('draft', 'half a sentence');
  },
  Reload: () => location.reload(),
  /** As a frame that hangs: nothing comes any more. */
  Hang() {
    MessagePort.prototype.postMessage = () => undefined;
  },
  Throw() {
    throw new Error('thrown in the frame');
  },
  async Act() {
    const refused = await desktop.act({ do: 'makeCall', to: '5550100' }).catch((cause: unknown) => cause);
    const outcome = await desktop.act({ do: 'setState', state: 'READY' });
    await desktop.cache.put('acted', [refused instanceof FrameRefused ? refused.code : 'let through', outcome.outcome]);
  },
  async Steal() {
    const tries: Readonly<Record<string, () => unknown>> = {
      document: () => window.parent.parent.document.title,
      page: () => window.parent.document.title,
      storage: () => localStorage.length,
      cookie: () => document.cookie,
    };
    const got = Object.entries(tries).map(([name, attempt]) => {
      try {
        attempt();
        return name;
      } catch {
        return '';
      }
    });
    const fetched = await fetch(document.baseURI).then(
      () => 'fetch',
      () => '',
    );
    await desktop.cache.put('stolen', [...got, fetched].filter(Boolean));
  },
};

let done = '';
async function look(view: Seen): Promise<void> {
  const told = view.agent?.firstName ?? '';
  await desktop.cache.put('seen', [view.phase, view.dialogs.length, Object.keys(view).sort().join(' ')]);
  if (told === done) return;
  done = told;
  await misbehave[told]?.();
}
desktop.onChange((view) => void look(view));
await look(desktop.view);
