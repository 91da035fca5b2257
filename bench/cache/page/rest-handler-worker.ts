/** In the place of the cluster's worker: answers with the common handler on each port that it is given. */
import type { ClientToCluster, ClusterToClient } from '../../../src/mock/protocol.ts';
import type { RestRequest } from '../rest-contract.ts';
import { handle } from './rest-handler.ts';

addEventListener('message', ({ ports }: MessageEvent) => {
  for (const port of ports)
    port.onmessage = ({ data }: MessageEvent<ClientToCluster>) => {
      if (data.type !== 'rest') return;
      const reply = handle(data.request as RestRequest);
      port.postMessage({ type: 'rest', id: data.id, reply } satisfies ClusterToClient);
    };
});
