/**
 * Every number by which the failover core decides, once, as three profiles. `12.6` and `11.x` keep to what the two
 * releases of the failover chapter publish; `swift` is ours and the default. Nothing here knows how a number is used.
 */
import type { Ms } from '../wire/names.ts';
import type { CoreOptions, Preparation, ProfileName } from './contract.ts';

export interface Policy {
  /** Between two looks at SystemInfo of the current node while searching. */
  readonly pollCurrentMs: Ms;
  /** The same for the alternate node. */
  readonly pollAlternateMs: Ms;
  /** `full`: each wait is drawn between `pollFloorMs` and a bound that doubles per round, up to the poll interval. */
  readonly pollJitter: 'none' | 'full';
  readonly pollFloorMs: Ms;
  readonly pollFirstBoundMs: Ms;
  /** Hysteresis: after each failed attempt on the alternate its next look waits at least this, doubled per failure … */
  readonly attemptBackoffMs: Ms;
  /** … up to this. */
  readonly attemptBackoffCapMs: Ms;
  /** A node is good only if its last CTI heartbeat succeeded. */
  readonly heartbeatRequired: boolean;
  readonly probeTimeoutMs: Ms;
  /** Both nodes are probed in the very moment of a trigger, beside one attempt to reconnect notifications. */
  readonly probeOnTrigger: boolean;
  /** Longest stay in `suspect` where `probeOnTrigger`. */
  readonly suspectBoundMs: Ms;
  /** Attempts of the XMPP client before the failover logic begins. */
  readonly notificationTries: number;
  /** From the failure of one attempt to the next. */
  readonly notificationSpacingMs: Ms;
  /** One attempt to connect notifications on the current node, while suspecting or searching. */
  readonly reconnectTimeoutMs: Ms;
  /** Connecting notifications at sign-in and on a chosen node. */
  readonly openTimeoutMs: Ms;
  /** Time for the current node in the last look, notification reconnect included. */
  readonly lastLookMs: Ms;
  readonly switchBoundMs: Ms;
  readonly restoreBoundMs: Ms;
  readonly signInBoundMs: Ms;
  /** LOGIN was accepted but the agent is not seen signed in: read the user again. */
  readonly loginCheckMs: Ms;
  /** The event after a LOGIN that was accepted is not there: the user is read after all. */
  readonly userEventMs: Ms;
  readonly pingEveryMs: Ms;
  readonly pongTimeoutMs: Ms;
  /** Further pings, each sent when the one before it was not answered. */
  readonly pingRetries: number;
  readonly requestTimeoutMs: Ms;
  /** How long after a 2xx the event of a command is awaited. */
  readonly commandConfirmMs: Ms;
  /** Harmless commands that found no connection, and a pending state, are sent (once) after the move. */
  readonly resendHeld: boolean;
  /** A request that nobody took counts as a trigger. */
  readonly refusalIsTrigger: boolean;
  /** The browser's online/offline events shorten waits. */
  readonly hintsShortenWaits: boolean;
  /** What a desktop may ask beyond the first time, core and gadgets together: so many at once. 0: no budget is kept. */
  readonly budgetBurst: number;
  /** … and so many more each second. */
  readonly budgetPerSecond: number;
  /** The last of it is for the core alone. */
  readonly budgetReserve: number;
  /** `Retry-After` and admission turns are honoured up to this. 0: they are not read. */
  readonly hintCapMs: Ms;
  /** From one look at both nodes while connected to the next. 0: none. */
  readonly measureEveryMs: Ms;
  /** The same while the alternate was not found good. */
  readonly measureDoubtfulMs: Ms;
  /** The first look comes within this time of a sign-in. */
  readonly measureFirstMs: Ms;
  /** `CoreOptions.prepareAlternate` may say otherwise. */
  readonly prepareAlternate: Preparation;
  /** From one warming of the roads to the next, with `while-connected`. */
  readonly warmEveryMs: Ms;
  readonly signOutTimeoutMs: Ms;
  /** A wake-up later than its deadline by more than this was overslept: what elapsed meanwhile is forgiven, once. */
  readonly oversleptMs: Ms;
  /** A move that holds so long is a success; one that does not slows the next one down. 0: every arrival is. */
  readonly holdMs: Ms;
  /** After a 2xx to LOGOUT: how long its event, or its refusal, is awaited before the channel is closed. */
  readonly signOutEventMs: Ms;
  /** No tab for so long means that the desktop was closed. */
  readonly tabsGraceMs: Ms;
  /** When a maintenance moves the desktop: how long gadgets have for their last word. assumed. */
  readonly maintenanceSaveMs: Ms;
  readonly presenceGraceMs: Ms;
  /** A media domain in Work waits so long for its gadgets before the agent is told; it goes on waiting. */
  readonly mediaGateMs: Ms;
  readonly forcedLogoutWindowMs: Ms;
  /** A forced logout put off to the end of a call arrives within this time of it. */
  readonly forcedLogoutAfterCallMs: Ms;
  /** `never`: the other node is neither looked at nor signed in to; when this one is back, the user signs in anew (IP-2). */
  readonly alternate: 'considered' | 'never';
  /** While connected, SystemInfo is asked so often; 0: events are enough. */
  readonly watchEveryMs: Ms;
  /** Rounds of asking and reconnecting that must fail before the server is called unavailable; only with `never`. */
  readonly roundsToGiveUp: number;
  /** A late forced logout is taken back, at most once per epoch. */
  readonly undoForcedLogout: boolean;
  /** Shorter gaps in the events are not told. */
  readonly gapToldFromMs: Ms;
  /** What could not be read after a gap is asked for again so often. */
  readonly gapRefreshMs: Ms;
}

