/**
 * Every duration of the simulated cluster, with its why and its source. `assumed` marks what is not published: such a
 * number is chosen to be plausible and short enough to watch. All in milliseconds.
 */

export const timing = {
  /** A request's time inside the web application. assumed; longer than a CTI round trip, so that events tell of a change soon after its 202. */
  restHandling: 10,
  /** Between a client's stanza and the notification service's answer. assumed. */
  stanzaHandling: 2,
  /** Finesse node to CTI server and back, each way, on the data centre's network. assumed. */
  nodeToPg: 2,
  /** Web application to the notification service on the same host. assumed. */
  nodeToNotification: 1,
  /** Agent PG to the call manager. assumed. */
  pgToTelephony: 2,

  /** Between CTI heartbeats (CTI-2). */
  ctiHeartbeat: 5_000,
  /** Between losing a CTI link, or being refused, and the next attempt. assumed: recovery should take some seconds. */
  ctiRetryPause: 2_000,
  /** An attempt without any answer is given up. assumed. */
  ctiConnectTimeout: 5_000,
  /** From an accepted connection to all agents and calls being known. assumed; the real one grows with users (CTI-9). */
  ctiSynchronisation: 1_000,

  /** Web application to an administration database, each way. assumed. */
  nodeToAwdb: 2,
  /**
   * A query to a database that does not answer is given up. assumed; longer than desktops wait for a reply, so that the
   * request "times out" before the node has noticed (AW-5).
   */
  awdbQuery: 12_000,
  /** The same where the database is known to be down: only a new connection is tried. assumed. */
  awdbReconnect: 1_000,
  /** A successful request vouches for its user for so long (AW-2). */
  credentialCache: 30 * 60_000,

  /** From the loss of the serving chat machine to the other taking sessions. assumed, far shorter than in reality. */
  chatFailover: 5_000,

  /** From starting a node to its web application answering. assumed, far shorter than in reality. */
  nodeBoot: 5_000,
  /** From starting the notification service to its taking connections. assumed. */
  notificationBoot: 1_000,

  /** From unavailable presence to the forced logout (PF-1, PF-2). */
  presenceGrace: 60_000,
  /** A client unheard of for so long is dropped; with pings every 20 s a crash is noticed within it (PF-1: "up to 120 s"). */
  sessionSilence: 120_000,

  /** Ringing without an answer ends in RONA. assumed; a usual setting. */
  ringNoAnswer: 15_000,
  /** A campaign's preview that nobody accepts goes back to it. assumed; a setting of the campaign. */
  previewLasts: 30_000,
  /** From dialling to the far end ringing. assumed. */
  outboundRings: 400,
  /** From ringing to a customer answering. assumed. */
  customerAnswers: 2_500,
  /** A failed call clears by itself if nobody drops it. assumed: nothing may stay for ever. */
  failedCallClears: 10_000,

  /** After five wrong passwords in a row (developer guide). */
  lockOut: 300_000,

  /** Queue statistics go out at most so often per queue. assumed; the real router is asked every 10 s or so. */
  statisticsEvery: 3_000,
} as const;

/**
 * What detecting an active PG and connecting to it takes, term by term, by the PG's release (CTI-9). Published are only
 * the ranges, 35 to 75 s and 75 to 120 s with up to 40 s later detection, and what they grow with. assumed: that the
 * terms add up, and each of their sizes; they were chosen so that an empty deployment lies at the lower end and 2000
 * users with 6 gadgets at 400 ms below the upper. `lab` is for watching and for tests of other things.
 */
export const ctiRecoveryTerms = {
  lab: {
    detection: 0,
    fixed: timing.ctiSynchronisation,
    perUser: 0,
    perGadget: 0,
    perTask: 0,
    roundTrips: 0,
    kilobitsPerUser: 0,
  },
  '12.5+': {
    detection: 20_000,
    fixed: 15_500,
    perUser: 8,
    perGadget: 0.5,
    perTask: 2,
    roundTrips: 25,
    kilobitsPerUser: 40,
  },
  '11.6': {
    detection: 60_000,
    fixed: 15_500,
    perUser: 8,
    perGadget: 0.5,
    perTask: 2,
    roundTrips: 25,
    kilobitsPerUser: 40,
  },
} as const;

/** Consecutive missed heartbeats after which a CTI link counts as lost (CTI-2). */
export const heartbeatsToLoss = 3;

/** 11.x keeps so many actions of an outage for publication afterwards. assumed: only bounds the memory. */
export const outageActionsKept = 500;
