/**
 * How a core begins: nobody signed in, nothing known about the nodes, nothing remembered.
 *
 * A snapshot from an earlier version is filled up from here (`snapshot.ts`). Nothing here decides.
 */
import { emptyChatBook } from './chat-book.ts';
import { noChat } from './chat-view.ts';
import type { CoreOptions } from './contract.ts';
import { emptyMediaBook } from './media-book.ts';
import { noMedia } from './media-view.ts';
import { noRaces } from './race-memory.ts';
import type { CoreState } from './state.ts';
import type { DesktopView, NodeKnowledge } from './view.ts';
import { unknownWays } from './ways.ts';

/** A node of which only the address is known. `link`: its other address, when notifications have one of their own. */
export function unknownNode(host: string, link?: string): NodeKnowledge {
  return {
    host,
    status: 'unknown',
    heartbeat: 'unknown',
    seenAt: undefined,
    ...(link === undefined ? {} : { link }),
  };
}

/** The view of such a core. */
export function initialView(options: CoreOptions): DesktopView {
  return {
    phase: 'signed-out',
    phaseSince: 0,
    epoch: 0,
    node: undefined,
    nodes: {
      publisher: unknownNode(options.hosts.publisher, options.links?.publisher),
      subscriber: unknownNode(options.hosts.subscriber, options.links?.subscriber),
    },
    notifications: 'closed',
    session: undefined,
    agent: undefined,
    dialogs: [],
    media: noMedia,
    chat: noChat,
    teams: [],
    queues: [],
    reasonCodes: { notReady: [], signOut: [] },
    pending: [],
    banner: undefined,
    toasts: [],
    staleSince: undefined,
    lastMove: undefined,
    turn: undefined,
    gaps: [],
    doubtfulCalls: [],
    clockOffset: 0,
    profile: options.profile,
    move: options.move,
    ...(options.prepareAlternate && { prepareAlternate: options.prepareAlternate }),
    ways: unknownWays,
    maintenance: undefined,
    signInEnd: undefined,
    teamMessages: undefined,
  };
}

/**
 * A core that has not been asked anything yet; its randomness begins with the seed of the options. Every field is there from the
 * beginning, and what is over becomes `undefined`: a field that is deleted makes each look at every other one ten times as dear.
 */
export function initialState(options: CoreOptions): CoreState & Record<keyof CoreState, unknown> {
  return {
    version: 1,
    // What each ping and each pong looks at, beside each other.
    options,
    view: initialView(options),
    timers: [],
    latest: undefined,
    forgiven: undefined,
    channel: undefined,
    prepared: undefined,
    counters: { request: 0, channel: 0, notice: 0, ping: 0, wish: 0 },
    heardAt: undefined,
    outbox: [],
    // The rest.
    random: options.seed >>> 0,
    requests: [],
    signIn: undefined,
    failover: undefined,
    resume: undefined,
    gathering: undefined,
    loginPending: false,
    loginAsked: undefined,
    commands: [],
    wish: undefined,
    signingOut: undefined,
    tabs: undefined,
    asleepSince: undefined,
    established: false,
    persisted: undefined,
    races: noRaces(),
    events: { user: 0, dialogs: 0, teams: 0, media: 0, tasks: 0 },
    media: emptyMediaBook(),
    chat: emptyChatBook(),
    teamMessages: undefined,
    savingTabs: undefined,
    signInEndsAt: undefined,
    gapsUntold: undefined,
    gapsTold: [],
    takenOver: undefined,
    malformedItems: 0,
    budget: undefined,
    gadgetReads: [],
    turnAt: undefined,
    notBefore: {},
    roundTrips: { publisher: [], subscriber: [] },
    proving: undefined,
  };
}
