/**
 * The least a two-way connection needs to be: a MessagePort, a Worker, or a BroadcastChannel dressed as one. Comlink's
 * `Endpoint` is the same shape.
 */

export interface Port {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  start?(): void;
  close?(): void;
}
