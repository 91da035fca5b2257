/** Faults that can be planted in maintenance and in the admission plan. See `mutations.ts`. */
import type { Mutation } from './mutations.ts';

export const maintenanceMutations = [
  { name: 'mm-1-drops-connections', row: 'MM-1', what: 'PG maintenance drops the connections of the nodes' },
  { name: 'mm-1-error-unnoticed', row: 'MM-1', what: 'a node keeps to its connections when PG maintenance fails' },
  { name: 'mm-2-all-at-once', row: 'MM-2', what: 'all desktops move in one batch' },
  { name: 'mm-2-anybody-may', row: 'MM-2', what: 'an agent may begin maintenance' },
  { name: 'mm-2-moved-are-forced-out', row: 'MM-2', what: 'whoever has moved is forced out for having left' },
  { name: 'mm-2-services-go-on', row: 'MM-2', what: 'the services go on after the maintenance is completed' },
  { name: 'mm-2-postponed-for-ever', row: 'MM-2', what: 'an agent may put the move off again and again' },
  { name: 'mm-2-cancelled-too-late', row: 'MM-2', what: 'a maintenance is called off when desktops are on their way' },
  { name: 'mm-3-not-scheduled', row: 'MM-3', what: 'desktops are not told in advance' },
  { name: 'mm-3-moved-without-a-word', row: 'MM-3', what: 'there is no second alert before the move' },
  { name: 'mm-4-phones-stay', row: 'MM-4', what: 'users of phones are not signed out' },
  { name: 'mm-4-signed-out-unwarned', row: 'MM-4', what: 'users of phones are signed out without a warning' },
  { name: 'mm-4-third-party-waited-for', row: 'MM-4', what: 'third-party clients are waited for without a limit' },
  { name: 'mm-5-goes-on-without-alternate', row: 'MM-5', what: 'desktops are sent to an alternate that is down' },
  {
    name: 'mm-5-moved-without-certificate',
    row: 'MM-5',
    what: 'a desktop moves though it does not trust the alternate',
  },
  { name: 'mm-5-no-limit', row: 'MM-5', what: 'maintenance goes on for longer than maxMMTimeSec' },
  { name: 'df-9-all-at-once', row: 'DF-9', what: 'all desktops that arrive are admitted at once' },
  { name: 'df-9-first-sign-ins-wait', row: 'DF-9', what: 'a first sign-in has to wait like a failover' },
] as const satisfies readonly Mutation[];
