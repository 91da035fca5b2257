/** The planted faults (`mutations.ts`) of non-voice media, databases, chat, IP phone users and single sign-on. */
import type { Mutation } from './mutations.ts';

export const beyondVoice = [
  { name: 'mrd-1-stays-available', row: 'MRD-1', what: 'a lost CTI link leaves the agent available for tasks' },
  { name: 'mrd-2-stays-in-work', row: 'MRD-2', what: 'with the property on, Work is not left at the CTI reconnect' },
  { name: 'mrd-3-goes-back-by-itself', row: 'MRD-3', what: 'with the property off, Work is left by itself' },
  { name: 'mrd-3-valid-in-any-state', row: 'MRD-3', what: 'the change from Work to active is taken in any state' },
  { name: 'mrd-4-routes-to-work', row: 'MRD-4', what: 'a task is routed to an agent in Work' },
  { name: 'mrd-5-ready-without-tasks', row: 'MRD-5', what: 'after a failover an agent without tasks is Ready' },
  { name: 'mrd-5-not-ready-with-tasks', row: 'MRD-5', what: 'after a failover an agent with tasks is Not Ready' },
  { name: 'aw-1-asks-what-is-not-configured', row: 'AW-1', what: 'a secondary that is not configured is asked' },
  { name: 'aw-2-asks-every-time', row: 'AW-2', what: 'credentials are not cached' },
  { name: 'aw-3-primary-only', row: 'AW-3', what: 'the secondary is never asked' },
  { name: 'aw-4-cache-for-ever', row: 'AW-4', what: 'cached credentials never expire' },
  { name: 'aw-4-all-alike', row: 'AW-4', what: 'who is signed in gets the error of a sign-in' },
  { name: 'aw-5-never-notices', row: 'AW-5', what: 'every request waits for the dead database anew' },
  { name: 'ch-1-status-forgotten', row: 'CH-1', what: 'a new chat session begins with a new status' },
  { name: 'ch-1-chats-survive', row: 'CH-1', what: 'active chats outlive their sessions' },
  { name: 'ch-1-lost-with-cti', row: 'CH-1', what: 'a CTI failover ends the chat sessions' },
  { name: 'pf-10-access-never-expires', row: 'PF-10', what: 'an access token is good for ever' },
  { name: 'pf-10-refresh-never-expires', row: 'PF-10', what: 'a refresh token is good for ever' },
  { name: 'pf-10-a-sign-out-like-others', row: 'PF-10', what: 'the forced logout at the end is a usual sign-out' },
  { name: 'ip-1-poll-needs-a-password', row: 'IP-1', what: 'SystemInfo is told to those with credentials only' },
  { name: 'ip-2-phone-still-there', row: 'IP-2', what: "a phone's session outlives its node" },
  { name: 'ip-3-status-hides-the-link', row: 'IP-3', what: 'SystemInfo says IN_SERVICE without a CTI link' },
] as const satisfies readonly Mutation[];
