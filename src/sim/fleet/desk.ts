/**
 * One agent of the fleet: a production core with its link, the page around it, and the hands that answer calls. What the
 * nodes do with what it sends it does not know.
 */
import type { Core, CoreEffect, CoreInput } from '../../core/contract.ts';
import type { DesktopView } from '../../core/view.ts';
import { admissionHeader } from '../../cluster/admission.ts';
import type { XmppFromClient } from '../../cluster/contract.ts';
import type { ApiReply, ApiRequest } from '../../wire/http.ts';
import type { Ms, NodeName } from '../../wire/names.ts';
import type { Dice } from '../vopr/dice.ts';
import { responsesOf } from './chain.ts';
import type { FleetOptions } from './contract.ts';
import { DeskLink, type FromNode, type LinkRoad, type LinkTimeout } from './desk-link.ts';
import { createPageLoad, type PageLoad, type PageStep } from './page-load.ts';

/** What a desk needs from the floor it stands on. */
export interface Surroundings {
  readonly options: FleetOptions;
  sendRequest(desk: Desk, node: NodeName, id: string, request: ApiRequest, authorized: boolean, setUp: Ms): void;
  sendStanza(desk: Desk, node: NodeName, session: string, message: XmppFromClient, setUp: Ms): void;
  later(desk: Desk, at: Ms, event: DeskEvent): void;
  /** When the desk's core wants to be woken; the latest word counts. */
  wakeAt(desk: Desk, at: Ms): void;
  bytesOf(request: ApiRequest): number;
  isUp(node: NodeName): boolean;
  phaseChanged(desk: Desk, view: DesktopView, at: Ms): void;
  restored(desk: Desk, at: Ms): void;
}

export type DeskEvent =
  | LinkTimeout
  | { readonly kind: 'page-start'; readonly load: number }
  | { readonly kind: 'page'; readonly load: number; readonly step: PageStep }
  | { readonly kind: 'sign-in'; readonly node: NodeName }
  | { readonly kind: 'get-ready' }
  | { readonly kind: 'answer'; readonly dialogId: string };

/** The whole number that begins there. Asked for every answer of a node: nothing is cut out for it. */
function numberAt(text: string, from: number): number {
  let number = 0;
  for (let index = from; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) break;
    number = number * 10 + digit;
  }
  return number;
}

/** Index of the desk whose request, or session, has this name. */
export const deskIn = (name: string): number => numberAt(name, 0);

interface Page {
  readonly load: number;
  readonly node: NodeName;
  /** `waiting`: for LOGIN, and for its turn. */
  state: 'waiting' | 'loading' | 'done';
  run?: PageLoad;
}

export class Desk implements LinkRoad {
  // What each ping needs, beside each other.
  private readonly core: Core;
  private readonly around: Surroundings;
  private readonly link: DeskLink;
  private seen: DesktopView;
  readonly index: number;
  /** From the fault until the agent can work again. */
  isAway = false;
  /** Its node has begun to serve it: the turn has come, and the desktop reads and loads. */
  hasArrived = false;
  readonly home: NodeName;
  readonly loginId: string;
  readonly extension: string;
  private readonly dice: Dice;
  private page: Page | undefined;
  private loads = 0;
  private commands = 0;
  private readonly heard = new Set<string>();

  constructor(index: number, home: NodeName, core: Core, dice: Dice, around: Surroundings) {
    this.core = core;
    this.around = around;
    this.loginId = String(20_001 + index);
    this.link = new DeskLink(index, this.loginId, around.options.roundTripMs, this);
    this.seen = core.view();
    this.index = index;
    this.home = home;
    this.extension = String(23_001 + index);
    this.dice = dice;
  }

  sendRequest(node: NodeName, id: number, request: ApiRequest, authorized: boolean, setUp: Ms): void {
    this.around.sendRequest(this, node, `${this.index}:${id}`, request, authorized, setUp);
  }

  sendStanza(node: NodeName, session: string, message: XmppFromClient, setUp: Ms): void {
    this.around.sendStanza(this, node, session, message, setUp);
  }

  isUp(node: NodeName): boolean {
    return this.around.isUp(node);
  }

  later(at: Ms, timeout: LinkTimeout): void {
    this.around.later(this, at, timeout);
  }

  get view(): DesktopView {
    return this.seen;
  }

  event(event: DeskEvent, at: Ms): void {
    switch (event.kind) {
      case 'sign-in':
        this.feed({ type: 'sign-in', agentId: this.loginId, extension: this.extension, node: event.node }, at);
        return;
      case 'request-timeout':
      case 'channel-timeout':
      case 'present':
        this.feed(this.link.expire(event), at);
        return;
      case 'page-start':
        if (this.page?.load === event.load) this.startPage(this.page, at);
        return;
      case 'page':
        if (this.page?.load === event.load) this.page.run?.step(event.step, at);
        return;
      case 'get-ready':
        if (this.isUsable()) this.command({ type: 'set-state', state: 'READY' }, at);
        else this.around.later(this, at + 5_000, event);
        return;
      case 'answer':
        this.answer(event, at);
        return;
    }
  }

