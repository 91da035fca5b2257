/**
 * The page's side of the core: joins the worker that serves all tabs, keeps a copy of the view, and when the worker dies
 * or is replaced, joins the next one. Knows nothing of what the view means.
 */
import type { MoveKind, ProfileName } from '../../core/contract.ts';
import type { DesktopView } from '../../core/view.ts';
import { createClock } from '../../thread/clock.ts';
import type { Clock } from '../../thread/clock.ts';
import type { HostKind } from '../../thread/host-port.ts';
import { heldLocks, tryLock } from '../../thread/locks.ts';
import type { Release } from '../../thread/locks.ts';
import { RpcError } from '../../thread/rpc.ts';
import type { CoreRpc, CoreToPage, LinkChoice, Sequenced } from '../protocol.ts';
import { aliveLock, instancesOf, lifeToJoin } from '../pure/instance.ts';
import { applyPatch, mergeView } from '../pure/view-delta.ts';
import type { ChangedView } from '../pure/view-delta.ts';
import type { CoreClient, CoreConnection } from './contract.ts';
import { askAhead, tabLock } from './ask-ahead.ts';
import type { AskedAhead } from './ask-ahead.ts';
import { joinWorker } from './joining.ts';
import type { Joining } from './joining.ts';
import { createTopics } from './topics.ts';

export interface CoreClientOptions {
  /** Default: a new one for each page load. One that another page holds is replaced by a new one. */
  readonly tabId?: string;
  /** ISO build time of this page, or `dev`. */
  readonly build: string;
  /** What the page has asked for before it knew all this, in place of `tabId`. */
  readonly ahead?: AskedAhead;
  readonly link: LinkChoice;
  readonly profile?: ProfileName;
  readonly move?: MoveKind;
  readonly host: HostKind;
  /** A fresh port to the mock cluster's worker, whenever the core's host needs one. */
  readonly clusterPort?: () => MessagePort;
  /** For tests: another worker script, or another name so that nothing is shared with other tests. */
  readonly worker?: { readonly url?: URL; readonly name?: string };
}

/** Real ms that a call waits for a connection before it is rejected with `worker-gone`. */
const connectPatienceMs = 10_000;
const shortCallMs = 10_000;
/** Real ms that an answer waits for the delta it belongs to; it is on its way already. */
const viewPatienceMs = 1000;
/** A command settles at the latest after a failover: virtual ms, beyond the longest published (DF-11: 110 s, +40 s). */
const commandVirtualMs = 300_000;

/** Waits before the next attempt to join, real ms; the last one goes on. */
const retryMs = [0, 100, 300, 1000, 3000] as const;

/** Real nodes and the simulated ones share nothing: neither worker, nor locks, nor what is kept. */
const workerName = (link: LinkChoice): string =>
  link.kind === 'mock' ? 'understudy-core' : `understudy-core-live-${link.name}`;

interface Numbered<T> {
  readonly value: T;
  readonly sequence: number;
}

