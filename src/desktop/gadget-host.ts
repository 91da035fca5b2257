/**
 * One gadget's place: title bar, state mark, and the gadget itself under supervision. A gadget that fails is taken out
 * and says so here, with a button to start it again; its neighbours do not notice. What is typed in it is kept without
 * its help. Decides nothing about the life cycle: `src/gadget/quarantine.ts` does.
 */
import { html, nothing, ReactiveElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CacheNamespace, DesktopCache } from '../cache/contract.ts';
import type { Gap, GapSlice } from '../core/view.ts';
import { afterDrawing } from '../gadget/after-drawing.ts';
import type { DesktopHandle, GadgetElement, ManagedGadgets } from '../gadget/contract.ts';
import { keepDrafts, type DraftKeeper } from '../gadget/draft-keeper.ts';
import { markGadgetState } from '../gadget/life-marks.ts';
import type { GadgetSource } from '../gadget/framed/remote-gadget.ts';
import { createDesktopHandle } from '../gadget/handle.ts';
import { superviseGadget, type GadgetStatus, type GadgetSupervisor } from '../gadget/quarantine.ts';
import type { LayoutGadget } from '../wire/layout.ts';
import type { CoreClient } from '../worker/client/contract.ts';
import type { GadgetArranging } from './arrangement/contract.ts';
import { renderSteps } from './arrangement/gadget-bar.ts';
import { Disclosure } from './disclosure.ts';
import { gapMark } from './gap-mark.ts';
import { GadgetCard } from './gadget-card.ts';
import { gadgetHostStyles } from './gadget-host-styles.ts';
import { makeGadget, NoGadget } from './gadget-module.ts';
import { isWorthDrawing, sourceMark } from './gadget-marks.ts';
import { faultTexts, gadgetTexts as texts } from './gadget-texts.ts';
import { icons } from './icons.ts';
import { ownGadgetName } from './layout-choice.ts';
import { fill } from './locale.ts';
import { makeRemoteGadget, type GadgetHosts } from './remote-gadget.ts';
import { addSavingGadget } from './save-gadgets.ts';
import { shellStyles } from './shell-styles.ts';
import { titleFromId } from './words.ts';

