/**
 * Why each tunable of `policy.ts` is what it is, and who says so: a requirement, a passage of the reference, `ours`
 * (a choice of the `swift` profile or of this desktop) or `assumed` (the real system has such a number but does not
 * publish it). Documentation and the lab show these sentences; the core does not read them.
 */
import type { Policy } from './policy.ts';

export interface PolicyNote {
  readonly why: string;
  readonly source: string;
}

export const policyNotes: Readonly<Record<keyof Policy, PolicyNote>> = {
  pollCurrentMs: {
    why: '20 s in 12.6, 10 s in 11.x; swift caps its jittered waits at 5 s. That the first look is at once is assumed.',
    source: 'DF-4',
  },
  pollAlternateMs: {
    why: '10 s in 11.x is published; for 12.6 the cadence of the current node is assumed.',
    source: 'DF-5',
  },
  alternate: { why: 'A phone knows the service that its user chose; another one is chosen by hand.', source: 'IP-2' },
  watchEveryMs: { why: 'A phone polls SystemInfo every 5 s; desktops are told by events.', source: 'IP-1' },
  roundsToGiveUp: { why: 'Three failures at 5 s each, about 15 s.', source: 'IP-1' },
  pollJitter: { why: 'Desktops that lost one node together must not ask the other one together.', source: 'ours' },
  pollFloorMs: { why: 'A drawn wait of 0 would be a busy loop.', source: 'ours' },
  pollFirstBoundMs: { why: 'First bound of a jittered wait; doubles per round.', source: 'ours' },
  attemptBackoffMs: {
    why: 'An alternate that answers but cannot take the agent must not make the desktop flap.',
    source: 'ours',
  },
  attemptBackoffCapMs: { why: 'No slower than the documented cadence.', source: 'ours' },
  heartbeatRequired: {
    why: '12.6 asks for a successful CTI heartbeat of the side to be used; 11.x does not.',
    source: 'DF-4',
  },
  probeTimeoutMs: { why: 'Well under the poll interval, well over a slow WAN round trip.', source: 'assumed' },
  probeOnTrigger: { why: 'Waiting proves nothing; two probes cost two requests.', source: 'ours' },
  suspectBoundMs: {
    why: 'A silent node must not hold up the search for longer than a slow answer takes.',
    source: 'ours',
  },
  notificationTries: {
    why: 'The XMPP client tries 3 times before the failover logic begins; swift tries once.',
    source: 'DF-3',
  },
  notificationSpacingMs: { why: 'Not published; the first try is at once.', source: 'assumed' },
  reconnectTimeoutMs: {
    why: 'A silent server must not stretch three tries beyond the published totals.',
    source: 'assumed',
  },
  openTimeoutMs: { why: 'TLS, WebSocket, SASL and bind are about 8 round trips.', source: 'assumed' },
  lastLookMs: {
    why: 'The current node is checked once more; how long it may take is not published.',
    source: 'DF-6, assumed',
  },
  switchBoundMs: { why: 'A node that takes longer is looked at again instead of waited for.', source: 'assumed' },
  restoreBoundMs: { why: 'Reading user, calls, queues and teams takes seconds even at 400 ms.', source: 'assumed' },
  signInBoundMs: { why: 'One node; then the other is tried.', source: 'assumed' },
  userEventMs: {
    why: 'The event after a LOGIN tells the whole user: so long it is waited for before the user is asked for as well.',
    source: 'assumed',
  },
  loginCheckMs: { why: 'A 202 to LOGIN says accepted only; the event may be lost on the way.', source: 'assumed' },
  pingEveryMs: {
    why: 'The only published example pings every 10 s; clients must ping at least every 20 s.',
    source: 'finesse.md 2.2, 2.5',
  },
  pongTimeoutMs: { why: 'The published example waits 10 s.', source: 'finesse.md 2.5' },
  pingRetries: { why: 'The published example retries twice.', source: 'finesse.md 2.5' },
  requestTimeoutMs: { why: 'Longer than any answer of a node that works.', source: 'assumed' },
  commandConfirmMs: { why: 'A published client waits up to 20 s for the event after a 202.', source: 'finesse.md 2.4' },
  resendHeld: { why: 'The documented releases lose a pending state; swift sends it again, once.', source: 'DF-10' },
  refusalIsTrigger: {
    why: 'A refused request shows the dead node before the notification service does.',
    source: 'ours',
  },
  hintsShortenWaits: { why: 'The hint proves nothing, but looking at once is cheap.', source: 'ours' },
  budgetBurst: {
    why: 'Several searches in a row must fit in; a gadget that asks in a loop must not.',
    source: 'ours',
  },
  budgetPerSecond: {
    why: '1000 desktops in trouble ask no more than a node of 4 vCPU answers besides its work.',
    source: 'ours',
  },
  budgetReserve: { why: 'Finding a node goes before what gadgets would like to read.', source: 'ours' },
  hintCapMs: {
    why: 'A node may put desktops off; a wrong header must not put them off for ever.',
    source: 'DF-9, ours',
  },
  measureEveryMs: {
    why: 'A certificate that expires, or a rule of a firewall, shall be found before the alternate is needed; two small requests.',
    source: 'GL-3, GL-4',
  },
  measureDoubtfulMs: { why: 'So that a repaired alternate does not stay under suspicion for long.', source: 'GL-4' },
  prepareAlternate: {
    why: 'Connecting, signing on and binding are seven round trips that need not wait for the probes; presence moves in one step.',
    source: 'ours',
  },
  warmEveryMs: { why: 'Servers and browsers close idle connections after some 20 s.', source: 'assumed' },
  measureFirstMs: { why: 'Soon after sign-in, but beside its reads and not all desktops at once.', source: 'GL-4' },
  oversleptMs: {
    why: 'Browsers fire timers late by a second at most while they run; later means that nobody was awake to hear an answer.',
    source: 'ours',
  },
  holdMs: {
    why: 'A node that throws its agents out again does so within its first half minute; moving on at once would be flapping.',
    source: 'ours',
  },
  signOutTimeoutMs: { why: 'A sign-out must end even if the node does not answer.', source: 'assumed' },
  signOutEventMs: { why: 'A LOGOUT may be accepted (202) and refused by an event.', source: 'assumed' },
  tabsGraceMs: { why: 'A reload has no tab for a moment; its presence shall not flicker.', source: 'ours' },
  maintenanceSaveMs: {
    why: 'A strict write takes milliseconds; the 15 s of MIGRATING were for the rest.',
    source: 'assumed',
  },
  presenceGraceMs: { why: 'The node waits 60 s after presence became unavailable.', source: 'PF-1' },
  mediaGateMs: {
    why: 'A gadget that loads over a slow line is there by then; telling is all that happens.',
    source: 'MRD-4, ours',
  },
  forcedLogoutWindowMs: {
    why: '120 s to notice and 60 s of grace: a late forced logout comes within 180 s.',
    source: 'PF-1, PF-3',
  },
  forcedLogoutAfterCallMs: {
    why: 'Sent at the end of the call; event latency of 14 s has been seen.',
    source: 'PF-3, assumed',
  },
  gapToldFromMs: { why: 'What comes and goes within seconds is of no use to an agent.', source: 'ours' },
  gapRefreshMs: { why: 'The cadence of the documented polls.', source: 'ours' },
  undoForcedLogout: {
    why: 'The agent never left; the documented releases leave the agent as the node left behind has made it.',
    source: 'ours (PF-3, PF-5)',
  },
};
