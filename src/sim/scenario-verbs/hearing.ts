/** What an agent's desktop is told by notifications. */
import { ScenarioProblem } from '../scenario-contract.ts';
import type { Desk, Heard, Stage, VerbArguments, VerbFile } from '../scenario-contract.ts';
import { given } from '../scenario-forms.ts';
import { saysWords } from '../scenario-words.ts';

/** Who was never connected would make every "hears nothing" true. */
function deskOf(stage: Stage, args: VerbArguments): Desk {
  const desk = stage.desks().find((each) => each.agent === args['agent']);
  if (!desk?.node) throw new ScenarioProblem(`${given(args, 'agent')} was never connected`);
  return desk;
}

/** Silence proves something only while it could be broken. */
function openDesk(stage: Stage, args: VerbArguments): Desk {
  const desk = deskOf(stage, args);
  if (Object.keys(desk.sessions).length === 0 && news(desk).length === 0) {
    throw new ScenarioProblem(`${desk.agent} has no open session and hears nothing in any case`);
  }
  return desk;
}

const news = (desk: Desk): readonly Heard[] => desk.heard.slice(desk.used);
const indexOf = (desk: Desk, wanted: string): number => news(desk).findIndex((each) => saysWords(each.words, wanted));

const all = (desk: Desk): string => {
  const heard = news(desk).map((each) => each.words);
  return heard.length === 0 ? 'nothing was heard' : `heard: ${heard.join(' // ')}`;
};

export const hearingVerbs: VerbFile = {
  expectations: [
    {
      form: '{agent} hears nothing',
      text: 'No notification at all.',
      test: (stage, args) => (news(openDesk(stage, args)).length === 0 ? undefined : all(deskOf(stage, args))),
    },
    {
      form: '{agent} hears no {words}',
      text: 'None with these words.',
      test: (stage, args) =>
        indexOf(openDesk(stage, args), given(args, 'words')) < 0 ? undefined : all(deskOf(stage, args)),
    },
    {
      form: '{agent} next hears {words}',
      text: 'The very next notification has these words.',
      test: (stage, args) =>
        indexOf(deskOf(stage, args), given(args, 'words')) === 0 ? undefined : all(deskOf(stage, args)),
      met: (stage, args) => {
        deskOf(stage, args).used += 1;
      },
      patience: 1_000,
    },
    {
      form: '{agent} hears {words}',
      text: 'A notification with these words; those before it are passed over.',
      test: (stage, args) =>
        indexOf(deskOf(stage, args), given(args, 'words')) >= 0 ? undefined : all(deskOf(stage, args)),
      met: (stage, args) => {
        const desk = deskOf(stage, args);
        desk.used += indexOf(desk, given(args, 'words')) + 1;
      },
      patience: 1_000,
    },
  ],
};
