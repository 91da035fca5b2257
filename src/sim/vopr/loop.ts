/**
 * The one loop that drives a run: hands over what the world has to say, then lets virtual time jump to whoever comes next -
 * the world, the agenda, a desktop. Knows no swarm and no phases; stops at the first failure.
 */
import type { Ms, NodeName } from '../../wire/names.ts';
import type { World } from '../contract.ts';
import type { Agenda } from './agenda.ts';
import type { Desk } from './desk.ts';
import type { Observer } from './observer.ts';

export interface LoopOptions {
  /** Ms since 1970; the loop alone moves it. */
  readonly time: { now: Ms };
  readonly world: World;
  readonly agenda: Agenda;
  readonly desks: readonly Desk[];
  readonly observer: Observer;
}

/** Lets virtual time pass until `end`, or until `isDone`, which is asked after every step. */
export type RunUntil = (end: Ms, isDone?: () => boolean) => void;

export function createLoop({ time, world, agenda, desks, observer }: LoopOptions): RunUntil {
  /** No desktop is in the middle of anything. */
  const route = (): void => {
    for (const effect of world.effects()) {
      if (effect.type === 'log') {
        observer.log(effect.entry);
        continue;
      }
      const { client } = effect;
      const desk = desks[Number(client.slice(1, client.indexOf('.')))];
      if (effect.type === 'chat') {
        desk?.receiveChat(effect, time.now);
        continue;
      }
      const node: NodeName = client.endsWith('publisher') ? 'publisher' : 'subscriber';
      desk?.receive(effect, node, time.now);
    }
  };
  const step = (): void => {
    const { now } = time;
    if ((world.deadline() ?? Infinity) <= now) world.wake(now);
    else if (agenda.next() <= now) agenda.run(now);
    else for (const desk of desks) if (desk.nextAt <= now) desk.run(now);
  };
  return (end, isDone = () => false) => {
    while (observer.failure() === undefined && !isDone()) {
      route();
      let next = Math.min(world.deadline() ?? Infinity, agenda.next());
      for (const desk of desks) if (desk.nextAt < next) next = desk.nextAt;
      if (next > end) break;
      if (next > time.now) time.now = next;
      try {
        step();
      } catch (error) {
        observer.threw(undefined, error);
      }
    }
    if (observer.failure() === undefined && !isDone()) time.now = Math.max(time.now, end);
  };
}
