/**
 * One core with everything it needs to run: clock, driver, link, session store, recorder, and the methods that pages
 * may call. Tells its pages through `broadcast`. Knows no tabs and no ports of pages.
 */
import { createCore } from '../../core/core.ts';
import type { CoreEffect, CoreInput, CoreSettings, MoveKind, ProfileName, SessionRecord } from '../../core/contract.ts';
import type { DesktopView } from '../../core/view.ts';
import { originNow } from '../../thread/clock.ts';
import { drive } from '../../thread/driver.ts';
import type { Port } from '../../thread/port.ts';
import type { CoreRpc, CoreToPage, LinkChoice, Sequenced } from '../protocol.ts';
import { openCoreDatabase } from '../store/database.ts';
import { createSessionStore } from '../store/session-store.ts';
import { createChatIo } from './chat-io.ts';
import { createClusterClock } from './cluster-clock.ts';
import { createCoreIo } from './core-io.ts';
import { createHandOver } from './hand-over.ts';
import { createIdentity } from './identity.ts';
import { watchHints } from './hints.ts';
import { describeEffect, describeInput } from './log-lines.ts';
import { createTokenLink } from '../link/token-link.ts';
import { saveInput, type SaveMessage } from './save-answers.ts';
import { createMethods, sequenced } from './methods.ts';
import { hostsOf, linksOf, openLink } from './open-link.ts';
import { createRecorder } from '../pure/recorder.ts';
import { aliveLock } from '../pure/instance.ts';
import { stampRegularly } from './stamping.ts';
import { createViewFeed } from './view-feed.ts';

export interface RunningCore {
  readonly methods: Sequenced<CoreRpc>;
  readonly view: DesktopView;
  /** The whole view, with the clock and the number of the last delta. */
  welcome(): CoreToPage;
  /** Nobody is signed in, or the core has closed its channel: without tabs the worker may end. */
  readonly idle: boolean;
  setTabs(count: number): void;
  /** A page is gone, and its gadgets with it. */
  tabGone(tabId: string): void;
  configure(settings: CoreSettings): void;
  /** A tab's answer to `save`. Anything else from a port is dropped. */
  gadgetsTold(tabId: string, message: SaveMessage): void;
  attachCluster(port: Port): void;
  /** The page that carried this port is gone. */
  detachCluster(port: Port): void;
  /** Stops everything; resolves when what must be kept is written. */
  stop(): Promise<void>;
}

export interface RunningCoreOptions {
  readonly scope: string;
  readonly build: string;
  readonly instance: string;
  readonly link: LinkChoice;
  readonly cluster: Port | undefined;
  readonly profile: ProfileName;
  readonly move: MoveKind;
  readonly tabs: () => number;
  readonly broadcast: (message: CoreToPage) => void;
}

