/**
 * The requirement rows: ID, a short title, and which sides have to do with it. `server` is the simulated cluster, `core`
 * the failover core and its worker, `desktop` everything that an agent sees. What proves a row is found, not written here
 * (`requirements-table.ts`).
 */
export type Side = 'server' | 'core' | 'desktop';
export const sides: readonly Side[] = ['server', 'core', 'desktop'];

export interface Requirement {
  readonly id: string;
  readonly title: string;
  readonly sides: readonly Side[];
}

export interface Chapter {
  readonly title: string;
  readonly rows: readonly Requirement[];
}

/** `s`, `c`, `d` for the three sides. */
const row = (id: string, letters: string, title: string): Requirement => ({
  id,
  title,
  sides: sides.filter((side) => letters.includes(side.slice(0, 1))),
});

export const requirements: readonly Chapter[] = [
  {
    title: 'CTI failover',
    rows: [
      row('CTI-1', 's', 'Failover needs a B side; simplex retries A alone'),
      row('CTI-2', 's', 'Lost after 3 missed heartbeats, or at once when the socket fails'),
      row('CTI-3', 's', 'Alternation between the sides until one connects; 11.x the other side first'),
      row('CTI-4', 'sc', 'OUT_OF_SERVICE: 503 for every request, no events but the status'),
      row('CTI-5', 'sc', 'Last state (12.6) or the actions (11.x) after the reconnect'),
      row('CTI-6', 's', 'A call wholly inside the outage is never published'),
      row('CTI-7', 'scd', 'Wrong call notifications after signing in during a conference'),
      row('CTI-8', 'sc', 'Both nodes lose the same PG side; one may notice later'),
      row('CTI-9', 'sc', 'Detection and reconnect time by PG release and size'),
    ],
  },
  {
    title: 'Non-voice tasks across a CTI reconnect',
    rows: [
      row('MRD-1', 'sd', 'WORK in every non-voice MRD at CTI disconnect'),
      row('MRD-2', 's', 'Automatic return to available at reconnect, with the RONA it can cause'),
      row('MRD-3', 'sd', 'Or WORK until the request to make it active'),
      row('MRD-4', 'scd', 'That request only when gadget and channel are ready; no RONA'),
      row('MRD-5', 'sd', 'Back to the previous Active or Not Ready after a desktop failover'),
    ],
  },
  {
    title: 'AWDB failover',
    rows: [
      row('AW-1', 's', 'A secondary AWDB that is configured and reachable'),
      row('AW-2', 's', 'Credentials cached for 30 minutes'),
      row('AW-3', 's', 'Primary lost: the secondary is tried, request by request'),
      row('AW-4', 'scd', 'Both lost and the cache expired: the documented errors'),
      row('AW-5', 'sc', 'Time-outs before a node notices; a retry succeeds'),
    ],
  },
  {
    title: 'Desktop failover',
    rows: [
      row('DF-1', 'sc', 'Causes: network, Tomcat, REST, notification service, CTI'),
      row('DF-2', 'sc', 'Three triggers'),
      row('DF-3', 'c', 'Three tries of the XMPP client before failover begins'),
      row('DF-4', 'sc', 'The loop: SystemInfo, notification service, last CTI heartbeat'),
      row('DF-5', 'c', 'The alternate is checked too'),
      row('DF-6', 'cd', 'Bias to the current node: a last look before the move'),
      row('DF-7', 'c', 'No automatic fail-back'),
      row('DF-8', 'cd', 'The agent is told at once, and what is being done'),
      row('DF-9', 'sc', 'Reloads spread over time; configuration is not fetched again'),
      row('DF-10', 'sc', 'A pending state change is lost'),
      row('DF-11', 'cd', 'Published failover times'),
    ],
  },
  {
    title: 'Presence, forced logout, agent state',
    rows: [
      row('PF-1', 'sd', 'Close, crash, Back: 60 s of grace, up to 180 s in all, code 255'),
      row('PF-2', 'sd', 'Refresh within the grace leaves the agent untouched'),
      row('PF-3', 'scd', 'Network glitch: the old node forces the agent out later'),
      row('PF-4', 'sc', 'Signed out already: harmless'),
      row('PF-5', 'sc', 'Crash, then sign-in on the alternate before the old node notices'),
      row('PF-6', 's', 'Slow network: as a crash'),
      row('PF-7', 'sd', 'Voice state after a CTI reconnect'),
      row('PF-8', 's', 'LOAD=0: Not Ready – Connection Failure, after the call'),
      row('PF-9', 's', 'LOAD=1: Logged Out – System Failure, at once'),
      row('PF-10', 'scd', 'Refresh token expires: warnings, then a forced logout'),
    ],
  },
  {
    title: 'Desktop chat and IP Phone Agent',
    rows: [
      row('CH-1', 'sd', 'Chat status and active chats over the three failovers'),
      row('IP-1', 'scd', 'Polls every 5 s; three failures are "server unavailable"'),
      row('IP-2', 'scd', 'Never looks at the alternate'),
      row('IP-3', 'sc', 'A CTI failover longer than 15 s is out of service'),
    ],
  },
  {
    title: 'Guidelines that a desktop checks or honours',
    rows: [
      row('GL-1', 'd', 'Warning about cache-bypassing URLs'),
      row('GL-2', 'd', 'Warning under 200 MB of free storage'),
      row('GL-3', 'cd', 'Round trip and bandwidth measured to both nodes'),
      row('GL-4', 'cd', 'An unreachable or untrusted alternate found before it is needed'),
      row('GL-5', 'd', 'Warning about racing cache with network in Firefox'),
      row('GL-6', 'd', 'Warning when HTTP caching is off or cleared at each start'),
      row('GL-7', 'd', 'Agents spread evenly over both nodes'),
      row('GL-8', 'd', 'Cost of gadgets: number, XML or JSP, vCPU'),
      row('GL-9', 'd', 'Secondary resources are preloaded'),
      row('GL-10', 'd', 'Advice about clearing cookies when SSO expires'),
      row('GL-11', 'd', 'Warning of an overloaded host'),
      row('GL-12', 'd', 'Hosts of external gadgets are checked'),
    ],
  },
  {
    title: 'Maintenance mode',
    rows: [
      row('MM-1', 's', 'PG maintenance moves nodes to the other side unnoticed'),
      row('MM-2', 'scd', 'Finesse maintenance moves desktops in phases'),
      row('MM-3', 'scd', 'Gadgets are told SCHEDULED and MIGRATING, and keep their state'),
      row('MM-4', 's', 'IPPA users are warned and logged out; third-party desktops must leave'),
      row('MM-5', 'sd', 'Failures, and the list of connected agents'),
    ],
  },
  {
    title: "The owner's wishes",
    rows: [
      row('OW-1', 'd', 'A gadget framework for the browser alone'),
      row('OW-2', 'c', 'Lit gadgets share a failover core in a worker'),
      row('OW-3', 'd', 'A service worker precaches secondary resources'),
      row('OW-4', 'd', 'DesktopCache keeps gadget state across reloads'),
      row('OW-5', 'd', 'A mock server mode, fully offline'),
      row('OW-6', 'd', 'Gadget developers, agents and performance testers are served'),
    ],
  },
];

export const allRows: readonly Requirement[] = requirements.flatMap((chapter) => chapter.rows);
