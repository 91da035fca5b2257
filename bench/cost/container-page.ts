/**
 * The page of the container that is compared: a frame for each gadget, the view by message, and the same User Timing marks
 * as the desktop's host sets. It holds no agent and no connection. Bundled for the run, and sent to the browser.
 */

interface Told {
  readonly gadgetId: string;
  readonly state: 'loaded' | 'ready' | 'failed';
}

const ids = JSON.parse(document.getElementById('gadgets')?.textContent ?? '[]') as readonly string[];
const mark = (gadgetId: string, state: string): void => {
  performance.mark(`understudy:gadget:${gadgetId}:${state}`);
};

async function open(): Promise<void> {
  const view: unknown = await (await fetch('view.json')).json();
  window.addEventListener('message', ({ data, source }: MessageEvent<Told>) => {
    if (data.state === 'loaded') {
      mark(data.gadgetId, 'restoring');
      (source as Window).postMessage({ view }, location.origin);
    } else {
      mark(data.gadgetId, data.state === 'ready' ? 'ready' : 'quarantined');
    }
  });
  for (const id of ids) {
    const frame = document.createElement('iframe');
    frame.src = `gadget-${id}.html`;
    frame.title = id;
    mark(id, 'loading');
    document.body.append(frame);
  }
}

// In the address as with the desktop: without a worker for the modes that have none.
if (!new URLSearchParams(location.search).has('no-sw')) void navigator.serviceWorker.register('sw.js');
void open();