@customElement('us-gadget-host')
export class GadgetHost extends ReactiveElement {
  // What it is given once: nothing of it is drawn anew, so that nothing needs to be told of it.
  gadget: LayoutGadget | undefined;
  client: CoreClient | undefined;
  cache: DesktopCache | undefined;
  agentId = '';
  gadgetUrl: (name: string) => string | undefined = () => undefined;
  /** Where gadgets of other hosts may come from. */
  gadgetHosts: () => Promise<GadgetHosts> = () => Promise.resolve(new Map());
  /** Boots when this resolves. */
  boot: Promise<unknown> = Promise.resolve();
  /** Called before its gadget enters the page. */
  onArrival: () => void = () => undefined;
  @property({ type: Boolean }) connected = false;
  /** Ms since 1970 by the node's clock, since when data may be out of date. */
  @property({ attribute: false }) staleAt: number | undefined;
  /** When events may have been missed. */
  @property({ attribute: false }) gaps: readonly Gap[] = [];
  /** A hidden gadget runs without a place; it is seen only when it has failed. */
  @property({ reflect: true }) placing: 'shown' | 'hidden' = 'shown';
  /** The agent has chosen its height (`--us-gadget-height`). */
  @property({ type: Boolean, reflect: true }) sized = false;
  managed: ManagedGadgets | undefined;
  @property({ attribute: false }) arranging: GadgetArranging | undefined;
  /** A pointer has been pressed on what the gadget is dragged by. */
  @property({ attribute: false }) onHandle: ((press: PointerEvent, handle: 'place' | 'height') => void) | undefined;
  @state({ hasChanged: isWorthDrawing }) private status: GadgetStatus | undefined;
  @state() private collapsed = false;
  /** A gadget of another host: where it has come from. */
  @state() private source: GadgetSource | undefined;
  #card: GadgetCard | undefined;
  #supervisor: GadgetSupervisor | undefined;
  #handle: (DesktopHandle & { dispose(): void }) | undefined;
  #drafts: DraftKeeper | undefined;
  #leaveSaving: (() => void) | undefined;
  #attempts = 0;
  #bootCount = 0;
  #hadFocus = false;
  readonly #strip = new Disclosure(this, {
    button: () => this.renderRoot.querySelector<HTMLElement>('.arrange'),
    pressElsewhere: 'stay',
  });

  private get gadgetId(): string {
    return this.gadget?.id ?? '';
  }

  /** What this shell keeps of the gadget; apart from what the gadget itself keeps, which it may clear. */
  private get shelf(): CacheNamespace | undefined {
    return this.cache?.namespace(this.agentId, 'shell');
  }

  /** Moved alive to another place of the page: nothing ends and nothing begins. */
  connectedMoveCallback(): void {
    // That there is something to call is what the browser asks for.
  }

  /** rem. */
  contentHeight(): number {
    const content = this.renderRoot.querySelector('#content');
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    return (content?.getBoundingClientRect().height ?? 0) / rem;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#bootCount += 1;
    this.#leaveSaving?.();
    this.#supervisor?.dispose();
    this.#drafts?.dispose();
    this.#handle?.dispose();
    this.#supervisor = undefined;
  }

  protected override firstUpdated(): void {
    void this.#start();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('connected')) this.#supervisor?.setConnected(this.connected);
    // The keyboard stays where the gadget was instead of falling to the page's top.
    if (this.#hadFocus && this.status?.state === 'quarantined') {
      this.#hadFocus = false;
      this.renderRoot.querySelector<HTMLElement>('.restart')?.focus();
    }
  }

  async #start(): Promise<void> {
    const { gadget, client, cache, agentId } = this;
    const place = this.#card?.place;
    if (!gadget || !client || !cache || !place) return;
    const mine = (this.#bootCount += 1);
    this.collapsed = (await this.shelf?.get(`collapsed.${gadget.id}`).catch(() => undefined))?.value === true;
    await this.boot;
    if (mine !== this.#bootCount) return;
    const name = ownGadgetName(gadget);
    const found = name === undefined ? undefined : this.gadgetUrl(name);
    const url = found === undefined ? undefined : new URL(found, document.baseURI).href;
    const handle = createDesktopHandle({
      gadgetId: gadget.id,
      client,
      cache: cache.namespace(agentId, gadget.id),
      maxRows: gadget.maxRows,
      managed: () => this.managed,
    });
    this.#handle = handle;
    place.addEventListener('gadget-source', this.#noteSource);
    this.#drafts = keepDrafts(place, cache.namespace(agentId, `${gadget.id}.drafts`));
    // Without its drafts a gadget still works.
    this.#drafts.restore().catch(() => undefined);
    this.#leaveSaving = addSavingGadget(client, {
      id: gadget.id,
      save: () => this.#saveForGood(),
      // A gadget that cannot save has its own fault to tell.
      handOver: () => void this.status?.element?.saveNow('relaxed').catch(() => undefined),
    });
    this.#supervisor = superviseGadget({
      gadgetId: gadget.id,
      moduleUrl: url,
      create: async () => {
        if (name === undefined) {
          const remote = await makeRemoteGadget(gadget, this.gadgetHosts);
          remote.desktop = handle;
          return remote;
        }
        if (url === undefined) throw new NoGadget(fill(texts.noSuchGadget, { name }));
        const element = await makeGadget(name, url, this.#attempts++);
        element.desktop = handle;
        return element;
      },
      attach: (element) => {
        this.onArrival();
        place.append(element);
      },
      detach: (element) => this.#takeOut(element),
      onState: (status) => {
        this.status = status;
        markGadgetState(gadget.id, status.state, url);
      },
      stamp: () => handle.now(),
    });
    this.#supervisor.setConnected(this.connected);
    this.#supervisor.start();
  }

  /** Before a maintenance: the gadget's own state, and the drafts that this host keeps for it. */
  #saveForGood(): Promise<void> | undefined {
    const saving = this.status?.element?.saveNow('strict');
    return saving?.then(() => this.cache?.flush('migrating'));
  }

  #takeOut(element: GadgetElement): void {
    this.#hadFocus = this.shadowRoot?.activeElement === element;
    element.remove();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.#card = new GadgetCard(root as ShadowRoot, {
      toggleStrip: this.#strip.toggle,
      enlarge: () => this.arranging?.enlarge(),
      fold: () => this.toggle(),
      drag: (press, handle) => this.onHandle?.(press, handle),
      key: this.#strip.onKey,
    });
    return root;
  }

  /** What a gadget passes through on its way is drawn once, with what it has come to by the end of the turn. */
  protected override scheduleUpdate(): Promise<void> | undefined {
    const state = this.status?.state;
    const isOnItsWay = state === 'loading' || state === 'restoring';
    if (this.hasUpdated && isOnItsWay) return new Promise<void>(afterDrawing).then(() => void super.scheduleUpdate());
    void super.scheduleUpdate();
    return undefined;
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    const title = titleFromId(this.gadgetId);
    const quarantined = this.status?.state === 'quarantined';
    const bar = { id: this.gadgetId, title, arranging: this.arranging, restart: this.#restart };
    this.#card?.show({
      id: this.gadgetId,
      title,
      status: this.status,
      staleAt: this.staleAt,
      placing: this.placing,
      height: this.sized ? 'chosen' : 'natural',
      folding: this.collapsed ? 'folded' : 'unfolded',
      dragging: this.onHandle ? 'offered' : 'not-offered',
      enlarged: this.arranging?.enlarged ?? 'not-offered',
      marks: quarantined ? nothing : this.renderMarks(),
      strip: this.#strip.open ? renderSteps(bar) : nothing,
      panel: quarantined ? this.renderQuarantine(title) : nothing,
    });
  }

  private renderMarks(): unknown {
    const [source, gap] = [sourceMark(this.gadgetId, this.source), this.renderGap()];
    return source === nothing ? gap : [source, gap];
  }

  private renderGap(): TemplateResult | typeof nothing {
    const view = this.client?.view;
    const type = this.status?.element?.constructor as { readonly uses?: readonly GapSlice[] } | undefined;
    // While it is stale the mark beside says since when.
    if (!view || !type?.uses || !this.connected) return nothing;
    const mark = gapMark(this.gaps, type.uses, this.client?.now() ?? 0, view.clockOffset);
    if (!mark) return nothing;
    return html`<span class="mark gap" title=${mark.title} data-testid="gap-${this.gadgetId}"
      >${mark.text}<span class="visually-hidden">. ${mark.title}</span></span
    >`;
  }

  private renderQuarantine(title: string): TemplateResult {
    const fault = this.status?.fault;
    return html`<div class="fault" role="alert" data-testid="quarantine-${this.gadgetId}">
      ${icons.error}
      <div class="what">
        <p><strong>${fill(texts.stopped, { title })}</strong> ${fault ? faultTexts[fault.step] : ''}</p>
        ${fault?.message ? html`<p class="message" translate="no">${fault.message}</p>` : nothing}
        <p class="quiet-text">${texts.othersGoOn}</p>
      </div>
      <button class="restart" data-testid="restart-${this.gadgetId}" @click=${this.#restart}>
        ${icons.restart} ${texts.restart}
      </button>
    </div>`;
  }

  readonly #noteSource = (event: Event): void => {
    this.source = (event as CustomEvent<GadgetSource>).detail;
  };

  readonly #restart = (): void => {
    this.source = undefined;
    this.#supervisor?.restart();
    // A button of the panel of a stopped gadget goes with it.
    void this.updateComplete.then(() => {
      if (!this.shadowRoot?.activeElement) this.renderRoot.querySelector<HTMLElement>('.collapse')?.focus();
    });
  };

  private toggle(): void {
    this.collapsed = !this.collapsed;
    this.shelf?.put(`collapsed.${this.gadgetId}`, this.collapsed).catch(() => undefined);
  }

  static override styles = [shellStyles, gadgetHostStyles];
}
