/** A cluster client that carries out the lab's switches on a world view, and refuses what it is told to refuse. */
import type { ClusterLogEntry } from '../../cluster/contract.ts';
import type { ClusterClient } from '../../mock/client/contract.ts';
import type { WorldView } from '../../sim/contract.ts';
import type { NodeName } from '../../wire/names.ts';

const healthy = {
  running: true,
  inService: true,
  notificationRunning: true,
  finessePresence: true,
  ctiSide: 'A',
  present: [],
} as const;

export const healthyWorld: WorldView = {
  nodes: { publisher: { ...healthy, present: ['1001'] }, subscriber: healthy },
  cti: { A: 'up', B: 'up' },
  network: { publisher: { cut: false, latencyMs: 15 }, subscriber: { cut: false, latencyMs: 25 } },
  agents: [
    { loginId: '1001', state: 'TALKING', reasonCode: undefined, extension: '4001' },
    { loginId: '1002', state: 'LOGOUT', reasonCode: undefined, extension: '4002' },
  ],
  calls: [{ id: '16777217', from: '5550100', to: '4001', agents: ['1001'] }],
  chat: { server: 'first', users: [], chats: [] },
  awdb: { primary: 'up', secondary: 'up' },
  media: [],
};

type Watcher = Parameters<ClusterClient['watch']>[0];

export class FakeCluster implements ClusterClient {
  world = healthyWorld;
  readonly calls: [action: string, args: unknown][] = [];
  refusal: Error | undefined;
  readonly #watchers = new Set<Watcher>();

  lab(action: string, args?: Readonly<Record<string, unknown>>): Promise<void> {
    this.calls.push([action, args]);
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve();
  }
  watch(listener: Watcher): () => void {
    this.#watchers.add(listener);
    listener.onWorld?.(this.world);
    return () => this.#watchers.delete(listener);
  }
  get watchers(): number {
    return this.#watchers.size;
  }
  show(world: WorldView): void {
    this.world = world;
    for (const watcher of this.#watchers) watcher.onWorld?.(world);
  }
  say(entry: ClusterLogEntry): void {
    for (const watcher of this.#watchers) watcher.onLog?.(entry);
  }
  changeNode(node: NodeName, change: Partial<WorldView['nodes'][NodeName]>): void {
    const nodes = { ...this.world.nodes, [node]: { ...this.world.nodes[node], ...change } };
    this.show({ ...this.world, nodes });
  }
  portForCore(): MessagePort {
    return new MessageChannel().port1;
  }
  setSpeed(): Promise<void> {
    return Promise.resolve();
  }
  setCurrentNode(): void {
    // Nobody asks.
  }
  serveServiceWorker(): void {
    // Nobody asks.
  }
}
