/**
 * Who is signed in at a phone, found without asking everybody: thousands sign in within seconds after a failover. Derived
 * from a record of agents and kept beside it, never in the state; a record that is not known yet is read once.
 */
interface AtPhone {
  readonly loginId: string;
  readonly extension: string;
}

type Agents = Readonly<Record<string, AtPhone>>;

const known = new WeakMap<Agents, Map<string, string>>();

/** To be called whenever an agent of the record gets a phone, or a new entry. */
export function notePhone(agents: Agents, { loginId, extension }: AtPhone): void {
  if (extension !== '') known.get(agents)?.set(extension, loginId);
}

/** Somebody else than `loginId` is signed in at `extension`. */
export function isPhoneTaken(agents: Agents, extension: string, loginId: string): boolean {
  let holders = known.get(agents);
  if (!holders) {
    holders = new Map();
    known.set(agents, holders);
    for (const agent of Object.values(agents)) notePhone(agents, agent);
  }
  const holder = holders.get(extension);
  // Whoever came last has it, unless gone to another phone or home since.
  return holder !== undefined && holder !== loginId && agents[holder]?.extension === extension;
}
