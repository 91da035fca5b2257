/**
 * The core's worker as tests need it: its build is in its name (`scope@build`), it ends soon without tabs, and it dies
 * when told so on the BroadcastChannel `kill:<name>`, without a word, as in a crash.
 */
import { serveHost } from '../../thread/serve-host.ts';
import { createCoreHost } from '../host/core-host.ts';

const worker = globalThis as unknown as { readonly name: string; readonly location: Location; close(): void };
const build = new URL(worker.location.href).searchParams.get('build') ?? 'dev';
const host = createCoreHost({ scope: worker.name, build, idleEndMs: 300, end: () => worker.close() });
serveHost((port) => host.connect(port));
new BroadcastChannel(`kill:${worker.name}`).onmessage = () => worker.close();
