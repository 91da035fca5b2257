/**
 * The people of a simulated world: an agent at each desktop who wants something now and then, hands that write notes, and
 * customers who call, hang up and ask for agents in media domains. Sees what is shown, and knows no fault.
 */
import { mediaDomains } from '../../cluster/media-domains.ts';
import type { Ms } from '../../wire/names.ts';
import type { WorldFault } from '../contract.ts';
import type { Desk } from './desk.ts';
import type { Dice } from './dice.ts';
import type { Pages } from './pages.ts';
import type { Swarm } from './swarm.ts';
import { nextWish, type UserOptions } from './user.ts';

export interface PeopleTools {
  readonly swarm: Swarm;
  readonly desks: readonly Desk[];
  readonly pages: readonly Pages[];
  readonly users: Dice;
  readonly hands: Dice;
  readonly now: () => Ms;
  readonly later: (delay: Ms, run: () => void) => void;
  readonly fault: (fault: WorldFault) => void;
  readonly nextId: () => string;
}

/** Returns how to send them home. */
export function bringPeople(tools: PeopleTools): () => void {
  const { swarm, desks, pages, users, hands, now, later, fault } = tools;
  let isOver = false;
  const [first, ...rest] = desks;

  const choosers = new Map<Desk, UserOptions>();
  const chooserOf = (desk: Desk): UserOptions => {
    const known = choosers.get(desk);
    if (known) return known;
    const others = desks.filter((other) => other !== desk);
    const { agentId, extension } = desk;
    const { signOuts, chats } = swarm;
    const made: UserOptions = {
      agentId,
      extension,
      colleagues: others.map((other) => other.extension),
      colleagueIds: others.map((other) => other.agentId),
      signOuts,
      chats,
      media: swarm.media === 'none' ? 0 : 0.35,
      dice: users,
    };
    choosers.set(desk, made);
    return made;
  };

  const sit = (desk: Desk): void => {
    if (isOver) return;
    later(users.wait(swarm.thinkMs), () => sit(desk));
    const { view } = desk;
    if (!view || !desk.isRunning) return;
    // Warned of the end of the sign-in, some give the password at once.
    if (view.signInEnd && users.chance(0.3)) desk.renew(now());
    const wish = nextWish(chooserOf(desk), view, tools.nextId);
    if (wish) desk.feed(wish, now());
  };
  const write = (): void => {
    if (isOver) return;
    later(hands.wait(swarm.noteEveryMs), write);
    for (const each of pages) each.write();
  };
  const call = (): void => {
    if (isOver || !first) return;
    later(users.wait(swarm.customerEveryMs), call);
    const agent = users.pick([first, ...rest]).agentId;
    if (users.chance(0.7)) fault({ action: 'ring', agent, from: '0301234567' });
    else fault({ action: 'hang-up', agent });
  };
  const ask = (): void => {
    if (isOver || !first) return;
    later(users.wait(swarm.taskEveryMs), ask);
    const mrd = users.pick(mediaDomains as [(typeof mediaDomains)[number]]).id;
    fault({ action: 'offer-task', agent: users.pick([first, ...rest]).agentId, mrd });
  };

  for (const desk of desks) later(users.between(0, 5_000), () => sit(desk));
  later(swarm.customerEveryMs, call);
  later(swarm.noteEveryMs, write);
  if (swarm.media !== 'none') later(swarm.taskEveryMs, ask);
  return () => {
    isOver = true;
  };
}
