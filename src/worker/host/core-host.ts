/**
 * The worker's front door: carries out what the host core decides. Takes pages in, watches their locks, gives all of them
 * the one core, ends the worker. Decides nothing itself (`../pure/host-core.ts` does), knows nothing of what the core decides.
 */
import { createClock, originNow } from '../../thread/clock.ts';
import { drive } from '../../thread/driver.ts';
import { whenLockFree } from '../../thread/locks.ts';
import { exposeRpc } from '../../thread/rpc.ts';
import type { Port } from '../../thread/port.ts';
import { coreMethods, protocolVersion } from '../protocol.ts';
import type { CoreToPage, PageToCore } from '../protocol.ts';
import type { HostEffect, HostInput } from '../pure/host-core-contract.ts';
import { createHostCore } from '../pure/host-core.ts';
import { instanceName } from '../pure/instance.ts';
import { meetRivals } from './rivals.ts';
import { startCore } from './running-core.ts';
import type { RunningCore } from './running-core.ts';

export interface CoreHostOptions {
  /** Name of this worker: everything it shares with others of its origin (locks, database) bears it. */
  readonly scope: string;
  readonly build: string;
  /** Which life of the worker this is. */
  readonly life?: number;
  /** Real ms without tabs and without work after which the worker ends. */
  readonly idleEndMs?: number;
  /** Ends the worker. */
  readonly end: () => void;
}

export interface CoreHost {
  /** A page has connected. */
  connect(port: Port): void;
}

/** Real ms between a worker's last message and its end: what is posted in the same breath as `close` may never arrive. */
const lastWordsMs = 50;

type Join = Extract<PageToCore, { type: 'join' }>;

export function createCoreHost({ scope, build, life = 1, idleEndMs, end }: CoreHostOptions): CoreHost {
  const instance = instanceName(scope, build, life, crypto.randomUUID());
  const clock = createClock(originNow());
  const host = createHostCore(
    { protocol: protocolVersion, build, ...(idleEndMs === undefined ? {} : { idleEndMs }) },
    clock.now(),
  );
  let core: RunningCore | undefined;
  let connections = 0;
  const pages = new Map<number, { readonly port: Port; readonly join: Join }>();
  /** By tab: its lock's watch, and what is to be undone when it goes. */
  const held = new Map<string, { readonly watch: AbortController; readonly undo: (() => void)[] }>();

  const whenGone = (tab: string, undo: () => void): void => {
    const known = held.get(tab);
    if (known) known.undo.push(undo);
    else undo();
  };
  const tell = (connection: number | undefined, message: CoreToPage): void => {
    if (connection !== undefined) pages.get(connection)?.port.postMessage(message);
  };
  const broadcast = (message: CoreToPage): void => {
    for (const tab of host.view().tabs) tell(host.connectionOf(tab), message);
  };

  const start = async ({ link, cluster, profile, move }: Join): Promise<void> => {
    try {
      core = await startCore({
        scope,
        build,
        instance,
        link,
        cluster,
        profile: profile ?? 'swift',
        move: move ?? 'in-place',
        tabs: () => host.view().tabs.length,
        broadcast,
      });
      driver.feed({ type: 'core-started' });
    } catch (error) {
      console.error(error);
      driver.feed({ type: 'core-failed' });
    }
  };

  const serve = ({ tab, connection, isFirst, isRepeated }: Extract<HostEffect, { type: 'serve' }>): void => {
    const page = pages.get(connection);
    if (!core || !page) return;
    const { cluster, rpc } = page.join;
    if (cluster && !isFirst) core.attachCluster(cluster);
    if (cluster) releaseWith(core, tab, cluster);
    // What a second tab's URL asks for; a tab that joins again only repeats what it saw.
    if (!isFirst && !isRepeated) configure(core, page.join);
    const stopServing = exposeRpc(rpc, core.methods, coreMethods);
    whenGone(tab, () => {
      stopServing();
      rpc.close();
    });
    tell(connection, core.welcome());
  };
  /** A real MessagePort outlives the page that handed it over; one that is bridged through the page does not. */
  const releaseWith = (from: RunningCore, tab: string, cluster: Port): void => {
    if (!(cluster instanceof MessagePort)) whenGone(tab, () => from.detachCluster(cluster));
  };
  const configure = (of: RunningCore, { profile, move }: Join): void => {
    const wanted = {
      ...(profile !== undefined && profile !== of.view.profile && { profile }),
      ...(move !== undefined && move !== of.view.move && { move }),
    };
    if (Object.keys(wanted).length > 0) of.configure(wanted);
  };

  const watch = (tab: string): void => {
    const watching = new AbortController();
    held.set(tab, { watch: watching, undo: [] });
    void whenLockFree(`tab:${tab}`, watching.signal).then((why) => {
      if (why === 'free') driver.feed({ type: 'gone', tab });
    });
  };
  const forget = (tab: string): void => {
    const known = held.get(tab);
    held.delete(tab);
    known?.watch.abort();
    for (const undo of known?.undo ?? []) undo();
    core?.tabGone(tab);
    for (const [connection, { join }] of pages) if (join.tabId === tab) pages.delete(connection);
  };

  const carryOut = (effect: HostEffect): void => {
    switch (effect.type) {
      case 'watch-tab':
        watch(effect.tab);
        return;
      case 'forget-tab':
        forget(effect.tab);
        return;
      case 'start-core': {
        const page = pages.get(effect.connection);
        if (page) void start(page.join);
        return;
      }
      case 'serve':
        serve(effect);
        return;
      case 'tabs':
        core?.setTabs(effect.count);
        return;
      case 'tell-stepping-down':
        tell(effect.connection, { type: 'stepping-down', build: effect.build });
        return;
      case 'tell-outdated':
        tell(effect.connection, { type: 'page-outdated', build: effect.build });
        return;
      case 'ask-whether-idle':
        driver.feed({ type: 'idle-told', isIdle: core?.idle ?? true });
        return;
      case 'stop':
        void Promise.resolve(core?.stop()).finally(() => setTimeout(end, lastWordsMs));
        return;
    }
  };
  const driver = drive<HostInput, HostEffect>(host, clock, { execute: (effects) => effects.forEach(carryOut) });

  meetRivals({ scope, build, instance }, (newer) => driver.feed({ type: 'rival', build: newer })).then(
    ({ newer }) => driver.feed({ type: 'rivals-met', newer }),
    (error: unknown) => console.error(error),
  );

  return {
    connect(port) {
      let page: { readonly tab: string; readonly connection: number } | undefined;
      port.addEventListener('message', (event: MessageEvent<PageToCore>) => {
        const message = event.data;
        if (message.type === 'join') {
          const { tabId: tab, protocol } = message;
          page = { tab, connection: (connections += 1) };
          pages.set(page.connection, { port, join: message });
          driver.feed({ type: 'join', ...page, protocol, build: message.build });
        } else if (!page || host.connectionOf(page.tab) !== page.connection) return;
        else if (message.type === 'leaving') driver.feed({ type: 'gone', ...page });
        else if (message.type === 'saving' || message.type === 'saved') core?.gadgetsTold(page.tab, message);
        else if (core) {
          core.attachCluster(message.cluster);
          releaseWith(core, page.tab, message.cluster);
        }
      });
    },
  };
}
