/** What an operator's screen shows: agents' states at the peripheral, nodes, presence. */
import type { Stage, VerbArguments, VerbFile } from '../scenario-contract.ts';
import { ScenarioProblem } from '../scenario-contract.ts';
import { given } from '../scenario-forms.ts';
import { nodeOf } from './desktops.ts';

type Node = ReturnType<Stage['view']>['nodes']['publisher'];

const nodeView = (stage: Stage, args: VerbArguments): Node => stage.view().nodes[nodeOf(args)];

const agentView = (stage: Stage, args: VerbArguments) => {
  const agent = given(args, 'agent');
  const found = stage.view().agents.find((each) => each.loginId === agent);
  if (!found) throw new ScenarioProblem(`there is no agent ${agent}`);
  return found;
};

const serviceOf = (node: Node): string => (node.inService ? 'in service' : 'out of service');

export const truthVerbs: VerbFile = {
  expectations: [
    {
      form: 'agent {agent} is {id:state}[ with reason {number}]',
      text: 'The state at the peripheral, and the code (not the id) of its reason.',
      test: (stage, args) => {
        const { state, reasonCode } = agentView(stage, args);
        const reason = args['number'];
        const same = state === args['state'] && (reason === undefined || String(reasonCode) === reason);
        return same ? undefined : `${state}${reasonCode === undefined ? '' : ` with reason ${reasonCode}`}`;
      },
    },
    {
      form: '{node} in service',
      text: 'The node has its CTI link.',
      test: (stage, args) => (nodeView(stage, args).inService ? undefined : serviceOf(nodeView(stage, args))),
    },
    {
      form: '{node} out of service',
      text: 'The node has no CTI link, or does not run.',
      test: (stage, args) => (nodeView(stage, args).inService ? serviceOf(nodeView(stage, args)) : undefined),
    },
    {
      form: '{node} on CTI side {side}',
      text: 'The node is connected to this side.',
      test: (stage, args) => {
        const { ctiSide } = nodeView(stage, args);
        return ctiSide === args['side'] ? undefined : `on side ${ctiSide ?? 'none'}`;
      },
    },
    {
      form: '{agent} present on {node}',
      text: "The node's notification service has a session of the agent.",
      test: (stage, args) =>
        nodeView(stage, args).present.includes(given(args, 'agent')) ? undefined : 'not present there',
    },
    {
      form: '{agent} not present on {node}',
      text: "The node's notification service has no session of the agent.",
      test: (stage, args) =>
        nodeView(stage, args).present.includes(given(args, 'agent')) ? 'present there' : undefined,
    },
    {
      form: 'log says {words}',
      text: 'A part of the cluster wrote this, since the beginning.',
      test: (stage, args) => (wrote(stage, args) ? undefined : 'no such line'),
    },
    {
      form: 'log does not say {words}',
      text: 'No part of the cluster wrote this, since the beginning.',
      test: (stage, args) => (wrote(stage, args) ? 'there is such a line' : undefined),
    },
  ],
};

const wrote = (stage: Stage, args: VerbArguments): boolean =>
  stage.told('beginning').some(({ part, text }) => `${part}: ${text}`.includes(given(args, 'words')));