  /** What the nodes say; it has come all the way. */
  take(effect: FromNode, at: Ms): void {
    if (effect.type === 'xmpp') {
      this.feed(this.link.takeStanza(effect.session, effect.message), at);
      return;
    }
    const { id } = effect;
    const name = id.indexOf(':') + 1;
    if (id.startsWith('p', name)) {
      const load = numberAt(id, name + 1);
      if (this.page?.load === load) this.page.run?.response(numberAt(id, id.indexOf('.') + 1), at);
    } else {
      this.feed(this.link.takeReply(numberAt(id, name), effect, at), at);
    }
  }

  /** The page and the session are there: an agent could work. */
  isUsable(): boolean {
    return this.seen.phase === 'connected' && (this.page === undefined || this.page.state === 'done');
  }

  wake(at: Ms): void {
    this.core.wake(at);
    this.afterwards(at);
  }

  private feed(input: CoreInput | undefined, at: Ms): void {
    if (!input) return;
    this.core.handle(input, at);
    this.afterwards(at);
  }

  private afterwards(at: Ms): void {
    for (const effect of this.core.effects()) this.carryOut(effect, at);
    const view = this.core.view();
    if (view !== this.seen) this.changed(view, at);
    this.around.wakeAt(this, this.core.deadline() ?? Infinity);
  }

  private carryOut(effect: CoreEffect, at: Ms): void {
    if (effect.type === 'reload-pages') {
      this.loads += 1;
      this.page = { load: this.loads, node: effect.node, state: 'waiting' };
    } else this.link.carryOut(effect, at);
  }

  private changed(view: DesktopView, at: Ms): void {
    const before = this.seen;
    this.seen = view;
    if (view.phase !== before.phase) this.around.phaseChanged(this, view, at);
    if (view.phase === 'connected') this.maybeRestored(at);
    if (view.agent?.state === 'NOT_READY' && before.agent?.state !== 'NOT_READY') {
      this.around.later(this, at + this.dice.between(1_000, 5_000), { kind: 'get-ready' });
    }
    if (view.dialogs !== before.dialogs) this.lookAtCalls(view, at);
  }

  private lookAtCalls({ dialogs }: DesktopView, at: Ms): void {
    for (const { id, participants } of dialogs) {
      const rings = participants.some((each) => each.mediaAddress === this.extension && each.state === 'ALERTING');
      if (!rings || this.heard.has(id)) continue;
      this.heard.add(id);
      this.around.later(this, at + this.dice.between(1_500, 5_000), { kind: 'answer', dialogId: id });
    }
    if (dialogs.length === 0) this.heard.clear();
  }

  private answer(event: DeskEvent & { kind: 'answer' }, at: Ms): void {
    const dialog = this.seen.dialogs.find((each) => each.id === event.dialogId);
    const own = dialog?.participants.find((each) => each.mediaAddress === this.extension);
    if (own?.state !== 'ALERTING') return;
    if (this.isUsable()) this.command({ type: 'call-action', dialogId: event.dialogId, action: 'ANSWER' }, at);
    else this.around.later(this, at + 1_000, event);
  }

  private command(command: Extract<CoreInput, { type: 'command' }>['command'], at: Ms): void {
    this.commands += 1;
    this.feed({ type: 'command', id: `c${this.commands}`, command }, at);
  }

  /** LOGIN was taken: the page may be loaded, at once or when the node has said (DF-9). */
  signedIn({ headers }: ApiReply, at: Ms): void {
    const { page } = this;
    if (page?.state !== 'waiting') return;
    const wait = Number(/^wait=(\d+)$/.exec(headers[admissionHeader] ?? '')?.[1] ?? 0);
    this.around.later(this, at + wait, { kind: 'page-start', load: page.load });
  }

  private startPage(page: Page, at: Ms): void {
    if (page.state !== 'waiting') return;
    page.state = 'loading';
    const { gadgets, gadgetKind, roundTripMs, browserMsPerResponse, move } = this.around.options;
    const { load } = page;
    const done = (then: Ms): void => {
      page.state = 'done';
      delete page.run;
      this.maybeRestored(then);
    };
    const later = (then: Ms, step: PageStep): void => this.around.later(this, then, { kind: 'page', load, step });
    if (move === 'reload') {
      // From the precache: nothing is asked of the node; the main thread has as much to do.
      page.run = { start: () => undefined, response: () => undefined, step: (_, then) => done(then) };
      later(at + responsesOf(gadgets) * browserMsPerResponse, { kind: 'handled' });
      return;
    }
    page.run = createPageLoad({
      loginId: this.loginId,
      gadgets,
      gadgetKind,
      roundTripMs,
      browserMsPerResponse,
      bytesOf: (request) => this.around.bytesOf(request),
      send: (number, request, setUp) =>
        this.around.sendRequest(this, page.node, `${this.index}:p${load}.${number}`, request, true, setUp),
      later,
      done,
    });
    page.run.start(at);
  }

  private maybeRestored(at: Ms): void {
    if (this.isAway && this.isUsable()) this.around.restored(this, at);
  }
}
