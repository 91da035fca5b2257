/** Time going by, and how the deployment is set up. */
import type { VerbFile } from '../scenario-contract.ts';
import { ScenarioProblem } from '../scenario-contract.ts';
import { given, readDuration } from '../scenario-forms.ts';

/** One of the values, or a problem that names them. */
export function oneOf<Value extends string>(what: string, text: string, values: readonly Value[]): Value {
  const found = values.find((value) => value === text);
  if (found === undefined) throw new ScenarioProblem(`${what} is ${values.join(' or ')}, not ${text}`);
  return found;
}

export const timeVerbs: VerbFile = {
  commands: [
    {
      form: 'after {duration}',
      text: 'Lets time go by.',
      run: (stage, args) => {
        stage.advance(readDuration(args['duration']));
      },
    },
  ],
  settings: [
    {
      form: 'release {id}',
      text: 'Release of Finesse: 12.6 (unless told) or 11.x.',
      options: (args) => ({ release: oneOf('the release', given(args, 'id'), ['12.6', '11.x']) }),
    },
    {
      form: 'LOAD {number}',
      text: 'Logout on Agent Disconnect: 0 (unless told) or 1.',
      options: (args) => ({ load: oneOf('LOAD', given(args, 'number'), ['0', '1']) === '1' ? 1 : 0 }),
    },
    {
      form: 'latency {duration}',
      text: 'One-way delay between desktops and either node; 20 ms unless told.',
      options: (args) => {
        const ms = readDuration(args['duration']);
        return { latencyMs: { publisher: ms, subscriber: ms } };
      },
    },
    {
      form: 'seed {number}',
      text: 'Seed of everything that is left to chance.',
      options: (args) => ({ seed: Number(given(args, 'number')) }),
    },
  ],
};
