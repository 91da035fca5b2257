/**
 * The network in front of one node, as the operator made it: frozen, slow, lossy. Every connection asks here before it
 * lets bytes through. Knows no protocol and no node.
 */

export interface NetworkConditions {
  /** Connections stay open and nothing passes, either way: half-open for whoever is at the other end. */
  readonly frozen: boolean;
  /** One-way delay in ms, each way. */
  readonly latencyMs: number;
  /** Of 100 packets so many are lost and sent again, which on TCP shows as delay. */
  readonly lossPercent: number;
  /** The node takes so many ms longer for each request and stanza: overload, not distance. */
  readonly slowMs: number;
}

export const goodConditions: NetworkConditions = { frozen: false, latencyMs: 0, lossPercent: 0, slowMs: 0 };

/** Bytes of one packet on an Ethernet. */
const packetBytes = 1460;
/** First retransmission of a TCP stack on a short line (RFC 6298 allows 1 s; Linux begins at 200 ms). Doubles. */
const retransmissionMs = 200;
/** A stack would give up; the lab does not. */
const retransmissionsAtMost = 6;

export interface Network {
  readonly conditions: NetworkConditions;
  change(conditions: Partial<NetworkConditions>): void;
  /** How long `bytes` are under way, chance included. */
  travelMs(bytes: number): number;
  /** Called after every change; returns the cancel. */
  onChange(call: () => void): () => void;
}

/** `chance` gives numbers from 0 to below 1. */
export function createNetwork(chance: () => number): Network {
  let conditions = goodConditions;
  const listeners = new Set<() => void>();
  return {
    get conditions() {
      return conditions;
    },
    change(changed) {
      conditions = { ...conditions, ...changed };
      for (const call of [...listeners]) call();
    },
    travelMs(bytes) {
      const { latencyMs, lossPercent } = conditions;
      if (lossPercent === 0) return latencyMs;
      let delay = latencyMs;
      for (let packet = 0; packet < bytes; packet += packetBytes) {
        let attempts = 0;
        while (attempts < retransmissionsAtMost && chance() * 100 < lossPercent) attempts += 1;
        delay += retransmissionMs * (2 ** attempts - 1);
      }
      return delay;
    },
    onChange(call) {
      listeners.add(call);
      return () => listeners.delete(call);
    },
  };
}
