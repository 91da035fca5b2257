/**
 * A copy of a view in which slices are then replaced, made at every piece of news. Field by field: copies of copies made by
 * spreading have ever other forms in engines of today, and each look at a view would have to tell them apart. Decides nothing.
 */
import type { DesktopView } from './view.ts';

/** Fields that every view has; the compiler says when one is missing here. */
type Always = Exclude<keyof DesktopView, 'prepareAlternate'>;

export function copyOfView(view: DesktopView): DesktopView {
  const copy: { readonly [Field in Always]-?: DesktopView[Field] } = {
    phase: view.phase,
    phaseSince: view.phaseSince,
    epoch: view.epoch,
    node: view.node,
    nodes: view.nodes,
    notifications: view.notifications,
    session: view.session,
    agent: view.agent,
    dialogs: view.dialogs,
    media: view.media,
    chat: view.chat,
    teams: view.teams,
    queues: view.queues,
    reasonCodes: view.reasonCodes,
    pending: view.pending,
    banner: view.banner,
    toasts: view.toasts,
    staleSince: view.staleSince,
    lastMove: view.lastMove,
    turn: view.turn,
    gaps: view.gaps,
    doubtfulCalls: view.doubtfulCalls,
    clockOffset: view.clockOffset,
    profile: view.profile,
    move: view.move,
    ways: view.ways,
    maintenance: view.maintenance,
    signInEnd: view.signInEnd,
    teamMessages: view.teamMessages,
  };
  // Absent where nobody has set it.
  return view.prepareAlternate === undefined ? copy : { ...copy, prepareAlternate: view.prepareAlternate };
}
