/** Calls with more than two on them: consulting, transferring, joining, and a supervisor who listens or barges in. */
import { extensionOf } from '../../cluster/fixtures.ts';
import { dropParticipantRules } from '../../cluster/contract.ts';
import type { Dialog, DialogAction, SuperviseAction } from '../../wire/dialog.ts';
import { paths } from '../../wire/paths.ts';
import { ScenarioProblem } from '../scenario-contract.ts';
import type { CommandVerb, Stage, VerbArguments, VerbFile } from '../scenario-contract.ts';
import { given } from '../scenario-forms.ts';
import { callOf, extensionNow } from './calls.ts';

/** The agent's first call, or the named one: the one that waits while another is made. */
function firstCallOf(stage: Stage, args: VerbArguments): string {
  const agent = given(args, 'agent');
  const first = stage.view().calls.find((each) => each.agents.includes(agent));
  const id = args['id'] ?? first?.id;
  if (id === undefined) throw new ScenarioProblem(`${agent} is on no call`);
  return id;
}

interface Action {
  readonly form: string;
  readonly text: string;
  readonly action: DialogAction;
  readonly call: (stage: Stage, args: VerbArguments) => string;
  readonly more?: (args: VerbArguments) => { readonly toAddress?: string; readonly dtmfString?: string };
}

const actionVerb = ({ form, text, action, call, more }: Action): CommandVerb => ({
  form,
  text,
  run: (stage, args) => {
    const agent = given(args, 'agent');
    const body = {
      kind: 'DialogAction',
      action,
      targetMediaAddress: extensionNow(stage, agent) || extensionOf(agent),
      ...more?.(args),
    } as const;
    stage.request(agent, { method: 'PUT', path: paths.dialog(call(stage, args)), body });
  },
});

const toNumber = (args: VerbArguments): { readonly toAddress: string } => ({ toAddress: given(args, 'number') });

const superviseVerb = (form: string, text: string, action: SuperviseAction): CommandVerb => ({
  form,
  text,
  run: (stage, args) => {
    const agent = given(args, 'agent');
    const body = {
      kind: 'SuperviseCall',
      action,
      fromAddress: extensionNow(stage, agent) || extensionOf(agent),
      toAddress: extensionOf(given(args, 'other')),
    } as const;
    stage.request(agent, { method: 'POST', path: paths.userDialogs(agent), body });
  },
});

/** A call as a reply tells it: with its type, its relations, and what each agent may do. */
function callWords(value: Dialog): string {
  const related = [
    value.associatedDialogUri === '' ? '' : `associated ${value.associatedDialogUri}`,
    value.secondaryId === '' ? '' : `secondary ${value.secondaryId}`,
    value.mediaProperties.wrapUpReason === '' ? '' : `wrap-up ${value.mediaProperties.wrapUpReason}`,
  ];
  const parties = value.participants.map(
    ({ mediaAddress, state, stateCause, actions }) =>
      `${mediaAddress} ${state}${stateCause ? ` ${stateCause}` : ''}${actions.length > 0 ? ` (${actions.join(' ')})` : ''}`,
  );
  const data = value.mediaProperties.callVariables.map((each) => `${each.name}=${each.value}`);
  const { id, state, mediaType, fromAddress, toAddress } = value;
  const kind = value.mediaProperties.callType || mediaType;
  return [`${id} ${state} ${kind} from ${fromAddress} to ${toAddress}`, ...related, ...parties, data.join(' ')]
    .filter((part) => part !== '')
    .join(' | ');
}

export const joinedCallVerbs: VerbFile = {
  commands: [
    actionVerb({
      form: '{agent} consults {number}[ on call {id}]',
      text: 'CONSULT_CALL: the call waits, a second one is made.',
      action: 'CONSULT_CALL',
      call: callOf,
      more: toNumber,
    }),
    actionVerb({
      form: '{agent} completes the transfer[ of call {id}]',
      text: 'TRANSFER on the call that waits; it and the other become one without the agent.',
      action: 'TRANSFER',
      call: firstCallOf,
    }),
    actionVerb({
      form: '{agent} makes a conference[ of call {id}]',
      text: 'CONFERENCE on the call that waits; it and the other become one.',
      action: 'CONFERENCE',
      call: firstCallOf,
    }),
    actionVerb({
      form: '{agent} sends the call on to {number}',
      text: 'TRANSFER_SST: the other phone rings instead.',
      action: 'TRANSFER_SST',
      call: callOf,
      more: toNumber,
    }),
    actionVerb({
      form: '{agent} sends tones {id:tones}',
      text: 'SEND_DTMF.',
      action: 'SEND_DTMF',
      call: callOf,
      more: (args) => ({ dtmfString: given(args, 'tones') }),
    }),
    {
      form: '{agent} drops {number} from the conference',
      text: "PARTICIPANT_DROP of the phone with this number from the agent's latest call.",
      run: (stage, args) => {
        const agent = given(args, 'agent');
        const body = {
          kind: 'DialogAction',
          action: 'PARTICIPANT_DROP',
          targetMediaAddress: given(args, 'number'),
        } as const;
        stage.request(agent, { method: 'PUT', path: paths.dialog(callOf(stage, args)), body });
      },
    },
    {
      form: '{agent} gives call {id} the wrap-up reason {words}',
      text: 'UPDATE_CALL_DATA, also of a call that is over and wrapped up.',
      run: (stage, args) => {
        const agent = given(args, 'agent');
        const body = {
          kind: 'UpdateCallData',
          targetMediaAddress: extensionNow(stage, agent) || extensionOf(agent),
          wrapUpReason: given(args, 'words'),
        } as const;
        stage.request(agent, { method: 'PUT', path: paths.dialog(given(args, 'id')), body });
      },
    },
    {
      form: '{agent} looks at the calls',
      text: 'GET of the own Dialogs; the reply tells types and what may be done.',
      run: (stage, args) => {
        const agent = given(args, 'agent');
        stage.request(agent, { method: 'GET', path: paths.userDialogs(agent) });
      },
    },
    superviseVerb(
      '[supervisor ]{agent} listens to {agent:other}',
      'SILENT_MONITOR from the own extension.',
      'SILENT_MONITOR',
    ),
    superviseVerb(
      '[supervisor ]{agent} barges in on {agent:other}',
      'BARGE_CALL from the own extension.',
      'BARGE_CALL',
    ),
    {
      form: '[supervisor ]{agent} sets {agent:other} {id:state}',
      text: "A supervisor asks for a team member's READY, NOT_READY or LOGOUT.",
      run: (stage, args) => {
        const state = (['READY', 'NOT_READY', 'LOGOUT'] as const).find((each) => each === args['state']);
        if (!state) throw new ScenarioProblem('the state is READY, NOT_READY or LOGOUT');
        const path = paths.user(given(args, 'other'));
        stage.request(given(args, 'agent'), { method: 'PUT', path, body: { kind: 'UserState', state } });
      },
    },
  ],
  settings: [
    {
      form: 'enableDropParticipantFor {id}',
      text: 'Property of this name: supervisor_only (unless told), conference_controller_and_supervisor or all.',
      options: (args) => {
        const rule = dropParticipantRules.find((each) => each === args['id']);
        if (!rule) throw new ScenarioProblem(`the property is ${dropParticipantRules.join(' or ')}`);
        return { enableDropParticipantFor: rule };
      },
    },
  ],
  words: {
    Dialog: (value) => `Dialog ${callWords(value)}`,
    Dialogs: (value) => `Dialogs ${value.length === 0 ? 'none' : value.map(callWords).join('; ')}`,
  },
};
