/**
 * How news changes the data slices of the view: pure functions from old to new that keep the identity of what did not
 * change. Know neither phases nor time.
 */
import type { Dialog, Participant } from '../wire/dialog.ts';
import type { Queue } from '../wire/queue.ts';
import type { Team, TeamMember } from '../wire/team.ts';
import type { User } from '../wire/user.ts';
import { keep, keepList } from './same.ts';

/** Events carry less than a GET: what they leave out, and what an agent does not lose by an event, stays. */
export function mergeUser(old: User | undefined, news: User): User {
  if (old?.loginId !== news.loginId) return news;
  const { teams, wrapUpTimer } = old;
  const isTold = (teams === undefined || 'teams' in news) && (wrapUpTimer === undefined || 'wrapUpTimer' in news);
  // The usual case: nothing need be kept of the old one, and nothing is put together.
  if (isTold && news.roles.length > 0) return keep(old, news);
  const merged: User = {
    ...(teams === undefined ? {} : { teams }),
    ...(wrapUpTimer === undefined ? {} : { wrapUpTimer }),
    ...news,
    roles: news.roles.length > 0 ? news.roles : old.roles,
  };
  return keep(old, merged);
}

export function participantOf(dialog: Dialog, extension: string): Participant | undefined {
  return dialog.participants.find((participant) => participant.mediaAddress === extension);
}

function isTakingPart(dialog: Dialog, extension: string): boolean {
  const own = participantOf(dialog, extension);
  return own !== undefined && own.state !== 'DROPPED';
}

const dialogId = (dialog: Dialog): string => dialog.id;

export function replaceDialogs(old: readonly Dialog[], news: readonly Dialog[]): readonly Dialog[] {
  return keepList(old, news, dialogId);
}

/** A dialog that is not known is added only while the agent takes part: a late change must not raise a finished call. */
export function upsertDialog(old: readonly Dialog[], news: Dialog, extension: string): readonly Dialog[] {
  if (old.some((dialog) => dialog.id === news.id)) {
    return keepList(
      old,
      old.map((dialog) => (dialog.id === news.id ? news : dialog)),
      dialogId,
    );
  }
  return isTakingPart(news, extension) ? [...old, news] : old;
}

export function removeDialogs(old: readonly Dialog[], gone: readonly string[]): readonly Dialog[] {
  return old.some((dialog) => gone.includes(dialog.id)) ? old.filter((dialog) => !gone.includes(dialog.id)) : old;
}

export function replaceQueues(old: readonly Queue[], news: readonly Queue[]): readonly Queue[] {
  return keepList(old, news, (queue) => queue.id);
}

export function updateQueue(old: readonly Queue[], news: Queue): readonly Queue[] {
  return replaceQueues(
    old,
    old.map((queue) => (queue.id === news.id ? news : queue)),
  );
}

export function upsertTeam(old: readonly Team[], news: Team): readonly Team[] {
  const known = old.some((team) => team.id === news.id);
  const next = known ? old.map((team) => (team.id === news.id ? news : team)) : [...old, news];
  return keepList(old, next, (team) => team.id);
}

/** The teams a supervisor has now; others go. */
export function keepTeams(old: readonly Team[], ids: readonly string[]): readonly Team[] {
  return old.every((team) => ids.includes(team.id)) ? old : old.filter((team) => ids.includes(team.id));
}

function memberFrom(user: User, old: TeamMember): TeamMember {
  const { pendingState, reasonCode } = user;
  return {
    uri: old.uri,
    loginId: old.loginId,
    firstName: old.firstName,
    lastName: old.lastName,
    extension: user.extension,
    state: user.state,
    ...(pendingState === undefined ? {} : { pendingState }),
    stateChangeTime: user.stateChangeTime,
    ...(reasonCode === undefined ? {} : { reasonCode }),
  };
}

/** A state change of a member, published on the team's node as a User. */
export function updateMember(old: readonly Team[], user: User): readonly Team[] {
  const next = old.map((team) => {
    const index = team.users.findIndex((member) => member.loginId === user.loginId);
    const member = team.users[index];
    if (member === undefined) return team;
    const updated = keep(member, memberFrom(user, member));
    return updated === member ? team : { ...team, users: team.users.with(index, updated) };
  });
  return next.every((team, index) => team === old[index]) ? old : next;
}
