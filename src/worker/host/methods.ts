/** The methods that pages may call (`CoreRpc`), as inputs of the core. Refusals are the core's own, or `HostRefusal`. */
import type { CommandOutcome, CoreInput, GadgetReadOutcome } from '../../core/contract.ts';
import type { DesktopView } from '../../core/view.ts';
import { coreMethods } from '../protocol.ts';
import type { CoreRpc, Sequenced } from '../protocol.ts';
import type { HandOver } from './hand-over.ts';
import type { Identity } from './identity.ts';
import type { Recorder } from '../pure/recorder.ts';
import type { TokenFailure, TokenLink } from '../link/token-link.ts';
import { HostRefusal } from './rivals.ts';
import {
  checkCommand,
  checkNodeRead,
  checkNoticeId,
  checkPassword,
  checkOutcome,
  checkReason,
  checkSettings,
  checkSignIn,
  checkWays,
  checkMediaChannel,
} from './rpc-arguments.ts';

export interface MethodsOptions {
  /** Throws what the core throws. */
  readonly feed: (input: CoreInput) => void;
  readonly view: () => DesktopView;
  readonly identity: Identity;
  readonly recorder: Recorder;
  readonly renew: TokenLink['renew'];
  readonly handOver: HandOver;
}

export interface Methods extends CoreRpc {
  /** Not for pages: the core settled a command. One of an earlier worker's life has nobody waiting. */
  settle(id: string, outcome: CommandOutcome): void;
  /** The same for a gadget's read. */
  settleRead(id: string, outcome: GadgetReadOutcome): void;
}

export function createMethods({ feed, view, identity, recorder, handOver, renew }: MethodsOptions): Methods {
  const unsettled = new Map<string, (outcome: CommandOutcome) => void>();
  const unread = new Map<string, (outcome: GadgetReadOutcome) => void>();
  return {
    async signIn(request) {
      const { agentId, password, extension, node } = checkSignIn(request);
      // Not while signed in: the core refuses then, and the lock must stay that of its agent.
      const lock = () => view().phase === 'signed-out';
      await identity.assume({ agentId, password }, lock, () => feed({ type: 'sign-in', agentId, extension, node }));
    },
    signOut: (reasonCodeId) =>
      soon(() => {
        const reason = checkReason(reasonCodeId);
        feed({ type: 'sign-out', ...(reason !== undefined && { reasonCodeId: reason }) });
      }),
    async readFromNode(path, query, node) {
      const asked = checkNodeRead(path, query, node);
      const id = crypto.randomUUID();
      const outcome = new Promise<GadgetReadOutcome>((resolve) => unread.set(id, resolve));
      feed({ type: 'gadget-read', id, ...asked });
      return outcome;
    },
    takeBack: () => soon(() => feed({ type: 'take-back' })),
    async command(value) {
      const id = crypto.randomUUID();
      const outcome = new Promise<CommandOutcome>((resolve) => unsettled.set(id, resolve));
      try {
        feed({ type: 'command', id, command: checkCommand(value) });
      } catch (error) {
        unsettled.delete(id);
        throw error;
      }
      return outcome;
    },
    configure: (settings) => soon(() => feed({ type: 'configure', ...checkSettings(settings) })),
    dismissNotice: (id) => soon(() => feed({ type: 'dismiss-notice', id: checkNoticeId(id) })),
    mediaChannel: (report) =>
      soon(() => {
        const { tabId, ...said } = checkMediaChannel(report);
        feed({ type: 'media-channel', tab: tabId, ...said });
      }),
    followTeamMessages: () => soon(() => feed({ type: 'follow-team-messages' })),
    renewSignIn: async (password) => {
      const given = checkPassword(password);
      await new Promise<void>((resolve, reject) => {
        renew(given, (failure) => (failure ? reject(renewalRefused(failure)) : resolve()));
      });
    },
    postponeMaintenance: () => soon(() => feed({ type: 'postpone-maintenance' })),
    recording: () => Promise.resolve(recorder.recording()),
    reportWays: (ways) => soon(() => feed({ type: 'ways', ways: checkWays(ways) })),
    ticket: (epoch) => handOver.ticket(epoch),
    handedOver: (epoch, outcome) => soon(() => feed({ type: 'handed-over', epoch, outcome: checkOutcome(outcome) })),
    takeOver: (envelope) => handOver.takeOver(envelope),
    settleRead(id, outcome) {
      unread.get(id)?.(outcome);
      unread.delete(id);
    },
    settle(id, outcome) {
      unsettled.get(id)?.(outcome);
      unsettled.delete(id);
    },
  };
}

function renewalRefused(failure: TokenFailure): HostRefusal {
  if (failure === 'unreachable') return new HostRefusal('sign-in-unreachable', 'no node answered');
  return new HostRefusal('sign-in-refused', failure === 'refused' ? 'the password is not right' : 'it has no end');
}

/** What is thrown becomes a rejection. */
function soon(work: () => void): Promise<void> {
  return Promise.resolve().then(work);
}

/** Answers and deltas travel on different ports: with its number a page can put them in order again. */
export function sequenced(methods: CoreRpc, sequence: () => number): Sequenced<CoreRpc> {
  const entries = coreMethods.map((name) => {
    const method = methods[name] as (...args: unknown[]) => Promise<unknown>;
    return [name, async (...args: unknown[]) => ({ value: await method(...args), sequence: sequence() })];
  });
  return Object.fromEntries(entries) as Sequenced<CoreRpc>;
}
