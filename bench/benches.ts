/** All benches by name; each is loaded when it is asked for. */
import type { Bench } from './contract.ts';

export const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  cost: async () => (await import('./cost.ts')).cost,
  lab: async () => (await import('./lab.ts')).lab,
  soak: async () => (await import('./soak.ts')).soak,
  failover: async () => (await import('./failover.ts')).failover,
  storm: async () => (await import('./storm.ts')).storm,
  cache: async () => (await import('./cache.ts')).cache,
  install: async () => (await import('./install.ts')).install,
};
