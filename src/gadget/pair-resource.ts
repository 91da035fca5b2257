/**
 * The same thing read from each node of the pair, whichever this desktop is on, again and again while it is seen: what an
 * administrator looks after. Whoever lacks the role asks for nothing. Knows no gadget's element but by its host.
 */
import type { ReactiveControllerHost } from 'lit';
import type { WirePayload } from '../wire/http.ts';
import type { NodeName } from '../wire/names.ts';
import type { Role } from '../wire/user.ts';
import type { DesktopHandle } from './contract.ts';
import { NodeResource } from './node-resource.ts';

export interface PairResourceOptions {
  /** Path below `/finesse/api/`. */
  readonly path: string;
  /** Who may read it. */
  readonly role: Role;
  /** As `NodeResourceOptions.every`, for each of the two nodes. */
  readonly every: number;
  /** Takes a good answer of a node in. What it throws is told as an answer that cannot be used. */
  readonly take: (node: NodeName, payload: WirePayload) => void;
}

type Host = ReactiveControllerHost & Element & { readonly desktop: DesktopHandle };

/** `new PairResource(this, {…})` in a gadget's constructor; read anew after a sign-in and after a move. */
export class PairResource {
  readonly publisher: NodeResource;
  readonly subscriber: NodeResource;
  readonly #host: Host;
  readonly #role: Role;

  constructor(host: Host, options: PairResourceOptions) {
    this.#host = host;
    this.#role = options.role;
    this.publisher = this.#of('publisher', options);
    this.subscriber = this.#of('subscriber', options);
  }

  /** The agent has the role. */
  get isAllowed(): boolean {
    return this.#host.desktop.agent.roles.includes(this.#role);
  }

  #of(node: NodeName, { path, every, take }: PairResourceOptions): NodeResource {
    let asked: string | undefined;
    return new NodeResource(this.#host, {
      path: () => (this.isAllowed ? path : undefined),
      node,
      every,
      occasion: ({ view }) => `${view.session?.signedInAt ?? ''} ${view.epoch}`,
      have: () => asked,
      take: (payload, occasion) => {
        take(node, payload);
        asked = occasion;
      },
    });
  }
}
