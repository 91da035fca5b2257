/**
 * When the messages to the agent's teams are read: once a gadget shows them, in every connection anew. Without such a
 * gadget nothing is asked. Knows no gadget.
 */
import { paths } from '../wire/paths.ts';
import { subscribe } from './links.ts';
import { read } from './reading.ts';
import type { Step } from './state.ts';

function followedTeams({ state }: Step): readonly string[] {
  const { agent } = state.view;
  const supervised = agent?.roles.includes('Supervisor') ? (agent.teams ?? []).map(({ id }) => id) : [];
  return [...new Set([agent?.teamId ?? '', ...supervised])].filter((id) => id !== '');
}

export function readTeamMessages(step: Step): void {
  for (const team of followedTeams(step)) read(step, `team-messages:${team}`);
}

/** After every input: a connection in which they were not read yet begins with subscribing and reading. */
export function reconcileTeamMessages(step: Step): void {
  const { state } = step;
  const { view, teamMessages } = state;
  if (!teamMessages || view.phase !== 'connected' || state.asleepSince !== undefined) return;
  if (teamMessages.round === view.phaseSince) return;
  state.teamMessages = { ...teamMessages, round: view.phaseSince };
  for (const team of followedTeams(step)) subscribe(step, paths.teamTeamMessages(team));
  readTeamMessages(step);
  for (const { rechecking } of state.commands) if (rechecking?.startsWith('team-messages:')) read(step, rechecking);
}
