/**
 * Which Media Routing Domains a gadget serves, and whether its channel is ready (MRD-4): told to the core, told again when
 * the core's worker was replaced. Knows no element; decides nothing about Work.
 */
import type { CoreClient } from '../worker/client/contract.ts';
import type { MediaService } from './contract.ts';

export interface MediaServicesOptions {
  readonly gadgetId: string;
  readonly client: Pick<CoreClient, 'view' | 'mediaChannel' | 'onConnection'>;
}

export interface MediaServices {
  /** The same service for the same domain. */
  serve(mrdId: string, need?: 'required' | 'optional'): MediaService;
  /** The element is gone (moved, put aside): nothing is ready until somebody says so again. */
  suspend(): void;
  /** The page lets go of the gadget; the core goes on waiting for it. */
  dispose(): void;
}

type Need = 'required' | 'optional';
type Word = 'ready' | 'not-ready' | 'away' | 'absent';

/** Of `RpcError`. */
const workerGone: readonly unknown[] = ['worker-gone', 'deadline'];

interface Said {
  readonly need: Need;
  /** The round for which it was said to be ready. */
  readyFor: number | undefined;
  readonly service: MediaService;
}

export function createMediaServices({ gadgetId, client }: MediaServicesOptions): MediaServices {
  const served = new Map<string, Said>();
  const round = () => client.view?.media.round ?? 0;

  const tell = (mrdId: string, need: Need, channel: Word) => {
    client.mediaChannel({ gadgetId, mrdId, need, channel, round: round() }).catch((error: unknown) => {
      // Without a worker nothing can be told; its successor is told everything. A refusal is a defect.
      if (!workerGone.includes((error as { readonly code?: unknown }).code)) reportError(error);
    });
  };
  const isReady = (said: Said) => said.readyFor === round();
  const tellAll = () => {
    for (const [mrdId, said] of served) tell(mrdId, said.need, 'not-ready');
  };
  let instance: string | undefined;
  const stop = client.onConnection((connection) => {
    if (connection.kind !== 'open' || connection.instance === instance) return;
    instance = connection.instance;
    // A core that knows nothing of a failover it did not see: everybody says it anew.
    for (const said of served.values()) said.readyFor = undefined;
    tellAll();
  });

  return {
    serve(mrdId, need = 'required') {
      const known = served.get(mrdId);
      if (known?.need === need) return known.service;
      const said: Said = {
        need,
        readyFor: undefined,
        service: {
          mrdId,
          get ready() {
            return isReady(said);
          },
          channelReady(ready) {
            said.readyFor = ready ? round() : undefined;
            if (served.get(mrdId) === said) tell(mrdId, need, ready ? 'ready' : 'not-ready');
          },
          end() {
            if (served.get(mrdId) !== said) return;
            served.delete(mrdId);
            tell(mrdId, need, 'absent');
          },
        },
      };
      served.set(mrdId, said);
      tell(mrdId, need, 'not-ready');
      return said.service;
    },
    suspend() {
      for (const [mrdId, said] of served) {
        if (said.readyFor === undefined) continue;
        said.readyFor = undefined;
        tell(mrdId, said.need, 'not-ready');
      }
    },
    dispose() {
      stop();
      for (const [mrdId, { need }] of served) tell(mrdId, need, 'away');
      served.clear();
    },
  };
}
