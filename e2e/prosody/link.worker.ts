/** The live link alone in a module worker, driven by messages: what comes in is called, what happens goes out. */
import type { ChannelEvent } from '../../src/core/contract.ts';
import type { LinkAnswer, LinkChannel } from '../../src/worker/link/link.ts';
import { createLiveLink } from '../../src/worker/link/live-link.ts';
import type { ApiRequest } from '../../src/wire/http.ts';
import type { NodeName } from '../../src/wire/names.ts';

export type ToLink =
  | { readonly do: 'make'; readonly origin: string }
  | { readonly do: 'request'; readonly node: NodeName; readonly request: ApiRequest }
  | {
      readonly do: 'open';
      readonly channel: number;
      readonly agentId: string;
      readonly password: string;
      readonly resource: string;
    }
  | { readonly do: 'subscribe'; readonly channel: number; readonly path: string }
  | { readonly do: 'ping'; readonly channel: number; readonly ping: number }
  | { readonly do: 'close'; readonly channel: number };

export type FromLink =
  | { readonly channel: number; readonly event: ChannelEvent }
  | { readonly answer: LinkAnswer }
  | { readonly note: string };

const scope = globalThis as unknown as {
  postMessage(message: FromLink): void;
  onmessage: (event: MessageEvent<ToLink>) => void;
};
let link: ReturnType<typeof createLiveLink> | undefined;
const channels = new Map<number, LinkChannel>();

scope.onmessage = ({ data }) => {
  if (data.do === 'make') {
    // The other node is not there: port 1 answers nobody.
    const nodes = { publisher: data.origin, subscriber: 'http://localhost:1' };
    link = createLiveLink({ nodes, note: (note) => scope.postMessage({ note }) });
    return;
  }
  if (!link) throw new Error('there is no link yet');
  if (data.do === 'request') {
    link.request(data.node, data.request, undefined, (answer) => scope.postMessage({ answer }));
    return;
  }
  const { channel } = data;
  if (data.do === 'open') {
    const { agentId, password, resource } = data;
    const opening = { channel, node: 'publisher', resource, credential: { agentId, password } } as const;
    channels.set(
      channel,
      link.openChannel(opening, (event) => scope.postMessage({ channel, event })),
    );
  } else if (data.do === 'subscribe') channels.get(channel)?.subscribe(data.path);
  else if (data.do === 'ping') channels.get(channel)?.ping(data.ping);
  else channels.get(channel)?.close();
};
