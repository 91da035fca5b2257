/** Desktop chat: the chat client of an agent's desktop on its own link to the chat service (IM&P). */
import { chatStatuses } from '../../cluster/chat-messages.ts';
import type { ChatFromClient } from '../../cluster/chat-messages.ts';
import { ScenarioProblem } from '../scenario-contract.ts';
import type { Desk, Stage, VerbArguments, VerbFile } from '../scenario-contract.ts';
import { given } from '../scenario-forms.ts';

/** The chat session of each desk; a page that is loaded again opens another. */
const sessions = new WeakMap<Desk, string>();

const enoughToHear = 10;

function send(stage: Stage, agent: string, message: ChatFromClient): void {
  const desk = stage.desk(agent);
  const session = sessions.get(desk);
  if (session === undefined) throw new ScenarioProblem(`${agent} has not joined the chat`);
  stage.feed({ type: 'chat', client: desk.client, session, message });
  stage.advance(enoughToHear);
}

type Chat = ReturnType<Stage['view']>['chat'];

const chatsOf = ({ chats }: Chat, agent: string): Chat['chats'] => chats.filter((each) => each.parties.includes(agent));

/** The only chat of the two. */
function between(stage: Stage, args: VerbArguments): Chat['chats'][number] | undefined {
  return chatsOf(stage.view().chat, given(args, 'agent')).find((each) => each.parties.includes(given(args, 'other')));
}

export const chatVerbs: VerbFile = {
  commands: [
    {
      form: '{agent} joins chat[ with password {id}]',
      text: "The desktop's chat client connects; loaded again, it connects anew.",
      run: (stage, args) => {
        const agent = given(args, 'agent');
        sessions.set(stage.desk(agent), `chat-${stage.now()}`);
        send(stage, agent, { kind: 'connect', loginId: agent, password: args['id'] ?? 'secret' });
      },
    },
    {
      form: '{agent} leaves chat',
      text: 'The chat client says goodbye.',
      run: (stage, args) => send(stage, given(args, 'agent'), { kind: 'disconnect' }),
    },
    {
      form: '{agent} sets chat status {id:status}',
      text: 'AVAILABLE, AWAY or BUSY.',
      run: (stage, args) => {
        const status = chatStatuses.find((known) => known === args['status']);
        if (!status) throw new ScenarioProblem(`there is no chat status ${given(args, 'status')}`);
        send(stage, given(args, 'agent'), { kind: 'set-status', status });
      },
    },
    {
      form: '{agent} opens chat with {agent:other}',
      text: 'An active chat of the two, for both.',
      run: (stage, args) => send(stage, given(args, 'agent'), { kind: 'open-chat', with: given(args, 'other') }),
    },
    {
      form: '{agent} tells {agent:other}: {words}',
      text: 'In the chat that they have.',
      run: (stage, args) => {
        const chat = between(stage, args);
        if (!chat) throw new ScenarioProblem('they have no chat');
        send(stage, given(args, 'agent'), { kind: 'say', chat: chat.id, text: given(args, 'words') });
      },
    },
  ],
  expectations: [
    {
      form: 'chat status of {agent} is {id:status}',
      text: 'As the chat service has it, whether the user is there or not.',
      test: (stage, args) => {
        const status = stage.view().chat.users.find((each) => each.loginId === args['agent'])?.status ?? 'none';
        return status === args['status'] ? undefined : status;
      },
    },
    {
      form: '{agent} has {number:count} chats',
      text: 'Active ones.',
      test: (stage, args) => {
        const count = String(chatsOf(stage.view().chat, given(args, 'agent')).length);
        return count === args['count'] ? undefined : count;
      },
    },
    {
      form: 'chat is served by the {id:server} machine',
      text: 'first or second.',
      test: (stage, args) => {
        const { server } = stage.view().chat;
        return server === args['server'] ? undefined : server;
      },
    },
  ],
};