/** What the two documented releases share. */
const documented = {
  pollJitter: 'none',
  pollFloorMs: 0,
  pollFirstBoundMs: 0,
  attemptBackoffMs: 0,
  attemptBackoffCapMs: 0,
  probeTimeoutMs: 5_000,
  probeOnTrigger: false,
  suspectBoundMs: 0,
  notificationTries: 3,
  notificationSpacingMs: 5_000,
  reconnectTimeoutMs: 5_000,
  openTimeoutMs: 10_000,
  lastLookMs: 5_000,
  switchBoundMs: 30_000,
  restoreBoundMs: 30_000,
  signInBoundMs: 45_000,
  loginCheckMs: 2_000,
  userEventMs: 250,
  pingEveryMs: 10_000,
  pongTimeoutMs: 10_000,
  pingRetries: 2,
  requestTimeoutMs: 10_000,
  commandConfirmMs: 20_000,
  resendHeld: false,
  refusalIsTrigger: false,
  hintsShortenWaits: false,
  signOutTimeoutMs: 10_000,
  budgetBurst: 0,
  budgetPerSecond: 0,
  budgetReserve: 0,
  hintCapMs: 0,
  measureEveryMs: 0,
  measureDoubtfulMs: 0,
  measureFirstMs: 0,
  prepareAlternate: 'off',
  warmEveryMs: 0,
  oversleptMs: 5_000,
  holdMs: 0,
  signOutEventMs: 2_000,
  tabsGraceMs: 3_000,
  maintenanceSaveMs: 3_000,
  presenceGraceMs: 60_000,
  mediaGateMs: 30_000,
  forcedLogoutWindowMs: 180_000,
  forcedLogoutAfterCallMs: 15_000,
  alternate: 'considered',
  watchEveryMs: 0,
  roundsToGiveUp: 0,
  undoForcedLogout: false,
  gapToldFromMs: 5_000,
  gapRefreshMs: 20_000,
} as const satisfies Partial<Policy>;

export const policies: Readonly<Record<ProfileName, Policy>> = {
  '12.6': { ...documented, pollCurrentMs: 20_000, pollAlternateMs: 20_000, heartbeatRequired: true },
  '11.x': { ...documented, pollCurrentMs: 10_000, pollAlternateMs: 10_000, heartbeatRequired: false },
  ippa: {
    ...documented,
    pollCurrentMs: 5_000,
    // Never used: `alternate` says so.
    pollAlternateMs: 5_000,
    // A round must have ended before the next one begins.
    probeTimeoutMs: 4_000,
    reconnectTimeoutMs: 4_000,
    heartbeatRequired: false,
    alternate: 'never',
    // Would look at the other node.
    measureEveryMs: 0,
    watchEveryMs: 5_000,
    roundsToGiveUp: 3,
  },
  swift: {
    ...documented,
    pollCurrentMs: 5_000,
    pollAlternateMs: 5_000,
    pollJitter: 'full',
    pollFloorMs: 250,
    pollFirstBoundMs: 1_000,
    attemptBackoffMs: 2_000,
    attemptBackoffCapMs: 20_000,
    heartbeatRequired: true,
    probeTimeoutMs: 3_000,
    probeOnTrigger: true,
    suspectBoundMs: 2_000,
    notificationTries: 1,
    notificationSpacingMs: 0,
    reconnectTimeoutMs: 3_000,
    lastLookMs: 2_000,
    switchBoundMs: 15_000,
    restoreBoundMs: 20_000,
    pingEveryMs: 5_000,
    pongTimeoutMs: 4_000,
    pingRetries: 1,
    resendHeld: true,
    undoForcedLogout: true,
    refusalIsTrigger: true,
    hintsShortenWaits: true,
    budgetBurst: 30,
    budgetPerSecond: 3,
    budgetReserve: 10,
    hintCapMs: 120_000,
    measureEveryMs: 300_000,
    measureDoubtfulMs: 60_000,
    measureFirstMs: 2_000,
    prepareAlternate: 'on-suspicion',
    warmEveryMs: 15_000,
    holdMs: 30_000,
  },
};

/** What holds for these options: a profile with what may be set apart from it. */
export function policyOf(profiles: Readonly<Record<ProfileName, Policy>>, options: CoreOptions): Policy {
  const policy = profiles[options.profile];
  const { profile, prepareAlternate = policy.prepareAlternate } = options;
  return profile !== 'swift' || prepareAlternate === policy.prepareAlternate ? policy : { ...policy, prepareAlternate };
}
