/**
 * Where the gadgets stand: those of the page, the tabs, their columns, and hidden ones without a place. Every gadget of
 * every tab lives from the start and goes on living when its tab is hidden or the agent moves it. The chosen tab and the
 * arrangement are kept per agent. Knows the layout, not what a gadget does.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Gap } from '../core/view.ts';
import type { CacheNamespace, DesktopCache } from '../cache/contract.ts';
import type { LayoutGadget, LayoutTab, RoleLayout } from '../wire/layout.ts';
import type { ManagedGadgets } from '../gadget/contract.ts';
import type { CoreClient } from '../worker/client/contract.ts';
import { arrangedColumns, enlargedIn, heightOf, type Arrangement } from './arrangement/arrangement.ts';
import { Arranger, pageAsTab, pageTabId } from './arrangement/arranger.ts';
import { dragGadget, dragHeight, dragWidth } from './arrangement/drags.ts';
import { fillPlace } from './arrangement/places.ts';
import { sizeRules } from './arrangement/size-rules.ts';
import { comingStyles, ComingIntoSight, skeleton, skeletonStyles } from './coming-into-sight.ts';
import { GadgetHost } from './gadget-host.ts';
import { hiddenGadgets, managedByEach, visibleGadgets, withManaged } from './layout-choice.ts';
import { nextIndex } from './menu-keys.ts';
import { OwnSheet } from './own-sheet.ts';
import { remembering } from './remembering.ts';
import type { GadgetHosts } from './remote-gadget.ts';
import { shellStyles } from './shell-styles.ts';
import { shellTexts as texts } from './texts.ts';
import { workspaceStyles } from './workspace-styles.ts';

const tabKey = 'tab';

/** For what its host was made what it has: it is given new things only when one of these has changed. */
interface Given {
  readonly tab: LayoutTab | undefined;
  readonly arrangement: Arrangement;
}

@customElement('us-workspace')
export class Workspace extends LitElement {
  @property({ attribute: false }) layout: RoleLayout | undefined;
  @property({ attribute: false }) client: CoreClient | undefined;
  @property({ attribute: false }) cache: DesktopCache | undefined;
  @property({ attribute: false }) agentId = '';
  @property({ attribute: false }) gadgetUrl: (name: string) => string | undefined = () => undefined;
  @property({ attribute: false }) gadgetHosts: () => Promise<GadgetHosts> = () => Promise.resolve(new Map());
  /** Gadgets boot when this resolves. */
  @property({ attribute: false }) controlled: Promise<void> = Promise.resolve();
  @property({ type: Boolean }) connected = false;
  /** When events may have been missed. */
  @property({ attribute: false }) gaps: readonly Gap[] = [];
  /** Ms since 1970 by the node's clock, since when data may be out of date. */
  @property({ attribute: false }) staleAt: number | undefined;
  @state() private chosen = '';
  /** Managed gadgets that their managing gadget shows. */
  @state() private managedShown: ReadonlySet<string> = new Set();
  #boot: Promise<unknown> = Promise.resolve();
  readonly #arranger = new Arranger(this, () => this.shelf);
  readonly #sizes = new OwnSheet(this);
  readonly #coming = new ComingIntoSight(this);
  readonly #hosts = new Map<string, GadgetHost>();
  readonly #given = new WeakMap<GadgetHost, Given>();
  readonly #withManaged = remembering(withManaged);
  readonly #pageAsTab = remembering(pageAsTab);
  readonly #managers = remembering((layout: RoleLayout) => this.managersIn(layout));

  private get shelf(): CacheNamespace | undefined {
    return this.agentId ? this.cache?.namespace(this.agentId, 'shell') : undefined;
  }

