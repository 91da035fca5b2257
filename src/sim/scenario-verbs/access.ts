/** Who may come in: the administration databases. */
import { ScenarioProblem } from '../scenario-contract.ts';
import type { VerbFile } from '../scenario-contract.ts';
import { given } from '../scenario-forms.ts';

export const accessVerbs: VerbFile = {
  expectations: [
    {
      form: 'AWDB {id:side} is {id:state}',
      text: 'primary or secondary; up or down.',
      test: (stage, args) => {
        const { awdb } = stage.view();
        const side = given(args, 'side');
        if (side !== 'primary' && side !== 'secondary') throw new ScenarioProblem(`there is no ${side} AWDB`);
        return awdb[side] === args['state'] ? undefined : awdb[side];
      },
    },
  ],
  settings: [
    {
      form: 'no secondary AWDB',
      text: 'None is configured.',
      options: () => ({ secondaryAwdb: 'none' }),
    },
    {
      form: 'secondary AWDB without distributor',
      text: 'Configured and reachable, but its distributor does not run.',
      options: () => ({ secondaryAwdb: 'without-distributor' }),
    },
  ],
};
