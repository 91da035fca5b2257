/** Listening on an origin: both loopback addresses for `localhost`, a clear complaint for a busy port. Knows no protocol. */
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

export class PortBusy extends Error {
  override readonly name = 'PortBusy';
  readonly code = 'port-busy';
  readonly port: number;
  constructor(port: number, host: string) {
    super(`Port ${port} on ${host} is busy: something else listens there.`);
    this.port = port;
  }
}

export interface Listening {
  readonly port: number;
  /** Stops listening at once. Connections that are open stay open. */
  close(): void;
}

/** "localhost" is both addresses; a client may try either first. */
const addressesOf = (host: string): readonly string[] => (host === 'localhost' ? ['127.0.0.1', '::1'] : [host]);

/**
 * Connections that may wait to be taken; the system caps it (`net.core.somaxconn`). Node takes one per turn of its loop
 * and asks for 511 unless told: when a whole centre arrives at a busy node the queue overflows, clients believe that
 * they are connected, and a minute later the system resets them.
 */
const waitingAtMost = 65_535;

/** Throws `PortBusy`, or the system's own error for an address that is not this machine's. */
export async function listen(host: string, port: number, onSocket: (socket: Socket) => void): Promise<Listening> {
  const servers: Server[] = [];
  const close = (): void => {
    for (const server of servers) server.close();
  };
  let chosen = port;
  for (const address of addressesOf(host)) {
    try {
      const server = await listenOn(address, chosen, onSocket);
      servers.push(server);
      chosen = (server.address() as AddressInfo).port;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      // A machine without IPv6 has only the other one.
      if (servers.length > 0 && (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT')) continue;
      close();
      throw code === 'EADDRINUSE' ? new PortBusy(chosen, host) : error;
    }
  }
  return { port: chosen, close };
}

function listenOn(address: string, port: number, onSocket: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, onSocket);
    server.once('error', reject);
    server.listen({ host: address, port, backlog: waitingAtMost }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}