  private get current(): LayoutTab | undefined {
    const tabs = this.layout?.tabs ?? [];
    return tabs.find((tab) => tab.id === this.chosen) ?? tabs[0];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('agentId') && !changed.has('cache')) return;
    this.#coming.begin();
    // One transaction for all gadgets, so that each restores from memory; without it they read one by one.
    const preloaded = this.agentId ? this.cache?.preload(this.agentId).catch(() => undefined) : undefined;
    this.#boot = Promise.all([this.controlled, preloaded]);
    void this.readChosen();
    void this.#arranger.read();
  }

  /** Takes back what the agent has arranged. */
  resetArrangement(): void {
    this.#arranger.reset();
  }

  /** Which tab was open is a comfort: when the store fails, the first one is. */
  private async readChosen(): Promise<void> {
    const before = this.chosen;
    const record = await this.shelf?.get(tabKey).catch(() => undefined);
    // The agent may have been faster than the store.
    if (typeof record?.value === 'string' && this.chosen === before) this.chosen = record.value;
  }

  private choose(tab: LayoutTab): void {
    this.chosen = tab.id;
    this.shelf?.put(tabKey, tab.id).catch(() => undefined);
  }

  /** With what managing gadgets have asked for. */
  private get shownLayout(): RoleLayout | undefined {
    return this.layout && this.#withManaged(this.layout, this.managedShown);
  }

  override render(): TemplateResult {
    const layout = this.shownLayout;
    if (!layout) return html`<p class="empty">${texts.nothingForRole}</p>`;
    return html`
      ${visibleGadgets(layout.page).length > 0 ? html`<div class="page" data-place="page"></div>` : nothing}
      ${layout.tabs.length > 1 ? this.renderTabList(layout.tabs) : nothing} ${skeleton}
      ${repeat(
        layout.tabs,
        (tab) => tab.id,
        (tab) =>
          html`<div
            id="panel-${tab.id}"
            class="panel"
            role=${layout.tabs.length > 1 ? 'tabpanel' : nothing}
            aria-labelledby=${layout.tabs.length > 1 ? `tab-${tab.id}` : nothing}
            ?hidden=${tab.id !== this.current?.id}
          >
            ${this.renderColumns(tab)}
          </div>`,
      )}
      <div class="background" data-place="background"></div>
      <p class="visually-hidden" role="status" data-testid="arranged">${this.#arranger.told}</p>
    `;
  }

  /** The columns are filled by hand (`placeHosts`): a gadget goes on living when it is moved to another one. */
  private renderColumns(tab: LayoutTab): TemplateResult {
    const enlarged = enlargedIn(tab, this.#arranger.arrangement);
    const shown = arrangedColumns(tab, this.#arranger.arrangement);
    return html`<div
      class=${enlarged === undefined ? 'columns' : 'columns enlarged'}
      data-columns=${tab.columns.length}
    >
      ${tab.columns.map(
        (_, at) =>
          html`<div class=${shown[at]?.some(({ id }) => id === enlarged) ? 'frame with-enlarged' : 'frame'}>
            <div class="column" data-place="${tab.id}/${at}"></div>
            ${
              at + 1 < tab.columns.length
                ? html`<div class="edge" @pointerdown=${(event: PointerEvent) => this.dragEdge(event, tab, at)}></div>`
                : nothing
            }
          </div>`,
      )}
    </div>`;
  }

  private renderTabList(tabs: readonly LayoutTab[]): TemplateResult {
    return html`<div class="tabs" role="tablist" aria-label=${texts.workspace} @keydown=${this.onTabKey}>
      ${tabs.map((tab) => {
        const selected = tab.id === this.current?.id;
        return html`<button
          id="tab-${tab.id}"
          class="tab"
          role="tab"
          data-testid="tab-${tab.id}"
          aria-selected=${selected ? 'true' : 'false'}
          aria-controls="panel-${tab.id}"
          tabindex=${selected ? '0' : '-1'}
          @click=${() => this.choose(tab)}
        >
          ${tab.label}
        </button>`;
      })}
    </div>`;
  }

  protected override updated(): void {
    const layout = this.shownLayout;
    const { arrangement } = this.#arranger;
    this.#sizes.show(sizeRules(layout?.tabs ?? [], arrangement));
    const placed = new Set<string>();
    const fill = (place: string, gadgets: readonly LayoutGadget[], tab?: LayoutTab): void => {
      const element = this.placeElement(place);
      for (const { id } of gadgets) placed.add(id);
      if (element)
        fillPlace(
          element,
          gadgets.map((gadget) => this.hostOf(gadget, tab)),
        );
    };
    if (layout) {
      const page = this.#pageAsTab(layout.page);
      fill('page', arrangedColumns(page, arrangement)[0] ?? [], page);
      for (const tab of layout.tabs) {
        for (const [at, gadgets] of arrangedColumns(tab, arrangement).entries()) fill(`${tab.id}/${at}`, gadgets, tab);
      }
      fill('background', hiddenGadgets(layout));
    }
    for (const [id, host] of this.#hosts) {
      if (placed.has(id)) continue;
      host.remove();
      this.#hosts.delete(id);
    }
  }

  private placeElement(place: string): HTMLElement | undefined {
    return this.renderRoot.querySelector<HTMLElement>(`[data-place="${CSS.escape(place)}"]`) ?? undefined;
  }

  /** `tab`: where it is shown; a hidden gadget has none. */
  private hostOf(gadget: LayoutGadget, tab: LayoutTab | undefined): GadgetHost {
    const host = this.#hosts.get(gadget.id) ?? new GadgetHost();
    this.#hosts.set(gadget.id, host);
    host.dataset['testid'] = `gadget-${gadget.id}`;
    host.gadget = gadget;
    host.client = this.client;
    host.cache = this.cache;
    host.agentId = this.agentId;
    host.gadgetUrl = this.gadgetUrl;
    host.gadgetHosts = this.gadgetHosts;
    host.boot = this.#boot;
    host.onArrival = this.#coming.show;
    host.connected = this.connected;
    host.staleAt = this.staleAt;
    host.gaps = this.gaps;
    host.managed = this.layout && this.#managers(this.layout).get(gadget.id);
    host.placing = tab ? 'shown' : 'hidden';
    const { arrangement } = this.#arranger;
    const enlarged = tab && enlargedIn(tab, arrangement);
    host.hidden = enlarged !== undefined && enlarged !== gadget.id;
    host.toggleAttribute('enlarged', enlarged === gadget.id);
    host.sized = tab !== undefined && heightOf(arrangement, gadget.id) !== undefined;
    const given = this.#given.get(host);
    if (given?.tab !== tab || given?.arrangement !== arrangement) {
      this.#given.set(host, { tab, arrangement });
      host.arranging = tab && this.#arranger.of(tab, gadget.id, () => host.contentHeight());
      host.onHandle = tab && ((press, handle) => this.dragHost(press, handle, host, tab));
    }
    return host;
  }

  /** By gadget: what it may do with those that the layout gives it to manage. */
  private managersIn(layout: RoleLayout): ReadonlyMap<string, ManagedGadgets> {
    return new Map([...managedByEach(layout)].map(([manager, ids]) => [manager, this.managing(manager, ids)]));
  }

  private managing(manager: string, ids: readonly string[]): ManagedGadgets {
    const set = (id: string, shown: boolean): void => {
      if (!ids.includes(id)) throw new RangeError(`${manager} does not manage ${id}`);
      const next = new Set(this.managedShown);
      if (shown) next.add(id);
      else next.delete(id);
      this.managedShown = next;
    };
    return { ids, show: (id) => set(id, true), hide: (id) => set(id, false) };
  }

  private dragHost(press: PointerEvent, handle: 'place' | 'height', host: GadgetHost, tab: LayoutTab): void {
    const id = host.gadget?.id ?? '';
    if (handle === 'height') {
      dragHeight(press, host, id, host.contentHeight(), this.#arranger);
      return;
    }
    const places = tab.columns.map((_, at) => this.placeElement(tab.id === pageTabId ? 'page' : `${tab.id}/${at}`));
    const columns = places.filter((place) => place !== undefined);
    dragGadget(press, host, id, tab, columns, this.#arranger);
  }

  private dragEdge(press: PointerEvent, tab: LayoutTab, at: number): void {
    const handle = press.currentTarget as HTMLElement;
    const width = handle.closest('.columns')?.clientWidth ?? 0;
    dragWidth(press, handle, tab, at, width, this.#arranger);
  }

  private async onTabKey(event: KeyboardEvent): Promise<void> {
    const tabs = this.layout?.tabs ?? [];
    const at = tabs.findIndex((tab) => tab.id === this.current?.id);
    const to = nextIndex(event.key, at, tabs.length, 'horizontal', getComputedStyle(this).direction === 'rtl');
    const tab = to === undefined ? undefined : tabs[to];
    if (!tab) return;
    event.preventDefault();
    this.choose(tab);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#tab-${CSS.escape(tab.id)}`)?.focus();
  }

  static override styles = [shellStyles, skeletonStyles, workspaceStyles, comingStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'us-workspace': Workspace;
  }
}
