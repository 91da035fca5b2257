/** Maintenance of nodes and of the PG, pacing and capacity: other kinds of clients, what an administrator sees. */
import { paths } from '../../wire/paths.ts';
import type { Stage, VerbArguments, VerbFile } from '../scenario-contract.ts';
import { ScenarioProblem } from '../scenario-contract.ts';
import { given, readDuration } from '../scenario-forms.ts';
import { saysWords } from '../scenario-words.ts';
import { nodeOf, sendLogin } from './desktops.ts';

function signInFrom(stage: Stage, args: VerbArguments, resource: string): void {
  const agent = given(args, 'agent');
  stage.connect(agent, nodeOf(args), { resource });
  sendLogin(stage, agent, nodeOf(args));
}

type NodeView = ReturnType<Stage['view']>['nodes']['publisher'];

function maintenanceOf(stage: Stage, args: VerbArguments): NonNullable<NodeView['maintenance']> {
  const { maintenance } = stage.view().nodes[nodeOf(args)];
  if (!maintenance) throw new ScenarioProblem(`the ${nodeOf(args)} has had no maintenance`);
  return maintenance;
}

/** A header of the last reply; a missing one is empty. */
function headerOf(stage: Stage, args: VerbArguments): string {
  const answer = stage.lastAnswer();
  if (typeof answer === 'string') throw new ScenarioProblem(`there was no reply: ${answer}`);
  return answer.headers[given(args, 'id').toLowerCase()] ?? '';
}

const startBody = { kind: 'StartMaintenance' } as const;
const count = (text: string | undefined): number => Number(text);

