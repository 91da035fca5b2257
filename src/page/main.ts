/**
 * The composition root: reads the address, opens the service worker, the cluster, the core and the cache, mounts the
 * desktop, and wires what must happen when the page leaves. Decides nothing about agents, calls or failovers.
 */
import { ahead } from './ahead.ts';
import { openDesktopCache } from '../cache/desktop-cache.ts';
import type { DesktopCache } from '../cache/contract.ts';
import { preloadGadgets, rememberRoles } from '../desktop/gadget-preload.ts';
import { mountDesktop } from '../desktop/mount.ts';
import { currentTheme, showTheme } from '../desktop/theme.ts';
import { connectCluster } from '../mock/client/cluster-client.ts';
import type { ClusterClient } from '../mock/client/contract.ts';
import type { Layout } from '../wire/layout.ts';
import { readProperties } from '../wire/properties.ts';
import { connectCore } from '../worker/client/core-client.ts';
import type { CoreClient } from '../worker/client/contract.ts';
import type { LinkChoice } from '../worker/protocol.ts';
import { extensionOf, signInOnce } from './auto-sign-in.ts';
import { showBootError } from './boot-error.ts';
import { fetchGadgetHosts } from '../handover/gadget-hosts.ts';
import { build, firstGadgetFile, gadgetUrl, readBuildInfo } from './build-info.ts';
import { readKeptAhead, rememberAgent } from './kept-ahead.ts';
import { chooseLanguage } from './language.ts';
import { fetchLayout, LayoutFault } from './layout.ts';
import { flushAndReload, saveWhenLeaving } from './leaving.ts';
import { offerPhone } from './phone-line.ts';
import { setPreparation } from './preparation.ts';
import { registerServiceWorker, type ServiceWorkerLink } from './register.ts';
import { showOnRoot } from './root-attributes.ts';
import { createScriptingApi } from './scripting-api.ts';
import { liveCacheName } from '../cache/mirror.ts';
import { fetchPair } from '../handover/site-config.ts';
import { rememberStart } from './surroundings.ts';
import { toolPages } from './tool-pages.ts';
import { openHandOverStore } from '../handover/store.ts';
import { addressesOf } from './redirect/addresses.ts';
import { arrive, showArrival } from './redirect/arrive.ts';
import { restoreSearch, takeOffer } from './redirect/prime.ts';
import { findWays } from './redirect/ways.ts';
import { watchForUpdates } from './update.ts';
import { readUrlOptions, type UrlOptions } from './url-options.ts';
import { showUrlProblems } from './url-problems.ts';

async function boot(root: HTMLElement): Promise<void> {
  if (!isSecureContext) {
    // Locks, keys and service workers do not exist here: half a desktop would lose what it promises to keep.
    throw new Error('This address is not a secure context. Use https, or http on localhost.');
  }
  const session = sessionStore();
  if (session) restoreSearch(session);
  const { options, problems } = readUrlOptions(location.search);
  showTheme(currentTheme());
  await chooseLanguage(options.language, document.documentElement);
  showUrlProblems(root, problems);

  let mounted = false;
  const link = registerServiceWorker({ enabled: options.serviceWorker, build, isWell: () => mounted });
  const choice = await chooseLink(options);
  const cluster = choice.kind === 'mock' ? openCluster(options) : undefined;
  const client = openCore(options, choice, cluster);
  if (cluster) offerPhone(cluster, options.speed, options.host);
  const cache = openDesktopCache({
    journal: storage(),
    tab: session,
    now: () => Date.now(),
    ...(choice.kind === 'live' && { name: liveCacheName(choice.name) }),
  });
  readKeptAhead(cache, session);
  const stopShowing = showOnRoot(client, document.documentElement);
  saveWhenLeaving(client, cache);
  client.onReload(() => void flushAndReload(cache));
  window.understudy = createScriptingApi(build, client, cluster);
  client.onView((view) => cluster?.setCurrentNode(view.node));
  const { serviceWorker: container } = navigator as Partial<Navigator>;
  if (container) cluster?.serveServiceWorker(container);

  const info = readBuildInfo(document);
  let layout: Layout;
  try {
    layout = await fetchLayout('layout.xml', { build, storage: build === 'dev' ? undefined : storage() });
  } catch (error) {
    // From here on the page shows why it could not start; the core's phase would contradict it.
    stopShowing();
    const last = error instanceof LayoutFault ? error.last : undefined;
    if (!last) throw error;
    console.error('Understudy could not start as it should.', error);
    await new Promise<void>((goOn) => showBootError(root, error, goOn));
    layout = last;
    showOnRoot(client, document.documentElement);
  }
  const { properties } = readProperties(layout.configs);
  setPreparation(client, options.prepare ?? properties.prepareAlternate);
  const moduleOf = (name: string) => gadgetUrl(info, name, document.baseURI);
  void link.controlled.then(() =>
    preloadGadgets({ layout, gadgetUrl: moduleOf, memory: storage(), head: document.head }),
  );
  client.onView((view, changed) => {
    if (!changed.includes('agent') && !changed.includes('phase')) return;
    rememberAgent(session, view);
    if (view.agent) rememberRoles(storage(), view.agent.roles);
  });
  const lastingFile = firstGadgetFile(info);
  const openLab = labOpener(cluster, client, options.scenario, () => desktop.focusWork());
  const desktop = mountDesktop({
    root,
    client,
    cache,
    layout,
    gadgetUrl: moduleOf,
    gadgetHosts: () => fetchGadgetHosts('config.json'),
    controlled: link.controlled,
    pages: toolPages({ layout, client, link, lastingFile, lastStart: rememberStart(lastingFile, storage()) }),
    // An agent of real nodes has nothing to switch there; `?lab` opens the log all the same.
    ...(cluster && { openLab }),
    ...(options.agent !== undefined && { prefill: { agentId: options.agent, extension: extensionOf(options.agent) } }),
    update: watchForUpdates(link, container, {
      phase: () => client.view?.phase,
      onPhase: (listener) => client.onView((_view, changed) => changed.includes('phase') && listener()),
      reload: () => void flushAndReload(cache),
    }),
  });
  mounted = true;
  watchMoves(root, { choice, client, cache, link, session, enabled: options.serviceWorker });
  await chooseSignIn(cluster, options);
  if (options.agent !== undefined && options.signIn) signInOnce(client, options.agent);
  if (options.lab) openLab();
  const preloads = properties.preLoadSecondaryResources;
  whenIdle(() => {
    // Both look through the caches: while gadgets start they would wait for it.
    link.tellBuild();
    if (preloads) void link.controlled.then(() => link.preloadSecondary());
  });
}