export function connectCore(options: CoreClientOptions): CoreClient {
  const url = options.worker?.url ?? new URL('../core.worker.ts', import.meta.url);
  const name = options.worker?.name ?? workerName(options.link);
  const topics = createTopics();

  const asked = options.ahead ?? askAhead(options.tabId);
  let { tabId } = asked;
  let releaseTab: Release | undefined;
  let left = false;
  let joining: Joining | undefined;
  let attempts = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let connection: CoreConnection = { kind: 'connecting' };
  let view: DesktopView | undefined;
  let sequence = 0;
  let clock: Clock | undefined;

  const setConnection = (next: CoreConnection) => {
    connection = next;
    topics.connection.tell(next);
  };
  const setView = (next: ChangedView) => {
    view = next.view;
    if (next.changed.length > 0) topics.view.tell(next);
  };

  /** Joins a worker: the present one again, or the one that replaces it. */
  const join = async (held: AskedAhead['held'] = heldLocks('')) => {
    clearTimeout(retry);
    joining?.close();
    joining = undefined;
    const attempt = (attempts += 1);
    const ours = aliveLock(instancesOf(name, options.build));
    const alive = (await held).filter((lock) => lock.startsWith(ours));
    const life = lifeToJoin(alive, attempt);
    if (left || attempt !== attempts) return;
    joining = joinWorker({
      url,
      name,
      kind: options.host,
      life,
      join: {
        build: options.build,
        tabId,
        link: options.link,
        // What is set now, for a worker that has to start a core anew.
        profile: view?.profile ?? options.profile,
        move: view?.move ?? options.move,
      },
      clusterPort: options.clusterPort,
      attempt,
      deadlineMs: (method) =>
        method === 'command' || method === 'readFromNode'
          ? commandVirtualMs / (clock?.origin.speed ?? 1) + shortCallMs
          : shortCallMs,
      onMessage: receive,
      onDeath: replace,
      onSilence: () => void join(),
    });
  };

  const replace = () => {
    joining?.close();
    joining = undefined;
    if (left) return;
    setConnection(view ? { kind: 'replacing' } : { kind: 'connecting' });
    clearTimeout(retry);
    retry = setTimeout(() => void join(), retryMs[Math.min(attempts, retryMs.length - 1)]);
  };

  const outdated = () => {
    joining?.close();
    joining = undefined;
    clearTimeout(retry);
    setConnection({ kind: 'outdated' });
  };

  const receive = (message: CoreToPage) => {
    switch (message.type) {
      case 'welcome':
        attempts = 0;
        clock = createClock(message.clock);
        sequence = message.sequence;
        setView(mergeView(view, message.view));
        if (connection.kind !== 'open' || connection.instance !== message.instance) {
          setConnection({ kind: 'open', instance: message.instance, host: joining?.where ?? 'shared' });
        }
        return;
      case 'delta':
        if (!view || message.sequence <= sequence) return;
        if (message.sequence === sequence + 1) {
          sequence = message.sequence;
          setView(applyPatch(view, message.patch));
        } else joining?.again();
        return;
      case 'announce':
        topics.announce.tell(message.notice);
        return;
      case 'save':
        topics.save.tell(message.round);
        return;
      case 'reload':
        topics.reload.tell({ epoch: message.epoch, node: message.node });
        return;
      case 'hand-over':
        topics.handOver.tell({ epoch: message.epoch, node: message.node });
        return;
      case 'log':
        topics.log.tell({ at: message.at, text: message.text });
        return;
      case 'mark':
        performance.mark(`understudy:${message.name}`, {
          detail: { epoch: message.epoch, node: message.node, at: message.at },
        });
        return;
      case 'need-cluster':
        joining?.giveCluster();
        return;
      case 'stepping-down':
        // The newer page that made it step down goes on to the newer worker; any other must be loaded anew.
        if (message.build !== undefined && message.build > options.build) outdated();
        else replace();
        return;
      case 'page-outdated':
        outdated();
        return;
    }
  };

  const begin = async ({ lock, held }: AskedAhead) => {
    left = false;
    let release = await lock;
    if (!release) {
      // A duplicated tab brings the id of the one it was made from.
      tabId = crypto.randomUUID();
      release = await tryLock(tabLock(tabId));
    }
    if (isLeft()) release?.();
    else {
      releaseTab = release;
      void join(held);
    }
  };
  /** `left` may change during an await, which control flow analysis does not see. */
  const isLeft = () => left;

  const leave = () => {
    left = true;
    clearTimeout(retry);
    joining?.leave();
    joining = undefined;
    releaseTab?.();
    releaseTab = undefined;
    setConnection({ kind: 'connecting' });
  };
  globalThis.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    if (!left) leave();
    void begin(askAhead(tabId));
  });
  void begin(asked);

  const connected = async (): Promise<Sequenced<CoreRpc>> => {
    const limit = performance.now() + connectPatienceMs;
    while (connection.kind !== 'open' || !joining) {
      const wait = limit - performance.now();
      if (connection.kind === 'outdated' || left || wait <= 0) {
        throw new RpcError('worker-gone', 'there is no connection to the core');
      }
      await topics.connection.next(wait);
    }
    return joining.rpc;
  };
  /** Calls, and waits until the view shows what the answer speaks of. */
  const call = async <T>(make: (rpc: Sequenced<CoreRpc>) => Promise<Numbered<T>>): Promise<T> => {
    const rpc = await connected();
    const answer = await make(rpc);
    const limit = performance.now() + viewPatienceMs;
    while (sequence < answer.sequence && joining?.rpc === rpc && performance.now() < limit) {
      await topics.view.next(viewPatienceMs);
    }
    return answer.value;
  };

  return {
    get connection() {
      return connection;
    },
    get view() {
      return view;
    },
    onConnection: (listener) => topics.connection.on(listener),
    onView: (listener) => topics.view.on((next) => listener(next.view, next.changed)),
    onAnnounce: (listener) => topics.announce.on(listener),
    onReload: (listener) => topics.reload.on(listener),
    onSave: (listener) => topics.save.on(listener),
    told: (message) => joining?.tell(message),
    onLog: (listener) => topics.log.on(listener),
    now: () => clock?.now() ?? performance.timeOrigin + performance.now(),
    signIn: (request) => call((rpc) => rpc.signIn(request)),
    signOut: (reasonCodeId) => call((rpc) => rpc.signOut(reasonCodeId)),
    readFromNode: (path, query, node) => call((rpc) => rpc.readFromNode(path, query, node)),
    command: (command) => call((rpc) => rpc.command(command)),
    configure: (settings) => call((rpc) => rpc.configure(settings)),
    takeBack: () => call((rpc) => rpc.takeBack()),
    dismissNotice: (id) => call((rpc) => rpc.dismissNotice(id)),
    followTeamMessages: () => call((rpc) => rpc.followTeamMessages()),
    mediaChannel: (report) => call((rpc) => rpc.mediaChannel({ ...report, tabId })),
    renewSignIn: (password) => call((rpc) => rpc.renewSignIn(password)),
    postponeMaintenance: () => call((rpc) => rpc.postponeMaintenance()),
    recording: () => call((rpc) => rpc.recording()),
    handOver: {
      onAsked: (listener) => topics.handOver.on(listener),
      ticket: (epoch) => call((rpc) => rpc.ticket(epoch)),
      done: (epoch, outcome) => call((rpc) => rpc.handedOver(epoch, outcome)),
      take: (envelope) => call((rpc) => rpc.takeOver(envelope)),
      reportWays: (ways) => call((rpc) => rpc.reportWays(ways)),
    },
    leave,
  };
}
