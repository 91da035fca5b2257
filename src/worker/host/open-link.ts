/** Opens the link that a page asked for: to the mock cluster's worker, or to a pair of real nodes. */
import type { ClockOrigin } from '../../thread/clock.ts';
import type { Port } from '../../thread/port.ts';
import type { NodeName } from '../../wire/names.ts';
import type { Link } from '../link/link.ts';
import { createMockLink } from '../link/mock-link.ts';
import type { LinkChoice } from '../protocol.ts';

export interface OpenedLink {
  readonly link: Link;
  /** Virtual ms per real one. */
  readonly speed: number;
  /** Ports to the mock cluster; a live link lets them go. */
  attachCluster(port: Port): void;
  detachCluster(port: Port): void;
}

export interface LinkSurroundings {
  /** The Web Lock by which others learn of this worker's end. */
  readonly aliveLock: string;
  /** Mock mode: the cluster's clock. */
  readonly onClock: (origin: ClockOrigin) => void;
  /** Mock mode: another port is wanted. */
  readonly onLost: () => void;
  /** A line for the log. */
  readonly note: (text: string) => void;
}

/** Rejects when the live link's code cannot be loaded: it comes on its own, because mock mode does not need it. */
export async function openLink(choice: LinkChoice, around: LinkSurroundings): Promise<OpenedLink> {
  if (choice.kind === 'mock') {
    const { aliveLock, onClock, onLost } = around;
    const link = createMockLink({ aliveLock, speed: choice.speed, onClock, onLost });
    return {
      link,
      speed: choice.speed,
      attachCluster: (port) => link.attach(port),
      detachCluster: (port) => link.detach(port),
    };
  }
  const { createLiveLink } = await import('../link/live-link.ts');
  const referrer = new URL(`?live=${encodeURIComponent(choice.name)}`, location.href).href;
  return {
    link: createLiveLink({
      nodes: choice.nodes,
      referrer,
      note: around.note,
      ...(choice.chat !== undefined && { chat: choice.chat }),
    }),
    speed: 1,
    attachCluster: (port) => port.close?.(),
    detachCluster: () => undefined,
  };
}

/** RFC 2606 names: nothing can be there. */
const mockHosts = { publisher: 'publisher.understudy.example', subscriber: 'subscriber.understudy.example' } as const;

/** Where a person can look at a node and its certificate in a tab of their own; nothing can be opened in mock mode. */
export function linksOf(choice: LinkChoice): Readonly<Record<NodeName, string>> | undefined {
  if (choice.kind === 'mock') return undefined;
  const { publisher, subscriber } = choice.nodes;
  return { publisher: new URL('/', publisher).href, subscriber: new URL('/', subscriber).href };
}

/** What people call the nodes: by host name, and by port where that alone tells them apart. */
export function hostsOf(choice: LinkChoice): Readonly<Record<NodeName, string>> {
  if (choice.kind === 'mock') return mockHosts;
  const [publisher, subscriber] = [new URL(choice.nodes.publisher), new URL(choice.nodes.subscriber)];
  return publisher.hostname === subscriber.hostname
    ? { publisher: publisher.host, subscriber: subscriber.host }
    : { publisher: publisher.hostname, subscriber: subscriber.hostname };
}
