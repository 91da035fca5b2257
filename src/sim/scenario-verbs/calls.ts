/** Calls as an agent and a customer have them. */
import type { DialogAction } from '../../wire/dialog.ts';
import { paths } from '../../wire/paths.ts';
import { ScenarioProblem } from '../scenario-contract.ts';
import type { CommandVerb, Stage, VerbArguments, VerbFile } from '../scenario-contract.ts';
import { given } from '../scenario-forms.ts';

/** The agent's extension, as the peripheral knows it. */
export const extensionNow = (stage: Stage, agent: string): string =>
  stage.view().agents.find((each) => each.loginId === agent)?.extension ?? '';

/** The call that is named, or the agent's latest. Throws when there is none. */
export function callOf(stage: Stage, args: VerbArguments): string {
  const named = args['id'];
  if (named !== undefined) return named;
  const agent = given(args, 'agent');
  const call = stage
    .view()
    .calls.filter((each) => each.agents.includes(agent))
    .at(-1);
  if (!call) throw new ScenarioProblem(`${agent} is on no call`);
  return call.id;
}

const actionVerb = (word: string, action: DialogAction, text: string): CommandVerb => ({
  form: `{agent} ${word}[ call {id}]`,
  text,
  run: (stage, args) => {
    const agent = given(args, 'agent');
    // Who is signed out has no extension any more, and no other phone either.
    const targetMediaAddress = extensionNow(stage, agent) || String(Number(agent) + 3000);
    const body = { kind: 'DialogAction', action, targetMediaAddress } as const;
    stage.request(agent, { method: 'PUT', path: paths.dialog(callOf(stage, args)), body });
  },
});

export const callVerbs: VerbFile = {
  commands: [
    {
      form: 'customer {number} rings {agent}',
      text: 'Through a queue of the agent.',
      run: (stage, args) => {
        stage.fault({ action: 'ring', agent: given(args, 'agent'), from: given(args, 'number') });
        stage.advance(200);
      },
    },
    {
      form: 'customer of {agent} hangs up',
      text: 'All calls of the agent.',
      run: (stage, args) => {
        stage.fault({ action: 'hang-up', agent: given(args, 'agent') });
        stage.advance(200);
      },
    },
    actionVerb('answers', 'ANSWER', "The agent's latest call, or the named one."),
    actionVerb('holds', 'HOLD', 'Puts it on hold.'),
    actionVerb('retrieves', 'RETRIEVE', 'Takes it back.'),
    actionVerb('drops', 'DROP', 'Ends it.'),
    {
      form: '{agent} calls {number}',
      text: 'MAKE_CALL from the own extension.',
      run: (stage, args) => {
        const agent = given(args, 'agent');
        const body = {
          kind: 'MakeCall',
          fromAddress: extensionNow(stage, agent),
          toAddress: given(args, 'number'),
        } as const;
        stage.request(agent, { method: 'POST', path: paths.userDialogs(agent), body });
      },
    },
    {
      form: '{agent} writes {words} into call variable {number}',
      text: "UPDATE_CALL_DATA on the agent's latest call.",
      run: (stage, args) => {
        const agent = given(args, 'agent');
        const variable = { name: `callVariable${given(args, 'number')}`, value: given(args, 'words') };
        const body = {
          kind: 'UpdateCallData',
          targetMediaAddress: extensionNow(stage, agent),
          callVariables: [variable],
        } as const;
        stage.request(agent, { method: 'PUT', path: paths.dialog(callOf(stage, args)), body });
      },
    },
  ],
  expectations: [
    {
      form: '{agent} is on a call',
      text: 'As the call manager sees it.',
      test: (stage, args) => (isOnCall(stage, args) ? undefined : 'on no call'),
    },
    {
      form: '{agent} is on no call',
      text: 'As the call manager sees it.',
      test: (stage, args) => (isOnCall(stage, args) ? 'on a call' : undefined),
    },
  ],
};

const isOnCall = (stage: Stage, args: VerbArguments): boolean =>
  stage.view().calls.some((call) => call.agents.includes(given(args, 'agent')));
