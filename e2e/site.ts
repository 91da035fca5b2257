/** The built static site on its own port, as any static host would serve it; stories stop it and start it again. */
import { serve } from '../tools/serve.mjs';

export interface Site {
  readonly url: string;
  /** Really gone: the socket is closed and open connections are dropped. */
  stop(): Promise<void>;
  /** Back on the same port. */
  start(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  let server: Awaited<ReturnType<typeof serve>> | undefined = await serve({ dir: 'dist', port: 0 });
  const port = Number(new URL(server.url).port);
  return {
    url: server.url,
    async stop() {
      await server?.close();
      server = undefined;
    },
    async start() {
      server ??= await serve({ dir: 'dist', port });
    },
  };
}
