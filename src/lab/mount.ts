/**
 * The lab's door: puts the drawer beside the desktop and feeds it from cluster and core. Loaded on demand; the desktop
 * works without it.
 */
import type { DesktopView } from '../core/view.ts';
import type { ClusterClient } from '../mock/client/contract.ts';
import type { CoreClient } from '../worker/client/contract.ts';
import { LabDrawer } from './lab-drawer.ts';
import { keptLines, type LogLine } from './live-log.ts';
import { collectTimeline } from './timeline/collect.ts';

export interface LabOptions {
  /** The drawer is appended here; it floats at the window's end side. */
  readonly root: HTMLElement;
  /** Absent with real nodes: then there is the log and how the core fails over, and nothing to switch. */
  readonly cluster?: ClusterClient;
  readonly client: CoreClient;
  /** Name of the scenario that the address asks for. */
  readonly scenario?: string;
  /** Takes the keyboard when the drawer closes and what had opened it is no longer on the page. */
  readonly focusWork?: () => void;
}

export interface Lab {
  toggle(): void;
  dispose(): void;
}

/** The desktop makes room for the open drawer where there is enough; on a narrow window the drawer lies above it. */
const makeRoom = `@media (min-width: 64rem) {
  :root[data-lab='open'] { --us-drawer-width: 24rem; }
  :root[data-lab='open'][data-lab-size='wide'] { --us-drawer-width: min(44rem, 60vw); }
  :root[data-lab='open'] body { padding-inline-end: var(--us-drawer-width); }
}`;

/** Ms. */
const gatherMs = 50;

/** The drawer is there and closed: `toggle` shows it and hides it. The log goes on either way. */
export function mountLab({ root, cluster, client, scenario, focusWork }: LabOptions): Lab {
  const drawer = new LabDrawer();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(makeRoom);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  let opener: Element | null = null;
  let count = 0;
  let waiting: LogLine[] = [];
  let drawing: ReturnType<typeof setTimeout> | undefined;

  /** Lines come by the dozen in a failover: one redraw for those of a moment. Not by frame: hidden pages draw none. */
  const add = (at: number, who: string, text: string): void => {
    count += 1;
    waiting.push({ id: count, at, who, text });
    drawSoon();
  };
  const drawSoon = (): void => {
    drawing ??= setTimeout(() => {
      drawing = undefined;
      if (waiting.length > 0) drawer.lines = [...drawer.lines, ...waiting].slice(-keptLines);
      waiting = [];
      drawer.timeline = timeline.data;
      drawer.now = client.now();
    }, gatherMs);
  };
  const timeline = collectTimeline(() => client.now(), drawSoon);

  const showView = (view: DesktopView | undefined): void => {
    timeline.view(view);
    if (view && view.phase !== drawer.view?.phase) {
      add(client.now(), 'desktop', `phase ${view.phase}, epoch ${view.epoch}, on ${view.node ?? 'no node'}`);
    }
    drawer.view = view;
  };

  const setOpen = (open: boolean): void => {
    const hadFocus = drawer.matches(':focus-within');
    drawer.hidden = !open;
    document.documentElement.dataset.lab = open ? 'open' : 'closed';
    if (open) {
      void drawer.updateComplete.then(() => drawer.shown());
      opener = deepActiveElement();
      // Opened by hand the keyboard goes on in the drawer; opened by the address nothing moves.
      if (opener && opener !== document.body) void drawer.updateComplete.then(() => drawer.focusTitle());
    } else if (hadFocus) {
      if (opener instanceof HTMLElement) opener.focus();
      // The sign-in page's button opened it, say, and the agent is signed in by now. Firefox leaves the focus in what is
      // hidden until the next frame.
      if (document.activeElement === document.body || drawer.matches(':focus-within')) focusWork?.();
    }
  };

  drawer.mock = cluster !== undefined;
  if (cluster) drawer.act = (action, args) => cluster.lab(action, args);
  drawer.clearTimeline = () => timeline.clear();
  drawer.takeRecording = () => client.recording();
  drawer.configure = (settings) => client.configure(settings);
  drawer.virtualNow = () => client.now();
  drawer.close = () => setOpen(false);
  const stop = [
    cluster?.watch({
      onLog(entry) {
        timeline.cluster(entry);
        add(entry.at, entry.part, entry.text);
      },
      onWorld: (world) => (drawer.world = world),
    }),
    client.onLog((line) => {
      timeline.core(line);
      add(line.at, 'core', line.text);
    }),
    client.onView(showView),
  ];
  showView(client.view);
  setOpen(false);
  root.append(drawer);
  if (scenario !== undefined) {
    drawer.scenario = scenario;
    drawer.open('scenarios');
  }

  return {
    toggle: () => setOpen(drawer.hidden === true),
    dispose() {
      for (const unsubscribe of stop) unsubscribe?.();
      timeline.dispose();
      clearTimeout(drawing);
      drawer.remove();
      delete document.documentElement.dataset.lab;
      delete document.documentElement.dataset.labSize;
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}

function deepActiveElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}
