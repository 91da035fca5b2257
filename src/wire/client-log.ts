/** What a desktop writes into a node's log (POST ClientLog). Read and written by `client-log-codec.ts`. */

export interface ClientLogBody {
  readonly kind: 'ClientLog';
  readonly logData: string;
}

/** Characters; more is refused (documented). */
export const clientLogLimit = 1_048_576;
