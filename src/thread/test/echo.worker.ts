/** A host for the tests: counts its ports, echoes, hands on ports, and ends when told. */
import { serveHost } from '../serve-host.ts';
import type { Port } from '../port.ts';

interface Asked {
  readonly ask: 'who' | 'end' | 'use';
  readonly port?: Port;
}

const instance = crypto.randomUUID();
let ports = 0;
const served = serveHost((port) => {
  ports += 1;
  port.addEventListener('message', (event: MessageEvent<Asked>) => {
    const { ask, port: handed } = event.data;
    if (ask === 'who') port.postMessage({ instance, ports, name: served.name, kind: served.kind });
    if (ask === 'end') (globalThis as unknown as { close(): void }).close();
    if (ask === 'use' && handed) {
      handed.addEventListener('message', (inner) => handed.postMessage({ echo: inner.data as unknown }));
      handed.start?.();
    }
  });
});