export const maintenanceVerbs: VerbFile = {
  commands: [
    {
      form: 'phone of {agent} signs in on {node}',
      text: 'As an agent does by IP Phone Agent: a session of kind FIPPA, and LOGIN.',
      run: (stage, args) => {
        signInFrom(stage, args, 'fippa');
      },
    },
    {
      form: "third party's client of {agent} signs in on {node}",
      text: 'A program that others wrote: a session of kind THIRDPARTY, and LOGIN.',
      run: (stage, args) => {
        signInFrom(stage, args, 'connector');
      },
    },
    {
      form: '{agent} puts the move off',
      text: 'What the button for it does: PUT MaintenanceMode of the own user.',
      run: (stage, args) => {
        const agent = given(args, 'agent');
        stage.request(agent, {
          method: 'PUT',
          path: paths.userMaintenance(agent),
          body: { kind: 'PostponeMaintenance' },
        });
      },
    },
    {
      form: 'administrator {agent} starts maintenance of {node}[ told {duration} ahead]',
      text: 'PUT MaintenanceMode, on that node; desktops are told by its own rules unless it says how long before.',
      run: (stage, args) => {
        const { duration } = args;
        const notice = duration === undefined ? {} : { noticeSeconds: readDuration(duration) / 1000 };
        stage.request(
          given(args, 'agent'),
          { method: 'PUT', path: paths.maintenanceMode, body: { ...startBody, ...notice } },
          args['node'],
        );
      },
    },
    {
      form: 'administrator {agent} calls off maintenance of {node}',
      text: 'PUT MaintenanceMode with CANCEL, on that node.',
      run: (stage, args) => {
        stage.request(
          given(args, 'agent'),
          { method: 'PUT', path: paths.maintenanceMode, body: { kind: 'CancelMaintenance' } },
          args['node'],
        );
      },
    },
  ],
  expectations: [
    {
      form: 'maintenance of {node} is {id:status}[ because {words}]',
      text: 'IN_PROGRESS, COMPLETED or FAILED, as the operator sees it, and why it failed.',
      test: (stage, args) => {
        const { status, reason } = maintenanceOf(stage, args);
        const same = status === args['status'] && (args['words'] === undefined || saysWords(reason, args['words']));
        return same ? undefined : `${status}${reason ? ` because ${reason}` : ''}`;
      },
    },
    {
      form: '{node} has moved {agent}',
      text: 'The desktop has gone to the other node for maintenance.',
      test: (stage, args) => {
        const { moved } = maintenanceOf(stage, args);
        return moved.includes(given(args, 'agent')) ? undefined : `moved: ${moved.join(' ') || 'nobody'}`;
      },
    },
    {
      form: '{node} does not move {agent} because {words}',
      text: 'The desktop stays, and is in the list of those that do.',
      test: (stage, args) => {
        const { notMoved } = maintenanceOf(stage, args);
        const found = notMoved.find(({ loginId }) => loginId === args['agent']);
        if (found && saysWords(found.reason, given(args, 'words'))) return undefined;
        return `not moved: ${notMoved.map(({ loginId, reason }) => `${loginId} ${reason}`).join(', ') || 'nobody'}`;
      },
    },
    {
      form: 'reply header {id} is {words}',
      text: 'A header of the last reply, word for word.',
      test: (stage, args) => {
        const found = headerOf(stage, args);
        return found === args['words'] ? undefined : found || 'there is no such header';
      },
    },
    {
      form: 'no reply header {id}',
      text: 'The last reply has no such header.',
      test: (stage, args) => headerOf(stage, args) || undefined,
    },
    {
      form: '{number} requests wait on {node}',
      text: 'For a vCPU, with a capacity.',
      test: (stage, args) => {
        const waiting = stage.view().nodes[nodeOf(args)].load?.waiting;
        return waiting === count(args['number']) ? undefined : `${waiting ?? 'no capacity'}`;
      },
    },
  ],
  settings: [
    {
      form: 'maintenance limit {duration}',
      text: 'Property maxMMTimeSec; 1 h unless told.',
      options: ({ duration }) => ({ maintenance: { maxSeconds: readDuration(duration) / 1000 } }),
    },
    {
      form: 'maintenance in batches of {number} every {duration}',
      text: 'How many desktops move together; 50 every 15 s unless told.',
      options: ({ number, duration }) => ({
        maintenance: { batchSize: count(number), batchEvery: readDuration(duration) },
      }),
    },
    {
      form: 'moves put off by {duration}',
      text: 'How long an agent may put the move off in all; 5 min unless told.',
      options: ({ duration }) => ({ maintenance: { postponeBudget: readDuration(duration) } }),
    },
    {
      form: 'admission paced[, {number} a second]',
      text: 'Desktops that arrive after a failover are told when to go on; 30 a second unless told.',
      options: ({ number }) => ({
        admission: 'paced',
        ...(number === undefined ? {} : { admissionPerSecond: count(number) }),
      }),
    },
    {
      form: 'capacity of {number} vCPU',
      text: 'Requests cost time on each node and wait for each other; answered at once unless told.',
      options: ({ number }) => ({ capacity: { vCpus: count(number) } }),
    },
  ],
  words: {
    SystemInfo: ({ status, statusReason, lastCTIHeartbeatStatus, ctiMaintenance, finesseMaintenance }) =>
      [
        `SystemInfo ${status}, CTI heartbeat ${lastCTIHeartbeatStatus}`,
        statusReason ? ` (${statusReason})` : '',
        ctiMaintenance ? `, PG maintenance ${ctiMaintenance.phase}` : '',
        finesseMaintenance ? `, Finesse maintenance ${finesseMaintenance.status}` : '',
      ].join(''),
    MaintenanceAlert: ({ phase, seconds, alternateHost, postponeSeconds = 0 }) =>
      [
        `MaintenanceAlert ${phase} in ${seconds} s${phase === 'ABANDONED' ? '' : `, to ${alternateHost}`}`,
        postponeSeconds > 0 ? `, ${postponeSeconds} s more if need be` : '',
      ].join(''),
    MaintenanceMode: ({ status, statusReason, usersLoggedIn: is, ...rest }) =>
      [
        `MaintenanceMode ${status ?? 'none'}`,
        statusReason ? ` because ${statusReason}` : '',
        `, ${is.desktop} desktop, ${is.fippa} fippa, ${is.thirdpartyclients} third party`,
        `, ${rest.pendingUserDisconnections} pending, done in ${rest.estimatedCompletionTime} s`,
        ...rest.notMoved.map(({ loginId, reason }) => `, ${loginId} not moved (${reason})`),
      ].join(''),
  },
};
