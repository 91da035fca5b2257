/** A client of the cluster's server on a bare MessagePort, for tests. */
import { holdLock } from '../../thread/locks.ts';
import type { ClientToCluster, ClusterToClient } from '../protocol.ts';

type OfType<T extends ClusterToClient['type']> = Extract<ClusterToClient, { type: T }>;

/** A client on a MessagePort that remembers what it was told and can wait for more. */
export class TestClient {
  readonly heard: ClusterToClient[] = [];
  readonly lock = `test-client:${crypto.randomUUID()}`;
  /** The answer to `hello`. */
  welcomed: OfType<'welcome'> | undefined;
  release: () => void = () => undefined;
  readonly #port: MessagePort;
  #wake: () => void = () => undefined;
  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = (event: MessageEvent<ClusterToClient>) => {
      this.heard.push(event.data);
      this.#wake();
    };
  }
  send(message: ClientToCluster | Record<string, unknown>, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }
  async hello(role: 'core' | 'page' = 'page', speed = 1000): Promise<void> {
    this.release = await holdLock(this.lock);
    this.send({ type: 'hello', role, aliveLock: this.lock, speed });
    this.welcomed = await this.next('welcome');
  }
  /** Takes the next message of a type out of what was heard, waiting for it if need be. */
  async next<T extends ClusterToClient['type']>(type: T): Promise<OfType<T>> {
    for (;;) {
      const index = this.heard.findIndex((message) => message.type === type);
      if (index >= 0) return this.heard.splice(index, 1)[0] as OfType<T>;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
  /** A second port of this client. */
  adopt(): TestClient {
    const { port1, port2 } = new MessageChannel();
    this.send({ type: 'adopt', port: port1 }, [port1]);
    return new TestClient(port2);
  }
}
