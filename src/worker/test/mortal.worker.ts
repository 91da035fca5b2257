/**
 * The core's worker as tests need it: its build is in its name (`scope@build`), it ends soon without tabs, and it dies
 * when told so on the BroadcastChannel `kill:<name>`, without a word, as in a crash. `?deaf=1` in its address: its first
 * life never answers.
 */
import { lifeOfName } from '../../thread/lives.ts';
import { serveHost } from '../../thread/serve-host.ts';
import { createCoreHost } from '../host/core-host.ts';

const worker = globalThis as unknown as { readonly name: string; readonly location: Location; close(): void };
const { searchParams } = new URL(worker.location.href);
const { name: scope, life } = lifeOfName(worker.name);
if (life > Number(searchParams.get('deaf') ?? 0)) {
  const build = searchParams.get('build') ?? 'dev';
  const host = createCoreHost({ scope, build, life, idleEndMs: 300, end: () => worker.close() });
  serveHost((port) => host.connect(port));
}
new BroadcastChannel(`kill:${scope}`).onmessage = () => worker.close();
