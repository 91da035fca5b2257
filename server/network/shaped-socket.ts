/**
 * A client's connection as the node's server sees it: the real socket behind the network that the operator made. While
 * frozen neither side hears of the other, not even of its end. Knows no protocol.
 */
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Network } from './conditions.ts';
import { createLane } from './lane.ts';

/** So much may wait on the road in one direction before the sender is made to wait. */
const roadBytes = 262_144;

type Outgoing = { readonly chunk: Buffer; readonly done: (() => void) | undefined } | { readonly end: () => void };

export function shapeSocket(socket: Socket, network: Network): Duplex {
  let wantsData = false;

  const incoming = createLane<Buffer | null>(network, (chunk) => {
    if (!shaped.destroyed) wantsData = shaped.push(chunk);
    steer();
  });
  const outgoing = createLane<Outgoing>(network, (piece) => {
    if ('end' in piece) socket.end(piece.end);
    // Not done before the kernel has taken it: so the sender sees a client that does not read.
    else socket.write(piece.chunk, piece.done);
  });
  /** Reads on only where there is room: unread bytes fill the client's own window, as with a busy server. */
  const steer = (): void => {
    if (network.conditions.frozen || !wantsData || incoming.waitingBytes >= roadBytes) socket.pause();
    else socket.resume();
  };
  const send = (chunk: Buffer, done: () => void): void => {
    const onTheWay = outgoing.waitingBytes + chunk.length;
    if (onTheWay < roadBytes && network.conditions.latencyMs > 0) {
      // On a long road the sender may have more than one piece under way, but no more than the road holds.
      outgoing.put({ chunk, done: undefined }, chunk.length);
      done();
    } else outgoing.put({ chunk, done }, chunk.length);
  };

  const shaped: Duplex = new Duplex({
    allowHalfOpen: true,
    read() {
      wantsData = true;
      steer();
    },
    write(chunk: Buffer, _encoding, done) {
      send(chunk, done);
    },
    writev(chunks, done) {
      send(Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer)), done);
    },
    final(done) {
      outgoing.put({ end: () => done() }, 0);
    },
    destroy(error, done) {
      incoming.clear();
      outgoing.clear();
      closeSocket();
      done(error);
    },
  });

  const stopListening = network.onChange(() => {
    if (shaped.destroyed) {
      closeSocket();
      return;
    }
    steer();
    incoming.check();
    outgoing.check();
  });
  /** A frozen network carries no goodbye: the socket stays as it is until the thaw. */
  const closeSocket = (): void => {
    if (!network.conditions.frozen) socket.destroy();
  };

  socket.on('data', (chunk) => {
    incoming.put(chunk, chunk.length);
    steer();
  });
  socket.on('end', () => incoming.put(null, 0));
  socket.on('error', (error) => shaped.destroy(error));
  socket.on('close', () => {
    stopListening();
    shaped.destroy();
  });
  steer();
  return shaped;
}