const signInLasts = { '2': '2 min', '11': '11 min', '480': '8 h' } as const;

/** Counts from the next sign-in on: a session that is there goes on as it is. */
async function chooseSignIn(cluster: ClusterClient | undefined, { signInMinutes }: UrlOptions): Promise<void> {
  if (!cluster || signInMinutes === undefined) return;
  await cluster
    .lab('set-sign-in', { lasts: signInLasts[signInMinutes] })
    .catch((error: unknown) => console.warn('Understudy:', error));
}

/** Never one of its own for `core=dedicated`: the servers are the same for every core of this browser. */
function openCluster({ speed }: UrlOptions): ClusterClient {
  return connectCluster({ speed, host: 'auto' });
}

async function chooseLink({ live, speed }: UrlOptions): Promise<LinkChoice> {
  return live === undefined ? { kind: 'mock', speed } : { kind: 'live', ...(await fetchPair('config.json', live)) };
}

function openCore({ profile, move, host }: UrlOptions, link: LinkChoice, cluster?: ClusterClient): CoreClient {
  return connectCore({
    build,
    link,
    host,
    ...(ahead && { ahead }),
    ...(cluster ? { clusterPort: () => cluster.portForCore() } : {}),
    ...(profile ? { profile } : {}),
    ...(move ? { move } : {}),
  });
}

/** localStorage throws where policy forbids it; the cache then relies on IndexedDB alone. */
function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** Moving by redirect: what came along with this page, and what can be done from it. */
function watchMoves(
  root: HTMLElement,
  {
    choice,
    client,
    cache,
    link,
    session,
    enabled,
  }: {
    readonly choice: LinkChoice;
    readonly client: CoreClient;
    readonly cache: DesktopCache;
    readonly link: ServiceWorkerLink;
    readonly session: Storage | undefined;
    readonly enabled: boolean;
  },
): void {
  const store = openHandOverStore();
  const controlled = async () => {
    await link.controlled;
    return Boolean((navigator as Partial<Navigator>).serviceWorker?.controller);
  };
  const addresses = choice.kind === 'live' && enabled ? addressesOf(choice, location.href) : undefined;
  const whyNot = choice.kind === 'mock' ? 'simulated' : enabled ? 'other-host' : 'switched-off';
  const start = async () => {
    const primed = addresses && session ? await takeOffer(addresses, store, session, Date.now()) : undefined;
    const arrival = (addresses ? await arrive(client, store) : undefined) ?? primed;
    if (arrival) showArrival(root, arrival, client);
    findWays({ client, cache, addresses, whyNot, store, controlled, session });
  };
  void start();
}

/** Throws where policy forbids it. */
function sessionStore(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

/** The lab is large and few need it: it comes when it is first wanted. */
function labOpener(
  cluster: ClusterClient | undefined,
  client: CoreClient,
  scenario: string | undefined,
  focusWork: () => void,
): () => void {
  let lab: Promise<{ toggle(): void }> | undefined;
  return () => {
    lab ??= import('../lab/mount.ts').then(({ mountLab }) => {
      const place = document.createElement('div');
      document.body.append(place);
      return mountLab({
        root: place,
        ...(cluster ? { cluster } : {}),
        client,
        focusWork,
        ...(scenario !== undefined && { scenario }),
      });
    });
    lab.then(
      (opened) => opened.toggle(),
      (error: unknown) => {
        lab = undefined;
        console.warn('Understudy: the lab could not be loaded.', error);
      },
    );
  };
}

/** After the first work is done: what the desktop may need later must not compete with what it needs now. */
function whenIdle(work: () => void): void {
  // WebKit has no idle callback.
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 10_000 });
  else setTimeout(work, 3000);
}

const place = document.getElementById('desktop') ?? document.body;
boot(place).catch((error: unknown) => {
  console.error('Understudy could not start.', error);
  showBootError(place, error);
});