export async function startCore(options: RunningCoreOptions): Promise<RunningCore> {
  const { scope, build, instance, broadcast } = options;

  const clusterClock = createClusterClock();
  const { link, speed, attachCluster, detachCluster } = await openLink(options.link, {
    aliveLock: aliveLock(instance),
    onClock: clusterClock.told,
    onLost: () => broadcast({ type: 'need-cluster' }),
    note: (text) => shows.log(text),
  });
  if (options.cluster) attachCluster(options.cluster);
  const clock = await clusterClock.start(speed, options.cluster !== undefined);

  const store = createSessionStore({
    database: openCoreDatabase(scope),
    wallNow: () => originNow().realAt,
    onFailure: (error) => shows.log(`the session cannot be kept for a reload: ${String(error)}`),
    onKept: () => shows.log('the session is kept for a reload'),
    onErased: () => shows.log('the kept session is erased'),
  });
  const identity = createIdentity(scope);
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
  const links = linksOf(options.link);
  const core = createCore({
    profile: options.profile,
    move: options.move,
    seed,
    hosts: hostsOf(options.link),
    ...(links && { links }),
  });
  const recorder = createRecorder(build, () => core.snapshot());

  const shows = createViewFeed({ core, clock, build, instance, broadcast, onShown: recorder.shown });
  const { log, note, publish } = shows;
  clusterClock.follow(
    () => shows.shown.phase === 'signed-out',
    () => broadcast(shows.welcome()),
  );

  /** For inputs that nobody waits for: a fault of the core must not take the worker with it. */
  const feed = (input: CoreInput) => {
    try {
      driver.feed(input);
    } catch (error) {
      log(`${input.type} failed: ${String(error)}`);
      console.error(error);
    }
  };
  const tokenLink = createTokenLink({
    link,
    clock,
    credential: () => identity.credential,
    note: log,
    onTokens(credential) {
      identity.replace(credential);
      store.keepCredential(credential);
      tellSignInEnd();
    },
  });
  const tellSignInEnd = () => {
    const until = identity.credential?.tokens?.refreshEndsAt;
    if (until !== signInEnds) feed({ type: 'sign-in-lasts', ...(until !== undefined && { until }) });
    signInEnds = until;
  };
  let signInEnds: number | undefined;
  const io = createCoreIo({ link: tokenLink, clock, credential: () => identity.credential, feed });
  const chatIo = createChatIo({ link: tokenLink, clock, credential: () => identity.credential, feed });
  let record: SessionRecord | undefined;
  const handOver = createHandOver({
    link: options.link,
    identity,
    view: () => core.view(),
    record: () => record,
    feed: (input) => driver.feed(input),
    kept: () => store.written(),
    wallNow: () => originNow().realAt,
  });
  const methods = createMethods({
    feed: (input) => driver.feed(input),
    view: () => shows.shown,
    identity,
    recorder,
    handOver,
    renew: (password, done) => tokenLink.renew(password, done),
  });
  const carryOut = (effect: CoreEffect, now: number): void => {
    switch (effect.type) {
      case 'persist':
        record = effect.session;
        if (effect.session) store.keep(effect.session, identity.credential);
        else store.erase();
        return;
      case 'announce':
        broadcast({ type: 'announce', notice: effect.notice });
        return;
      case 'reload-pages':
        broadcast({ type: 'reload', epoch: effect.epoch, node: effect.node });
        return;
      case 'hand-over':
        broadcast({ type: 'hand-over', epoch: effect.epoch, node: effect.node });
        return;
      case 'save-gadgets':
        broadcast({ type: 'save', round: effect.round });
        return;
      case 'mark':
        broadcast({ ...effect, at: now });
        return;
      case 'settle-command':
        methods.settle(effect.id, effect.outcome);
        return;
      case 'settle-gadget-read':
        methods.settleRead(effect.id, effect.outcome);
        return;
      case 'open-chat':
      case 'close-chat':
      case 'chat-send':
        chatIo(effect);
        return;
      default:
        io(effect);
    }
  };
  const driver = drive<CoreInput, CoreEffect>(core, clock, {
    tap(input, now) {
      recorder.tap(input, now);
      const line = input && describeInput(input);
      if (line !== undefined) note(line);
    },
    execute(effects, now) {
      // The view first: whoever hears an announcement may look at the view.
      publish();
      for (const effect of effects) {
        const line = describeEffect(effect);
        if (line !== undefined) log(line);
        carryOut(effect, now);
      }
    },
    settled() {
      publish();
      if (shows.shown.phase !== 'signed-out') return;
      identity.forget();
      signInEnds = identity.credential?.tokens?.refreshEndsAt;
    },
  });

  const resume = async () => {
    const kept = await store.load(clock.origin.speed);
    if (kept.kind === 'lapsed') feed({ type: 'session-lapsed', session: kept.session, awayMs: kept.awayMs });
    if (kept.kind !== 'alive') return;
    const { session, credential, awayMs } = kept;
    try {
      await identity.assume(
        credential,
        () => true,
        () => driver.feed({ type: 'resume', session, awayMs }),
      );
      tellSignInEnd();
      tokenLink.watch();
    } catch (error) {
      // Another worker has this agent's core: the session goes on there and its record is not ours to erase.
      log(`the session of agent ${session.agentId} was not resumed: ${String(error)}`);
    }
  };
  let told = -1;
  const setTabs = (count: number) => {
    if (count === told) return;
    told = count;
    if (count === 0 && shows.shown.notifications === 'open') store.stamp();
    feed({ type: 'tabs', count });
  };
  setTabs(options.tabs());
  await resume();
  // Tabs may have come and gone meanwhile, and nobody could tell this core.
  setTabs(options.tabs());
  // Without tabs the presence ends with the channel; from then on the node's grace runs.
  const stopStamping = stampRegularly(
    store,
    () => options.tabs() > 0 || shows.shown.notifications === 'open',
    () => clock.origin.speed,
  );

  const stopHints = watchHints({
    onHint: (online) => feed({ type: 'network-hint', online }),
    log,
    wallNow: () => Date.now(),
    steadyNow: () => performance.now(),
  });

  return {
    methods: sequenced(methods, () => shows.sequence),
    get view() {
      return shows.shown;
    },
    welcome: shows.welcome,
    get idle() {
      const { phase, notifications } = shows.shown;
      return phase === 'signed-out' || notifications === 'closed';
    },
    setTabs,
    tabGone: (tab) => feed({ type: 'tab-gone', tab }),
    configure: (settings) => feed({ type: 'configure', ...settings }),
    gadgetsTold(tabId, message) {
      const input = saveInput(tabId, message);
      if (input) feed(input);
    },
    attachCluster,
    detachCluster,
    async stop() {
      driver.stop();
      stopStamping();
      stopHints();
      tokenLink.close();
      await store.written();
    },
  };
}
