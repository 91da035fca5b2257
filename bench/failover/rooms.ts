/**
 * Who may use the machine beside whom: work is done in rooms, of which only one is entered at a time, each with so many
 * places. So nobody prepares while somebody is measured. Knows neither what is done in them nor the time.
 */
export interface Rooms<Room extends string> {
  /** Waits for a place, runs, and leaves, also when `run` rejects. `next`: before everybody who waits. */
  within<Result>(room: Room, run: () => Promise<Result>, turn?: 'next'): Promise<Result>;
}

interface Waiting<Room> {
  readonly room: Room;
  readonly enter: () => void;
}

/** In the order of their coming; but who comes for the room that is open waits while somebody waits for another one. */
export function createRooms<Room extends string>(places: Readonly<Record<Room, number>>): Rooms<Room> {
  const waiting: Waiting<Room>[] = [];
  let open: Room | undefined;
  let inside = 0;

  const admit = (): void => {
    if (inside === 0) open = waiting[0]?.room;
    else if (waiting.some(({ room }) => room !== open)) return;
    for (const each of waiting.filter(({ room }) => room === open)) {
      if (open === undefined || inside >= places[open]) return;
      waiting.splice(waiting.indexOf(each), 1);
      inside += 1;
      each.enter();
    }
  };

  return {
    async within(room, run, turn) {
      await new Promise<void>((enter) => {
        if (turn === 'next') waiting.unshift({ room, enter });
        else waiting.push({ room, enter });
        admit();
      });
      try {
        return await run();
      } finally {
        inside -= 1;
        admit();
      }
    },
  };
}
