/** A node that is too busy to take a single connection: listens as the lab does, says where, and then never looks again. */
import { listen } from '../network/listen.ts';

const { port } = await listen('127.0.0.1', 0, (socket) => socket.destroy());
process.send?.(port, () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
