/**
 * The root element of the shell: chooses the screen by the view's phase and hands the view down. Banner and toasts stand
 * outside the screens, so that their live regions exist before the first message. Decides nothing about failover.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { DesktopCache } from '../cache/contract.ts';
import type { AgentCommand } from '../core/contract.ts';
import type { DesktopView } from '../core/view.ts';
import type { Layout } from '../wire/layout.ts';
import type { CoreClient, CoreConnection } from '../worker/client/contract.ts';
import { icons } from './icons.ts';
import { skeleton, skeletonStyles } from './coming-into-sight.ts';
import { desktopStyles } from './desktop-styles.ts';
import { AwayNotices, pageBrowser } from './away-notices.ts';
import { chooseRoleLayout, gadgetCount } from './layout-choice.ts';
import { cookieAdvice } from './messages-maintenance.ts';
import { memoryOnlyConsequence, memoryOnlyTexts } from './messages.ts';
import { answerSaves } from './save-gadgets.ts';
import type { GadgetHosts } from './remote-gadget.ts';
import { shellStyles } from './shell-styles.ts';
import { Told } from './told.ts';
import { PageInAddress } from './page-in-address.ts';
import type { ToolPage } from './tool-page.ts';
import { unanswered } from './texts.ts';
import { toolActions } from './tool-actions.ts';
import type { UpdateOffer } from './update-offer.ts';
import './arrivals.ts';
import './banner.ts';
import './displaced.ts';
import './header.ts';
import './maintenance-panel.ts';
import './sign-in-end-panel.ts';
import './sign-in.ts';
import './toasts.ts';
import './tool-page.ts';
import './workspace.ts';
import { understudyDesktopTexts as texts } from './screen-texts.ts';
import { fill } from './locale.ts';

type Screen = 'connecting' | 'sign-in' | 'desktop' | 'resuming';

@customElement('understudy-desktop')
export class UnderstudyDesktop extends LitElement {
  @property({ attribute: false }) client: CoreClient | undefined;
  @property({ attribute: false }) cache: DesktopCache | undefined;
  @property({ attribute: false }) layout: Layout | undefined;
  @property({ attribute: false }) gadgetUrl: (name: string) => string | undefined = () => undefined;
  @property({ attribute: false }) gadgetHosts: () => Promise<GadgetHosts> = () => Promise.resolve(new Map());
  @property({ attribute: false }) controlled: Promise<void> = Promise.resolve();
  /** Given in mock mode only. */
  @property({ attribute: false }) openLab: (() => void) | undefined;
  @property({ attribute: false }) pages: readonly ToolPage[] = [];
  /** Agent and extension to stand in the sign-in form. */
  @property({ attribute: false }) prefill: { readonly agentId: string; readonly extension: string } | undefined;
  @property({ attribute: false }) updateOffer: UpdateOffer | undefined;
  @state() private view: DesktopView | undefined;
  @state() private connection: CoreConnection = { kind: 'connecting' };
  @state() private updateOffered = false;
  private screen: Screen = 'connecting';
  readonly #page = new PageInAddress(
    this,
    () => this.pages,
    () => this.focusWork(),
  );
  readonly #away = new AwayNotices(pageBrowser(), () => this.requestUpdate());
  readonly #told = new Told({
    notices: () => this.view?.toasts ?? [],
    read: (noticeId) => this.read(noticeId),
    changed: () => this.requestUpdate(),
  });
  #unsubscribe: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    const { client, cache, updateOffer } = this;
    if (!client) return;
    this.view = client.view;
    this.connection = client.connection;
    this.updateOffered = updateOffer?.offered ?? false;
    const tellMemoryOnly = (): void => {
      if (cache?.state.kind !== 'memory-only') return;
      this.#told.say('warning', `${memoryOnlyTexts[cache.state.because]} ${memoryOnlyConsequence()}`);
    };
    this.#unsubscribe = [
      client.onView((view) => (this.view = view)),
      client.onConnection((connection) => (this.connection = connection)),
      cache?.onStateChange(tellMemoryOnly) ?? (() => undefined),
      updateOffer?.onOffered(() => (this.updateOffered = true)) ?? (() => undefined),
    ];
    answerSaves(client);
    tellMemoryOnly();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#away.dispose();
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#unsubscribe = [];
  }

  protected override willUpdate(): void {
    this.screen = this.nextScreen();
    if (this.view) this.#away.follow(this.view);
  }

  /** While a password is given again (`expired`, then `signing-in`), the desktop and all that is typed there stays. */
  private nextScreen(): Screen {
    const view = this.view;
    if (!view) return 'connecting';
    if (view.phase === 'signed-out') return 'sign-in';
    if (view.phase === 'signing-in') return this.screen === 'desktop' && view.agent ? 'desktop' : 'sign-in';
    return view.agent ? 'desktop' : 'resuming';
  }

  private shownBefore: Screen = 'connecting';
  protected override updated(): void {
    const before = this.shownBefore;
    this.shownBefore = this.screen;
    const focusIsLost = document.activeElement === null || document.activeElement === document.body;
    // The focused control went with its screen: go on at the new screen's start, not at the page's top.
    if (before !== 'connecting' && before !== this.screen && focusIsLost) {
      this.renderRoot.querySelector<HTMLElement>('main')?.focus();
    }
  }

  override render(): TemplateResult {
    const { view, client } = this;
    const now = (): number => client?.now() ?? 0;
    const nodeNow = (): number => now() + (this.view?.clockOffset ?? 0);
    return html`
      <div class="screen ${this.screen}">
        ${this.screen === 'desktop' || this.screen === 'resuming' ? this.renderHeader(nodeNow) : nothing}
        <main tabindex="-1">
          <div class="told">
            <us-banner
              placement=${this.screen === 'sign-in' || this.screen === 'connecting' ? 'card' : 'bar'}
              .view=${view}
              .connection=${this.connection}
              .now=${now}
              .gadgets=${gadgetCount(this.layout, view?.agent?.roles ?? [])}
              .read=${this.read}
            ></us-banner>
            ${this.screen === 'desktop' || this.screen === 'resuming' ? this.renderPanels(now) : nothing}
          </div>
          ${this.renderDisplaced()} ${this.renderPage()}
          <div class="work" ?hidden=${this.#page.page !== undefined}>${this.renderScreen()}</div>
        </main>
        <us-arrivals .view=${view}></us-arrivals>
        <us-toasts .toasts=${this.#told.toasts} .dismiss=${this.#told.dismiss}></us-toasts>
      </div>
    `;
  }

  /** For when what had the focus is gone: the reading goes on where the work is. It begins below the header, which must stay in sight. */
  focusWork(): void {
    this.renderRoot.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
  }

  private renderHeader(now: () => number): TemplateResult {
    return html`<us-header
      .view=${this.view}
      .columns=${this.layout?.header ?? []}
      .title=${this.layout?.configs.title ?? 'Understudy'}
      .now=${now}
      .command=${this.command}
      .signOut=${this.signOut}
      .openLab=${this.openLab}
      .pages=${this.pages}
      .actions=${toolActions({
        gadgets: this.screen === 'desktop' ? 'shown' : 'not-shown',
        away: this.#away.state,
        toggleAway: () => void this.#away.toggle(),
        resetArrangement: () => this.renderRoot.querySelector('us-workspace')?.resetArrangement(),
      })}
      ?updateOffered=${this.updateOffered}
      .acceptUpdate=${() => void this.updateOffer?.accept()}
    ></us-header>`;
  }

  private renderPage(): TemplateResult | typeof nothing {
    const { page, close } = this.#page;
    return page ? html`<us-tool-page .page=${page} .close=${close}></us-tool-page>` : nothing;
  }

  /** There from the start of the screen, so that their live regions exist before the first word. */
  private renderPanels(now: () => number): TemplateResult {
    return html`<us-maintenance
        .maintenance=${this.view?.maintenance}
        .phase=${this.view?.phase}
        .now=${now}
        .postpone=${this.postpone}
      ></us-maintenance>
      <us-sign-in-end
        .end=${this.view?.signInEnd}
        .agentId=${this.view?.session?.agentId ?? ''}
        .now=${now}
        .renew=${(password: string) => this.client?.renewSignIn(password)}
      ></us-sign-in-end>`;
  }

  private renderScreen(): TemplateResult {
    const { view, client, layout } = this;
    switch (this.screen) {
      case 'connecting':
      case 'resuming':
        return html`<h1 class="visually-hidden">${texts.understudy}</h1>
          ${skeleton}`;
      case 'sign-in':
        return html`<us-sign-in
            .hint=${this.openLab ? texts.mockHint : ''}
            .prefill=${this.prefill}
            .signIn=${(request: Parameters<CoreClient['signIn']>[0]) => client?.signIn(request)}
            ?busy=${view?.phase === 'signing-in'}
          ></us-sign-in>
          ${
            this.openLab
              ? html`<button class="quiet lab" data-testid="open-lab" @click=${this.openLab}>
                  ${icons.lab} ${texts.failoverLab}
                </button>`
              : nothing
          }`;
      case 'desktop': {
        const agent = view?.agent;
        const role = layout && agent ? chooseRoleLayout(layout, agent.roles) : undefined;
        const staleAt = view?.staleSince === undefined ? undefined : view.staleSince + view.clockOffset;
        return html`
          <h1 class="visually-hidden">
            ${fill(texts.desktopOf, { name: `${agent?.firstName ?? ''} ${agent?.lastName ?? ''}`.trim() })}
          </h1>
          ${this.renderRenewal()}
          ${keyed(
            agent?.loginId,
            html`<us-workspace
              .layout=${role}
              .client=${client}
              .cache=${this.cache}
              .agentId=${agent?.loginId ?? ''}
              .gadgetUrl=${this.gadgetUrl}
              .gadgetHosts=${this.gadgetHosts}
              .controlled=${this.controlled}
              ?connected=${view?.phase === 'connected'}
              .staleAt=${staleAt}
              .gaps=${view?.gaps ?? []}
            ></us-workspace>`,
          )}
        `;
      }
    }
  }

  private renderRenewal(): TemplateResult | typeof nothing {
    const { view, client } = this;
    if (view?.phase !== 'expired' && view?.phase !== 'signing-in') return nothing;
    return html`<us-sign-in
        compact
        .mode=${'renew'}
        .renewing=${view.session}
        .signIn=${(request: Parameters<CoreClient['signIn']>[0]) => client?.signIn(request)}
        ?busy=${view.phase === 'signing-in'}
      ></us-sign-in>
      ${view.banner?.key === 'sign-in-ended' ? html`<p class="advice quiet-text">${cookieAdvice()}</p>` : nothing}`;
  }

  private renderDisplaced(): TemplateResult | typeof nothing {
    if (this.view?.phase !== 'displaced') return nothing;
    return html`<us-displaced .takeBack=${this.takeBack} .leave=${() => this.signOut()}></us-displaced>`;
  }

  private readonly takeBack = (): void => {
    this.client?.takeBack().catch(this.failed('takeBack'));
  };

  /** Another tab may have dismissed it already; then there is nothing left to do. */
  private readonly read = (noticeId: number): void => {
    this.client?.dismissNotice(noticeId).catch(() => undefined);
  };

  private readonly failed =
    (what: Parameters<typeof unanswered>[0]) =>
    (error: unknown): void =>
      this.#told.say('error', unanswered(what, error));

  /** What the core answers comes back through the view; only a core that does not answer is told here. */
  private readonly command = (command: AgentCommand): void => {
    this.client?.command(command).catch(this.failed('command'));
  };

  private readonly postpone = (): void => {
    this.client?.postponeMaintenance().catch(this.failed('postpone'));
  };

  private readonly signOut = (reasonCodeId?: number): void => {
    this.client?.signOut(reasonCodeId).catch(this.failed('signOut'));
  };

  static override styles = [shellStyles, skeletonStyles, desktopStyles];
}
