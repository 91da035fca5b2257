/** Everything the team messages gadget says, in one place. */
import { catalogue, wordedList, plural } from '../../src/gadget/index.ts';
export interface Period {
  readonly seconds: number;
  readonly text: string;
}

/** For how long a message can stand. */
export const periods: readonly Period[] = wordedList(
  'gadget.team-messages.period',
  'seconds',
  ['text'],
  [
    { seconds: 600, text: '10 minutes' },
    { seconds: 1_800, text: '30 minutes' },
    { seconds: 3_600, text: '1 hour' },
    { seconds: 14_400, text: '4 hours' },
    { seconds: 28_800, text: '8 hours' },
  ],
);

export const words = catalogue('gadget.team-messages', {
  none: 'No messages to your team at the moment.',
  notRead: 'The messages to your team were not read yet.',
  asKnown: 'As last known; newer ones are shown when the connection is back.',
  from: (name: string, time: string) => `${name} · ${time}`,
  until: (time: string) => `until ${time}`,
  remove: 'Delete',
  removeNamed: (text: string) => `Delete the message “${text}”`,
  write: 'Message to your team',
  team: 'Team',
  allTeams: 'All your teams',
  period: 'Shown for',
  send: 'Send',
  sent: 'Sent.',
  removed: 'Deleted.',
  left: (count: number) => plural(count, { one: '1 character left', other: `${count} characters left` }),
  list: 'Messages to your team',
  unknownSending: 'No answer came. The list shows whether it arrived; please look before you send it again.',
});
