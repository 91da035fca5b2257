/**
 * Intents outlive the worker: what the agent has asked for stands in the session record before it is sent, and a new
 * worker takes it up. What may then be sent again is decided in `commands.ts`.
 */
import type { SessionRecord, UnsettledIntent } from './contract.ts';
import { noRaces } from './race-memory.ts';
import type { CommandRecord, CoreState } from './state.ts';

/** The usual case, asked for after every input. */
const none: readonly UnsettledIntent[] = [];

/** What is ours has no caller to be told, and is brought back from the memory that it was made from. */
export function unsettledIntents({ commands }: CoreState): readonly UnsettledIntent[] {
  if (commands.length === 0) return none;
  return commands
    .filter((record) => !record.internal)
    .map(({ id, command, since, status, resent, dialogsBefore, joins, parted, maybeByAnother }) => ({
      id,
      command,
      sentAt: since,
      status,
      ...(resent ? { resent } : {}),
      ...(dialogsBefore ? { dialogsBefore } : {}),
      ...(joins ? { joins } : {}),
      ...(parted ? { parted } : {}),
      ...(maybeByAnother ? { maybeByAnother } : {}),
    }));
}

export function takeUpIntents(state: CoreState, { unsettled, wish, races }: SessionRecord): void {
  state.commands = unsettled.map(
    ({
      id,
      command,
      sentAt,
      status = 'accepted',
      resent,
      dialogsBefore,
      joins,
      parted,
      maybeByAnother,
    }): CommandRecord => ({
      id,
      command,
      since: sentAt,
      status,
      orphan: true,
      ...(resent ? { resent } : {}),
      ...(dialogsBefore ? { dialogsBefore } : {}),
      ...(joins ? { joins } : {}),
      ...(parted ? { parted } : {}),
      ...(maybeByAnother ? { maybeByAnother } : {}),
    }),
  );
  if (wish) state.wish = wish;
  else state.wish = undefined;
  state.races = races ? (JSON.parse(JSON.stringify(races)) as typeof races) : noRaces();
  // Whether it was asked for is not known; asking twice does no harm.
  if (state.races.undo) delete state.races.undo.sent;
}
