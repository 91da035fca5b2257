/**
 * CH-1: the link to the chat service, and with it every active chat, is given up only for a reason: signed out, moved to the
 * other node, closed. A chat that is lost says so, and the agent is told by name. In the end what is shown is how it is.
 */
import type { NodeName } from '../../../wire/names.ts';
import type { DesktopView } from '../../../core/view.ts';
import type { Checker, DeskFacts, Report } from '../contract.ts';

interface Chats {
  /** Link by link: the node that the desktop was on. */
  readonly links: Map<number, NodeName | undefined>;
  tabs: number;
  /** Names that must be told in this step. */
  owed: readonly string[];
  told: string;
}

const activeOf = ({ chat }: DesktopView): ReadonlyMap<string, string> =>
  new Map(chat?.conversations.flatMap((one) => (one.state === 'active' ? [[one.with, one.name] as const] : [])) ?? []);

export function chatKept(report: Report): Checker {
  const all = new Map<string, Chats>();
  const of = (desk: DeskFacts): Chats => {
    const known = all.get(desk.id) ?? { links: new Map(), tabs: 0, owed: [], told: '' };
    all.set(desk.id, known);
    return known;
  };
  function settle(desk: DeskFacts): void {
    const chats = all.get(desk.id);
    if (!chats || (chats.owed.length === 0 && chats.told === '')) return;
    const { owed, told } = chats;
    chats.owed = [];
    chats.told = '';
    for (const name of owed)
      if (!told.split(', ').includes(name)) report(desk, `does not tell that the chat with ${name} is lost`);
  }

  return {
    life(desk, event) {
      settle(desk);
      if (event === 'starts') all.delete(desk.id);
    },
    handled(desk, input, before, after) {
      settle(desk);
      const chats = of(desk);
      if (input?.type === 'tabs') chats.tabs = input.count;
      if (input?.type === 'chat' && (input.event.kind === 'closed' || input.event.kind === 'failed')) {
        chats.links.delete(input.link);
      }
      if (before.chat === after.chat || after.phase === 'signed-out') return;
      const still = activeOf(after);
      const lost = (user: string): boolean =>
        after.chat?.conversations.some((one) => one.with === user && one.state === 'lost') === true;
      const gone = [...activeOf(before)].filter(([user]) => !still.has(user));
      chats.owed = gone.filter(([user]) => lost(user)).map(([, name]) => name);
    },
    effect(desk, effect) {
      const chats = of(desk);
      const { phase, node } = desk.view ?? {};
      if (effect.type === 'open-chat') chats.links.set(effect.link, node);
      if (effect.type === 'announce' && effect.notice.key === 'chats-lost')
        chats.told = String(effect.notice.params['names']);
      if (effect.type !== 'close-chat') return;
      const isMoved = chats.links.get(effect.link) !== node;
      chats.links.delete(effect.link);
      if (phase !== 'signed-out' && phase !== 'signing-in' && !isMoved && chats.tabs > 0) {
        report(desk, `gives up its chat link while ${phase ?? '?'} at the ${node ?? '?'}, without a reason`);
      }
    },
    end({ world, desks }) {
      for (const desk of desks) {
        settle(desk);
        const { view } = desk;
        if (view?.phase !== 'connected' || view.chat?.link !== 'open') continue;
        const truth = world.chat.users.find(({ loginId }) => loginId === desk.agentId);
        if (truth?.status !== view.chat.status) {
          report(desk, `shows chat status ${view.chat.status ?? 'none'} and is ${truth?.status ?? 'unknown'}`);
        }
        const real = world.chat.chats
          .filter(({ parties }) => parties.includes(desk.agentId))
          .flatMap(({ parties }) => parties.filter((party) => party !== desk.agentId));
        const shown = [...activeOf(view).keys()];
        if (shown.sort().join() !== real.sort().join()) {
          report(desk, `shows chats with [${shown.join(', ')}] and has [${real.join(', ')}]`);
        }
      }
    },
  };
}
