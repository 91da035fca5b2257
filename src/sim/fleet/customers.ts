/** The customers of a fleet: each agent is called about so often, and whoever is answered or not hangs up. Knows no desk. */
import type { ClusterFault } from '../../cluster/contract.ts';
import type { Ms } from '../../wire/names.ts';
import type { Dice } from '../vopr/dice.ts';

/** What they need of the world: a moment in which to do something, and the network's hands. */
export interface Street {
  at(at: Ms, run: () => void): void;
  now(): Ms;
  /** `false` where it cannot be: nobody at the phone. */
  fault(what: ClusterFault): boolean;
}

export interface Customers {
  /** The first call comes some time within the usual distance of two. */
  beginToCall(agent: string, from: Ms): void;
  /** Calls that rang. */
  readonly calls: number;
}

/** A customer stays for a minute or so. assumed. */
const stays = { least: 30_000, most: 90_000 } as const;

export function createCustomers(callsPerHour: number, dice: Dice, street: Street): Customers {
  const every = callsPerHour > 0 ? 3_600_000 / callsPerHour : Infinity;
  let calls = 0;
  const callAt = (agent: string, at: Ms): void => {
    street.at(at, () => {
      if (street.fault({ action: 'ring', agent, from: '5550100' })) {
        calls += 1;
        const until = street.now() + dice.between(stays.least, stays.most);
        street.at(until, () => street.fault({ action: 'hang-up', agent }));
      }
      callAt(agent, street.now() + dice.between(every / 2, (every * 3) / 2));
    });
  };
  return {
    get calls() {
      return calls;
    },
    beginToCall(agent, from) {
      if (every < Infinity) callAt(agent, from + dice.between(0, every));
    },
  };
}
