/**
 * Entry of the cluster's worker: one world for all clients of the origin. Runs as a SharedWorker, or as a dedicated one in
 * some tab (`src/thread/host-port.ts`). The worker's name is the database's name.
 */
import { createWorld } from '../sim/world.ts';
import type { WorldOptions } from '../sim/contract.ts';
import { holdLock } from '../thread/locks.ts';
import { serveHost } from '../thread/serve-host.ts';
import { createClusterServer } from './cluster-server.ts';
import { indexedDbJournal } from './indexed-db-journal.ts';
import { becomeWriter, whenNewerClaims } from './instance-order.ts';
import { clusterAliveLock, clusterDatabase } from './names.ts';
import { startCluster } from './start-cluster.ts';

/** Put in by the build; a moment of time as ISO text, so that newer is greater. */
declare const __BUILD__: string | undefined;
declare const self: DedicatedWorkerGlobalScope;

const build = typeof __BUILD__ === 'string' ? __BUILD__ : '';
/** Names reserved for documentation (RFC 2606); the seed is fixed so that every first day is the same day. */
const options: WorldOptions = {
  seed: 1,
  hosts: { publisher: 'publisher.understudy.example', subscriber: 'subscriber.understudy.example' },
  release: '12.6',
  load: 0,
  latencyMs: { publisher: 15, subscriber: 25 },
};
/** How long an absence may seem longer than it was. */
const signOfLifeEveryMs = 2000;

const instance = crypto.randomUUID();
const server = createClusterServer(instance);
const { name } = serveHost((port) => server.connect(port));

const start = async (): Promise<void> => {
  // One writer: two worlds on one journal would write two histories into it.
  const writerLock = name === clusterDatabase ? 'cluster-writer' : `cluster-writer:${name}`;
  await holdLock(clusterAliveLock(instance));
  await becomeWriter(writerLock, build);
  const engine = await startCluster({
    server,
    journal: indexedDbJournal(name),
    makeWorld: createWorld,
    options,
    wall: () => performance.timeOrigin + performance.now(),
  });
  setInterval(() => {
    if (server.clientCount > 0) engine.stamp();
  }, signOfLifeEveryMs);
  whenNewerClaims(writerLock, build, () => {
    void engine.settle().then(() => {
      engine.stop();
      self.close();
    });
  });
};

void start();
