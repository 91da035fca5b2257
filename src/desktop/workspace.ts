/**
 * Where the gadgets stand: those of the page, the tabs, their columns. Every gadget of every tab lives from the start
 * and goes on living when its tab is hidden. The chosen tab is kept per agent. Knows the layout, not what a gadget does.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Gap } from '../core/view.ts';
import type { CacheNamespace, DesktopCache } from '../cache/contract.ts';
import type { LayoutColumn, LayoutGadget, LayoutTab, RoleLayout } from '../wire/layout.ts';
import type { CoreClient } from '../worker/client/contract.ts';
import { visibleGadgets } from './layout-choice.ts';
import { nextIndex } from './menu-keys.ts';
import { shellStyles } from './shell-styles.ts';
import { workspaceStyles } from './workspace-styles.ts';
import './gadget-host.ts';

const tabKey = 'tab';

@customElement('us-workspace')
export class Workspace extends LitElement {
  @property({ attribute: false }) layout: RoleLayout | undefined;
  @property({ attribute: false }) client: CoreClient | undefined;
  @property({ attribute: false }) cache: DesktopCache | undefined;
  @property({ attribute: false }) agentId = '';
  @property({ attribute: false }) gadgetUrl: (name: string) => string | undefined = () => undefined;
  /** Gadgets boot when this resolves. */
  @property({ attribute: false }) controlled: Promise<void> = Promise.resolve();
  @property({ type: Boolean }) connected = false;
  /** Ms since 1970 by the node's clock, since when data may be out of date. */
  /** When events may have been missed. */
  @property({ attribute: false }) gaps: readonly Gap[] = [];
  @property({ attribute: false }) staleAt: number | undefined;
  @state() private chosen = '';
  #boot: Promise<unknown> = Promise.resolve();

  private get shelf(): CacheNamespace | undefined {
    return this.agentId ? this.cache?.namespace(this.agentId, 'shell') : undefined;
  }

  private get current(): LayoutTab | undefined {
    const tabs = this.layout?.tabs ?? [];
    return tabs.find((tab) => tab.id === this.chosen) ?? tabs[0];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('agentId') && !changed.has('cache')) return;
    // One transaction for all gadgets, so that each restores from memory; without it they read one by one.
    const preloaded = this.agentId ? this.cache?.preload(this.agentId).catch(() => undefined) : undefined;
    this.#boot = Promise.all([this.controlled, preloaded]);
    void this.readChosen();
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

  override render(): TemplateResult {
    const { layout } = this;
    if (!layout) return html`<p class="empty">The layout has nothing for your role.</p>`;
    const page = visibleGadgets(layout.page);
    return html`
      ${page.length > 0 ? html`<div class="page">${this.renderGadgets(page)}</div>` : nothing}
      ${layout.tabs.length > 1 ? this.renderTabList(layout.tabs) : nothing}
      ${repeat(
        layout.tabs,
        (tab) => tab.id,
        (tab) =>
          html`<div
            id="panel-${tab.id}"
            class="panel"
            role=${layout.tabs.length > 1 ? 'tabpanel' : nothing}
            aria-labelledby=${layout.tabs.length > 1 ? `tab-${tab.id}` : nothing}
            ?hidden=${tab !== this.current}
          >
            <div class="columns" data-columns=${tab.columns.length}>
              ${tab.columns.map((column) => this.renderColumn(column))}
            </div>
          </div>`,
      )}
    `;
  }

  private renderTabList(tabs: readonly LayoutTab[]): TemplateResult {
    return html`<div class="tabs" role="tablist" aria-label="Workspace" @keydown=${this.onTabKey}>
      ${tabs.map((tab) => {
        const selected = tab === this.current;
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

  private renderColumn(column: LayoutColumn): TemplateResult {
    return html`<div class="column">${this.renderGadgets(visibleGadgets(column.gadgets))}</div>`;
  }

  private renderGadgets(gadgets: readonly LayoutGadget[]): unknown {
    return repeat(
      gadgets,
      (gadget) => gadget.id,
      (gadget) =>
        html`<us-gadget-host
          data-testid="gadget-${gadget.id}"
          .gadget=${gadget}
          .client=${this.client}
          .cache=${this.cache}
          .agentId=${this.agentId}
          .gadgetUrl=${this.gadgetUrl}
          .boot=${this.#boot}
          ?connected=${this.connected}
          .staleAt=${this.staleAt}
          .gaps=${this.gaps}
        ></us-gadget-host>`,
    );
  }

  private async onTabKey(event: KeyboardEvent): Promise<void> {
    const tabs = this.layout?.tabs ?? [];
    const at = tabs.findIndex((tab) => tab === this.current);
    const to = nextIndex(event.key, at, tabs.length, 'horizontal', getComputedStyle(this).direction === 'rtl');
    const tab = to === undefined ? undefined : tabs[to];
    if (!tab) return;
    event.preventDefault();
    this.choose(tab);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#tab-${CSS.escape(tab.id)}`)?.focus();
  }

  static override styles = [shellStyles, workspaceStyles];
}
