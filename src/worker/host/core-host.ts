/**
 * The worker's front door: takes pages in (version handshake, tabs), gives all of them the one core, and ends the worker
 * when it is no longer wanted. Knows nothing of what the core decides.
 */
import { exposeRpc } from '../../thread/rpc.ts';
import type { Port } from '../../thread/port.ts';
import { coreMethods, protocolVersion } from '../protocol.ts';
import type { CoreToPage, PageToCore } from '../protocol.ts';
import { compareVersions } from '../version.ts';
import { instanceName, meetRivals } from './rivals.ts';
import { startCore } from './running-core.ts';
import type { RunningCore } from './running-core.ts';
import { createTabs } from './tabs.ts';

export interface CoreHostOptions {
  /** Name of this worker: everything it shares with others of its origin (locks, database) bears it. */
  readonly scope: string;
  readonly build: string;
  /** Real ms without tabs and without work after which the worker ends. */
  readonly idleEndMs?: number;
  /** Ends the worker. */
  readonly end: () => void;
}

export interface CoreHost {
  /** A page has connected. */
  connect(port: Port): void;
}

type Join = Extract<PageToCore, { type: 'join' }>;

/** Long enough for a reload; a page that comes later starts a new worker, which goes on from the record. */
const defaultIdleEndMs = 5000;

export function createCoreHost({ scope, build, idleEndMs = defaultIdleEndMs, end }: CoreHostOptions): CoreHost {
  const instance = instanceName(scope, build);
  let running: Promise<RunningCore> | undefined;
  let core: RunningCore | undefined;
  let ending = false;
  let idleTimer: ReturnType<typeof setTimeout> | undefined;

  const tabs = createTabs((count) => {
    core?.setTabs(count);
    clearTimeout(idleTimer);
    if (count === 0) endWhenIdle();
  });
  const tell = (port: Port, message: CoreToPage) => port.postMessage(message);

  const stop = async () => {
    if (ending) return;
    ending = true;
    await core?.stop();
    end();
  };
  const endWhenIdle = () => {
    idleTimer = setTimeout(() => {
      if (tabs.count > 0) return;
      if (!core || core.idle) void stop();
      else endWhenIdle();
    }, idleEndMs);
  };
  const stepDown = (forBuild: string) => {
    tabs.broadcast({ type: 'stepping-down', build: forBuild });
    void stop();
  };

  const rivals = meetRivals({ scope, build, instance }, stepDown);
  endWhenIdle();

  const start = (join: Join) => {
    running ??= startCore({
      scope,
      build,
      instance,
      link: join.link,
      cluster: join.cluster,
      profile: join.profile ?? 'swift',
      move: join.move ?? 'in-place',
      tabs: () => tabs.count,
      broadcast: (message) => tabs.broadcast(message),
    }).catch((error: unknown) => {
      // The next page that joins tries again.
      running = undefined;
      throw error;
    });
    return running;
  };

  const join = async (port: Port, message: Join) => {
    const page = { protocol: message.protocol, build: message.build };
    const age = compareVersions(page, { protocol: protocolVersion, build });
    if (age === 'newer') {
      tell(port, { type: 'stepping-down', build: message.build });
      stepDown(message.build);
      return;
    }
    const { newer } = await rivals;
    if (age === 'older' || newer !== undefined) {
      tell(port, { type: 'page-outdated', build: newer ?? build });
      return;
    }
    if (ending) return;
    const first = running === undefined;
    const known = tabs.has(message.tabId);
    tabs.join(message.tabId, port);
    core = await start(message);
    if (!tabs.has(message.tabId, port)) return;
    if (!first) {
      if (message.cluster) attachCluster(core, message.tabId, message.cluster);
      // What a second tab's URL asks for; a tab that joins again only repeats what it saw.
      if (!known) configure(core, message);
    } else if (message.cluster) releaseWith(core, message.tabId, message.cluster);
    const { rpc } = message;
    const stopServing = exposeRpc(rpc, core.methods, coreMethods);
    tabs.onGone(message.tabId, () => {
      stopServing();
      rpc.close();
      core?.tabGone(message.tabId);
    });
    tell(port, core.welcome());
  };

  const attachCluster = (to: RunningCore, tabId: string, cluster: Port) => {
    to.attachCluster(cluster);
    releaseWith(to, tabId, cluster);
  };
  /** A real MessagePort outlives the page that handed it over; one that is bridged through the page does not. */
  const releaseWith = (from: RunningCore, tabId: string, cluster: Port) => {
    if (!(cluster instanceof MessagePort)) tabs.onGone(tabId, () => from.detachCluster(cluster));
  };

  const configure = (of: RunningCore, { profile, move }: Join) => {
    const wanted = {
      ...(profile !== undefined && profile !== of.view.profile && { profile }),
      ...(move !== undefined && move !== of.view.move && { move }),
    };
    if (Object.keys(wanted).length > 0) of.configure(wanted);
  };

  return {
    connect(port) {
      let tabId: string | undefined;
      port.addEventListener('message', (event: MessageEvent<PageToCore>) => {
        const message = event.data;
        if (message.type === 'join') {
          ({ tabId } = message);
          join(port, message).catch((error: unknown) => console.error(error));
        } else if (tabId === undefined || !tabs.has(tabId, port)) return;
        else if (message.type === 'leaving') tabs.leave(tabId);
        else if (message.type === 'saving' || message.type === 'saved') core?.gadgetsTold(tabId, message);
        else if (core) attachCluster(core, tabId, message.cluster);
      });
    },
  };
}
