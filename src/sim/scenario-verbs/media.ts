/** Chats and e-mails as an agent has them: sign-in to a Media Routing Domain (5000 chat, 5001 e-mail), tasks. */
import type { DialogAction } from '../../wire/dialog.ts';
import type { RequestBody } from '../../wire/http.ts';
import type { Media } from '../../wire/media.ts';
import { paths } from '../../wire/paths.ts';
import { ScenarioProblem } from '../scenario-contract.ts';
import type { CommandVerb, Stage, VerbArguments, VerbFile } from '../scenario-contract.ts';
import { given } from '../scenario-forms.ts';

type MediaView = ReturnType<Stage['view']>['media'][number];

function mediaOf(stage: Stage, args: VerbArguments): MediaView | undefined {
  const agent = given(args, 'agent');
  return stage.view().media.find((each) => each.loginId === agent && each.mrdId === given(args, 'mrd'));
}

function ask(stage: Stage, args: VerbArguments, body: RequestBody): void {
  const agent = given(args, 'agent');
  stage.request(agent, { method: 'PUT', path: paths.userMedia(agent, given(args, 'mrd')), body }, args['node']);
}

/** The task that is named, or the agent's oldest. */
function taskOf(stage: Stage, agent: string, named: string | undefined): string {
  if (named !== undefined) return named;
  const [task] = stage
    .view()
    .media.filter((each) => each.loginId === agent)
    .flatMap((each) => each.tasks);
  if (!task) throw new ScenarioProblem(`${agent} has no task`);
  return task.id;
}

const taskVerb = (word: string, action: DialogAction, text: string): CommandVerb => ({
  form: `{agent} ${word} task[ {id}]`,
  text,
  run: (stage, args) => {
    const agent = given(args, 'agent');
    const body = { kind: 'DialogAction', action, targetMediaAddress: agent } as const;
    stage.request(agent, { method: 'PUT', path: paths.dialog(taskOf(stage, agent, args['id'])), body });
  },
});

const words = (media: Media): string =>
  [
    `Media ${media.uri.split('/')[4] ?? ''} MRD ${media.id} ${media.state}`,
    media.reasonCode ? `${media.reasonCode.code} ${media.reasonCode.label}` : '',
    media.routable ? '' : 'not routable',
    `(limit ${media.maxDialogLimit}, interrupts ${media.interruptAction}, at sign-out ${media.dialogLogoutAction})`,
  ]
    .filter((part) => part !== '')
    .join(' ');

export const mediaVerbs: VerbFile = {
  commands: [
    {
      form: '{agent} signs in to MRD {number:mrd} with limit {number:limit}[, interrupts {id:interrupts}][, at sign-out {id:logout}][ on {node}]',
      text: 'The body of Media sign-in: maxDialogLimit, interruptAction (ACCEPT or IGNORE), dialogLogoutAction (CLOSE or TRANSFER).',
      run: (stage, args) => {
        const interruptAction = args['interrupts'];
        const dialogLogoutAction = args['logout'];
        ask(stage, args, {
          kind: 'MediaLogin',
          maxDialogLimit: Number(given(args, 'limit')),
          ...(interruptAction === 'ACCEPT' || interruptAction === 'IGNORE' ? { interruptAction } : {}),
          ...(dialogLogoutAction === 'CLOSE' || dialogLogoutAction === 'TRANSFER' ? { dialogLogoutAction } : {}),
        });
      },
    },
    {
      form: '{agent} goes {id:state} in MRD {number:mrd}[ with reason {number:reason}][ on {node}]',
      text: 'READY, NOT_READY or LOGOUT; the reason is the id in the database.',
      run: (stage, args) => {
        const state = given(args, 'state');
        if (state !== 'READY' && state !== 'NOT_READY' && state !== 'LOGOUT') {
          throw new ScenarioProblem(`nobody can ask for ${state}`);
        }
        const reason = args['reason'];
        ask(stage, args, {
          kind: 'MediaState',
          state,
          ...(reason === undefined ? {} : { reasonCodeId: Number(reason) }),
        });
      },
    },
    {
      form: '{agent} says media connected in MRD {number:mrd}[ on {node}]',
      text: 'The change from Work to active: the gadget and its channel are ready.',
      run: (stage, args) => ask(stage, args, { kind: 'MediaConnected' }),
    },
    {
      form: '{agent} becomes {id:how} in MRD {number:mrd}',
      text: 'routable, or not-routable.',
      run: (stage, args) => ask(stage, args, { kind: 'MediaRoutable', routable: given(args, 'how') === 'routable' }),
    },
    taskVerb('accepts', 'ACCEPT', "The agent's oldest task, or the named one."),
    taskVerb('starts', 'START', 'Begins to work on it.'),
    taskVerb('pauses', 'PAUSE', 'Lays it aside.'),
    taskVerb('resumes', 'RESUME', 'Takes it up again.'),
    taskVerb('wraps up', 'WRAP_UP', 'The customer is done, the agent is not.'),
    taskVerb('transfers', 'TRANSFER', 'Back to the script that chooses.'),
    taskVerb('closes', 'CLOSE', 'Ends it.'),
  ],
  expectations: [
    {
      form: '{agent} is {id:state} in MRD {number:mrd}[ with reason {number:reason}]',
      text: 'The state at the peripheral, and the code (not the id) of its reason.',
      test: (stage, args) => {
        const media = mediaOf(stage, args);
        const state = media?.state ?? 'LOGOUT';
        const reason = args['reason'];
        const same = state === args['state'] && (reason === undefined || String(media?.reasonCode) === reason);
        return same
          ? undefined
          : `${state}${media?.reasonCode === undefined ? '' : ` with reason ${media.reasonCode}`}`;
      },
    },
    {
      form: '{agent} has {number:count} tasks in MRD {number:mrd}[, {number:waiting} waiting]',
      text: 'Offered or taken, and those of customers who wait for this agent.',
      test: (stage, args) => {
        const media = mediaOf(stage, args);
        const tasks = media?.tasks.length ?? 0;
        const waiting = media?.waiting ?? 0;
        const wanted = args['waiting'];
        const same = String(tasks) === args['count'] && (wanted === undefined || String(waiting) === wanted);
        return same ? undefined : `${tasks}, ${waiting} waiting`;
      },
    },
    {
      form: '{agent} has had {number:count} RONA in MRD {number:mrd}',
      text: 'Tasks that were offered and not accepted in time.',
      test: (stage, args) => {
        const ronas = mediaOf(stage, args)?.ronas ?? 0;
        return String(ronas) === args['count'] ? undefined : String(ronas);
      },
    },
  ],
  settings: [
    {
      form: 'automatic work mode off',
      text: 'enableAutoWorkModeStateChange=false on both nodes.',
      options: () => ({ enableAutoWorkModeStateChange: false }),
    },
    {
      form: 'sign-out of voice alone',
      text: '`utils finesse user_signout_channel` voice: the other media stay signed in.',
      options: () => ({ userSignOutChannel: 'voice' }),
    },
  ],
  words: { Media: words, MediaList: (list) => `MediaList ${list.map(words).join('; ')}` },
};
