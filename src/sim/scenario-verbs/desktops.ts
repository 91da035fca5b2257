/**
 * What becomes of an agent's desktop: it signs in, moves, is closed, crashes. The desktop here is a scripted client that
 * decides nothing itself.
 */
import { extensionOf } from '../../cluster/fixtures.ts';
import type { NodeName } from '../../wire/names.ts';
import { otherNode } from '../../wire/names.ts';
import { paths } from '../../wire/paths.ts';
import { ScenarioProblem } from '../scenario-contract.ts';
import type { Stage, VerbArguments, VerbFile } from '../scenario-contract.ts';
import { given, readDuration } from '../scenario-forms.ts';

const agentOf = (args: VerbArguments): string => given(args, 'agent');
export const nodeOf = (args: VerbArguments): NodeName =>
  given(args, 'node') === 'publisher' ? 'publisher' : 'subscriber';

/** LOGIN on a node, as a desktop sends it at every sign-in and every failover. */
export function sendLogin(stage: Stage, agent: string, node: NodeName, extension = extensionOf(agent)): void {
  stage.request(agent, { method: 'PUT', path: paths.user(agent), body: { kind: 'UserLogin', extension } }, node);
}

function setState(stage: Stage, args: VerbArguments, state: 'READY' | 'NOT_READY' | 'LOGOUT'): void {
  const agent = agentOf(args);
  const id = args['number'];
  const body = { kind: 'UserState', state, ...(id === undefined ? {} : { reasonCodeId: Number(id) }) } as const;
  stage.request(agent, { method: 'PUT', path: paths.user(agent), body }, args['node']);
}

/** Where the desktop is now. */
function placeOf(stage: Stage, agent: string): NodeName {
  const { node } = stage.desk(agent);
  if (!node) throw new ScenarioProblem(`there is no desktop of ${agent}`);
  return node;
}

export const desktopVerbs: VerbFile = {
  commands: [
    {
      form: '[agent |supervisor ]{agent} signs in on {node}[ at extension {number}]',
      text: 'Connects to the notification service, sends LOGIN; the extension is the login plus 3000 unless told.',
      run: (stage, args) => {
        stage.connect(agentOf(args), nodeOf(args));
        sendLogin(stage, agentOf(args), nodeOf(args), args['number']);
      },
    },
    {
      form: '[agent |supervisor ]{agent} moves to {node}',
      text: 'Fails over: says goodbye to where it was, as far as that is heard, connects there and sends LOGIN.',
      run: (stage, args) => {
        stage.tell(agentOf(args), { kind: 'disconnect' }, otherNode(nodeOf(args)));
        stage.connect(agentOf(args), nodeOf(args));
        sendLogin(stage, agentOf(args), nodeOf(args));
      },
    },
    {
      form: '{agent} connects to {node}[ with password {id:password}]',
      text: 'Opens a notification session and signs nobody in.',
      run: (stage, args) => {
        const password = args['password'];
        stage.connect(agentOf(args), nodeOf(args), password === undefined ? {} : { password });
      },
    },
    {
      form: '{agent} subscribes to {path}',
      text: 'On every open session.',
      run: (stage, args) => {
        stage.tell(agentOf(args), { kind: 'subscribe', path: given(args, 'path') });
        stage.advance(100);
      },
    },
    {
      form: '{agent} goes READY[ on {node}]',
      text: 'Asks for Ready.',
      run: (stage, args) => {
        setState(stage, args, 'READY');
      },
    },
    {
      form: '{agent} goes NOT_READY[ with reason {number}][ on {node}]',
      text: 'Asks for Not Ready; the reason is the id in the database (21 Break, 22 Lunch, 23 Meeting, 24 Training).',
      run: (stage, args) => {
        setState(stage, args, 'NOT_READY');
      },
    },
    {
      form: '{agent} signs out[ with reason {number}][ on {node}]',
      text: 'Asks for LOGOUT (reasons: 31 End of shift, 32 Computer problem).',
      run: (stage, args) => {
        setState(stage, args, 'LOGOUT');
      },
    },
    {
      form: 'close desktop of {agent}',
      text: 'The page is closed, or left by Back: its notice goes out, the session ends.',
      run: (stage, args) => {
        stage.tell(agentOf(args), { kind: 'disconnect' });
      },
    },
    {
      form: 'crash desktop of {agent}',
      text: 'The browser or the machine dies: not a word more.',
      run: (stage, args) => {
        stage.vanish(agentOf(args));
      },
    },
    {
      form: 'reload desktop of {agent}[ taking {duration}]',
      text: 'Refresh: the session ends, and some time later (3 s unless told) there is a new one, and a GET of the user.',
      run: (stage, args) => {
        const agent = agentOf(args);
        const node = placeOf(stage, agent);
        stage.tell(agent, { kind: 'disconnect' });
        stage.advance(args['duration'] === undefined ? 3_000 : readDuration(args['duration']));
        stage.connect(agent, node);
        stage.request(agent, { method: 'GET', path: paths.user(agent) }, node);
      },
    },
  ],
};
