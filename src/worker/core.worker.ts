/** Entry of the core's worker. The build replaces `__BUILD__`; not bundled, the worker fits every page. */
import { serveCore } from './serve-core.ts';

declare const __BUILD__: string | undefined;

serveCore({ build: typeof __BUILD__ === 'string' ? __BUILD__ : 'dev' });
