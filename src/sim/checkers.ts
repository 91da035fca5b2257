/**
 * Observers of a world: they see what desktops send and what they get, and say what must never be seen. They change
 * nothing and know nothing of the world's inside, so they would catch a wrong world as well as a right one.
 */
import type { Ms, NodeName } from '../wire/names.ts';
import { paths } from '../wire/paths.ts';
import type { Dialog } from '../wire/dialog.ts';
import type { Update } from '../wire/update.ts';
import type { XmppToClient } from '../cluster/contract.ts';
import type { WorldEffect, WorldInput } from './contract.ts';

/** One thing that must not be, in a sentence. */
export type Violation = string;

export interface WorldChecker {
  sees(input: WorldInput, at: Ms): void;
  /** Returns what is wrong with what came out. */
  check(effects: readonly WorldEffect[]): Violation[];
  /** Requests that nobody has answered, for the end of a run in which no network was cut. */
  unanswered(sentBefore: Ms): string[];
}

interface Session {
  readonly node: NodeName;
  readonly loginId: string;
  readonly jid: string;
  /** `leaving`: the desktop said goodbye; what is still on its way to it counts for nothing. */
  phase: 'connecting' | 'bound' | 'leaving' | 'over';
  lastItem: string;
  outOfService: boolean;
  /** Own leg's state per call, as published. */
  readonly legs: Map<string, string>;
}

export function createWorldChecker(): WorldChecker {
  const open = new Map<string, Ms>();
  const answered = new Set<string>();
  const sessions = new Map<string, Session>();
  /**
   * Per node and full JID, for subscriptions outlive sessions: what was asked for and not refused. The answer is no
   * condition, since it may be lost while the subscription stands.
   */
  const subscribed = new Map<string, Set<string>>();

  const checkItem = (key: string, session: Session, message: XmppToClient & { kind: 'item' }): Violation[] => {
    const found: Violation[] = [];
    const { path, itemId, update } = message;
    const auto = [
      paths.systemInfo,
      paths.user(session.loginId),
      paths.userDialogs(session.loginId),
      paths.userDialogsMedia(session.loginId),
      paths.userMaintenance(session.loginId),
    ];
    const media = paths.userMediaList(session.loginId);
    const isOwn = auto.includes(path) || path === media || path.startsWith(`${media}/`);
    if (!isOwn && subscribed.get(session.jid)?.has(path) !== true) {
      found.push(`${key} got an item of ${path} without a subscription`);
    }
    if (itemId <= session.lastItem) found.push(`${key} got item ${itemId} after ${session.lastItem}`);
    session.lastItem = itemId;
    if (update.data.kind === 'SystemInfo') {
      session.outOfService = update.data.value.status === 'OUT_OF_SERVICE';
      if (session.outOfService) session.legs.clear();
    } else if (session.outOfService) {
      found.push(`${key} got an item of ${path} from a node that is out of service`);
    }
    for (const dialog of dialogsIn(update)) found.push(...checkDialog(key, session, update, dialog));
    return found;
  };

  const checkDialog = (key: string, session: Session, update: Update, dialog: Dialog): Violation[] => {
    const found: Violation[] = [];
    if (dialog.participants.length === 0) found.push(`call ${dialog.id} has no participants`);
    if (update.event === 'delete') session.legs.delete(dialog.id);
    else {
      const own = dialog.participants.find((each) => each.mediaAddress === String(Number(session.loginId) + 3000));
      session.legs.set(dialog.id, own?.state ?? '');
    }
    const active = [...session.legs].filter(([, state]) => state === 'ACTIVE').map(([id]) => id);
    if (active.length > 1) found.push(`${key} speaks on calls ${active.join(' and ')} at once`);
    return found;
  };

  const checkMessage = (key: string, message: XmppToClient): Violation[] => {
    const session = sessions.get(key);
    if (!session || session.phase === 'over') return [`${key} got ${message.kind} without being connected`];
    if (session.phase === 'leaving') return [];
    switch (message.kind) {
      case 'bound':
        session.phase = 'bound';
        return [];
      case 'refused':
      case 'closed':
        session.phase = 'over';
        return [];
      case 'subscribe-failed':
        subscribed.get(session.jid)?.delete(message.path);
        return [];
      case 'presence':
        if (!message.available) session.legs.clear();
        return session.phase === 'bound' ? [] : [`${key} got presence before it was bound`];
      case 'item':
        return session.phase === 'bound'
          ? checkItem(key, session, message)
          : [`${key} got an item before it was bound`];
      default:
        return [];
    }
  };

  return {
    sees(input, at) {
      if (input.type === 'rest') open.set(`${input.client}/${input.id}`, at);
      if (input.type === 'client-gone') {
        for (const key of open.keys()) if (key.startsWith(`${input.client}/`)) open.delete(key);
        for (const [key, session] of sessions) if (key.startsWith(`${input.client}/`)) session.phase = 'over';
      }
      if (input.type !== 'xmpp') return;
      const key = `${input.client}/${input.session}`;
      const phase = sessions.get(key)?.phase ?? 'over';
      if (input.message.kind === 'connect' && (phase === 'over' || phase === 'leaving')) {
        const { loginId, resource } = input.message;
        const jid = `${input.node}/${loginId}/${resource}`;
        const session: Session = {
          node: input.node,
          loginId,
          jid,
          phase: 'connecting',
          lastItem: '',
          outOfService: false,
          legs: new Map(),
        };
        sessions.set(key, session);
      }
      const session = sessions.get(key);
      if (input.message.kind === 'disconnect' && session) session.phase = 'leaving';
      if (input.message.kind === 'subscribe' && session && session.phase !== 'over') {
        const known = subscribed.get(session.jid) ?? new Set();
        subscribed.set(session.jid, known.add(input.message.path));
      }
    },
    check(effects) {
      return effects.flatMap((effect): Violation[] => {
        if (effect.type === 'log' || effect.type === 'chat') return [];
        if (effect.type === 'xmpp') return checkMessage(`${effect.client}/${effect.session}`, effect.message);
        const key = `${effect.client}/${effect.id}`;
        const wasOpen = open.delete(key);
        if (wasOpen) {
          answered.add(key);
          return [];
        }
        return [answered.has(key) ? `${key} was answered twice` : `${key} was answered and never asked`];
      });
    },
    unanswered: (sentBefore) => [...open].filter(([, at]) => at < sentBefore).map(([key]) => key),
  };
}

function dialogsIn(update: Update): readonly Dialog[] {
  if (update.data.kind === 'Dialogs') return update.data.value;
  return update.data.kind === 'Dialog' ? [update.data.value] : [];
}
