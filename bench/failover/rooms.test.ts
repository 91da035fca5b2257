/** Nobody is in two rooms' company, no room is fuller than it is, and everybody gets in. */
import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';
import { createRooms } from './rooms.ts';

test('one room at a time, each with its places, whoever waits gets in, a failure leaves too', async () => {
  const places = { preparing: 3, alone: 1, together: 2 } as const;
  const rooms = createRooms(places);
  const names = Object.keys(places) as (keyof typeof places)[];
  const inside: string[] = [];
  const most: Record<string, number> = {};
  const visit = (room: keyof typeof places, number: number): Promise<void> =>
    rooms.within(room, async () => {
      inside.push(room);
      assert.equal(new Set(inside).size, 1, inside.join(', '));
      most[room] = Math.max(most[room] ?? 0, inside.length);
      for (let left = number % 4; left >= 0; left -= 1) await turn();
      inside.splice(inside.indexOf(room), 1);
      if (number % 5 === 0) throw new Error('failed in there');
    });
  const visits = Array.from({ length: 60 }, (_, number) => visit(names[(number * 7) % 3] ?? 'alone', number));
  const ends = await Promise.allSettled(visits);
  assert.equal(ends.filter(({ status }) => status === 'rejected').length, 12);
  assert.deepEqual(most, places);
});

test('who comes for the open room does not pass by somebody who waits for another one', async () => {
  const rooms = createRooms({ preparing: 3, alone: 1 });
  const order: string[] = [];
  const visit = (room: 'preparing' | 'alone', name: string, when?: 'next'): Promise<void> =>
    rooms.within(
      room,
      async () => {
        order.push(name);
        await turn();
      },
      when,
    );
  const visits = [visit('preparing', 'first'), visit('alone', 'measured'), visit('preparing', 'late')];
  await Promise.all([...visits, visit('alone', 'in a hurry', 'next')]);
  assert.deepEqual(order, ['first', 'in a hurry', 'measured', 'late']);
});
