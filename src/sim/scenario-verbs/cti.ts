/** The CTI link's deployment, and what a node does to get it back. */
import { pgReleases } from '../../cluster/contract.ts';
import type { VerbFile } from '../scenario-contract.ts';
import { given, readDuration } from '../scenario-forms.ts';
import { oneOf } from './time.ts';

export const ctiVerbs: VerbFile = {
  expectations: [
    {
      form: '{node} tries CTI sides {words}',
      text: 'The sides to which the node has tried to connect since the last command, in order: `A B A`.',
      test: (stage, args) => {
        const tried = stage
          .told('command')
          .filter(({ part }) => part === args['node'])
          .flatMap(({ text }) => /^connecting to CTI side ([AB])$/.exec(text)?.[1] ?? []);
        return tried.join(' ') === args['words'] ? undefined : tried.join(' ') || 'none';
      },
    },
  ],
  settings: [
    { form: 'one CTI side only', text: 'Simplex: no B side.', options: () => ({ ctiDuplex: false }) },
    {
      form: 'PG release {id}',
      text: 'How long CTI reconnects take: lab (unless told: about 3 s), 12.5+ or 11.6.',
      options: (args) => ({ pgRelease: oneOf('the release of the PG', given(args, 'id'), pgReleases) }),
    },
    {
      form: 'CTI load of {number:users} users[, {number:gadgets} gadgets][, {number:tasks} tasks][, {duration} round trip]',
      text: 'What a CTI reconnect has to carry besides the agents of the scenario; gadgets are per user.',
      options: ({ users, gadgets, tasks, duration }) => ({
        ctiLoad: {
          users: Number(users),
          ...(gadgets === undefined ? {} : { gadgetsPerUser: Number(gadgets) }),
          ...(tasks === undefined ? {} : { tasks: Number(tasks) }),
          ...(duration === undefined ? {} : { roundTripMs: readDuration(duration) }),
        },
      }),
    },
  ],
};
