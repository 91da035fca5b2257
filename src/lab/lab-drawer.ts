/**
 * The failover lab's panel: its sheets, how the core fails over, and what was refused. Not modal: one works in the desktop
 * beside it. Knows of a sheet only its element.
 */
import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { MoveKind, DesktopProfile } from '../core/contract.ts';
import type { DesktopView } from '../core/view.ts';
import type { WorldView } from '../sim/contract.ts';
import type { Recording } from '../worker/pure/recording.ts';
import { icons } from '../desktop/icons.ts';
import { shellStyles } from '../desktop/shell-styles.ts';
import type { LabActionName, LabArguments } from './api.ts';
import { labStyles } from './lab-styles.ts';
import type { LiveLog, LogLine } from './live-log.ts';
import { renderTabs, type Sheet } from './tabs.ts';
import { emptyTimeline, type TimelineData } from './timeline/model.ts';
import './cluster-panel.ts';
import './cost/cost-panel.ts';
import './live-log.ts';
import './timeline/timeline.ts';
import { labDrawerTexts as texts } from './texts.ts';
import { catalogue, wordedList, fill } from '../desktop/locale.ts';

const profiles: Readonly<Record<DesktopProfile, string>> = catalogue('lab.profile', {
  swift: 'swift (ours)',
  '12.6': '12.6 (as documented)',
  '11.x': '11.x (as documented)',
});
const moves: Readonly<Record<MoveKind, string>> = catalogue('lab.move', {
  'in-place': 'in place',
  reload: 'by reload',
  redirect: 'by redirect',
});

const sheets: readonly Sheet[] = wordedList(
  'lab.sheet',
  'id',
  ['title'],
  [
    { id: 'cluster', title: 'Cluster' },
    { id: 'scenarios', title: 'Scenarios' },
    { id: 'timeline', title: 'Timeline' },
    { id: 'recorder', title: 'Recorder' },
    { id: 'cost', title: 'Cost' },
  ],
);
/** Brings core or simulation along: loaded when it is first wanted. */
const parts: Readonly<Record<string, () => Promise<unknown>>> = {
  scenarios: () => import('./scenarios/scenarios-panel.ts'),
  recorder: () => import('./recorder/recorder-panel.ts'),
};

@customElement('us-lab')
export class LabDrawer extends LitElement {
  @property({ attribute: false }) world: WorldView | undefined;
  /** False with real nodes, which have no switches here. */
  @property({ attribute: false }) mock = true;
  @property({ attribute: false }) view: DesktopView | undefined;
  @property({ attribute: false }) lines: readonly LogLine[] = [];
  @property({ attribute: false }) act: (action: LabActionName, args: LabArguments) => Promise<void> = () =>
    Promise.resolve();
  @property({ attribute: false }) configure: (settings: {
    profile?: DesktopProfile;
    move?: MoveKind;
  }) => Promise<void> = () => Promise.resolve();
  @property({ attribute: false }) close: () => void = () => undefined;
  @property({ attribute: false }) timeline: TimelineData = emptyTimeline;
  /** Virtual ms. */
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) virtualNow: () => number = () => 0;
  /** What the address asks for. */
  @property({ attribute: false }) scenario: string | undefined;
  @property({ attribute: false }) clearTimeline: () => void = () => undefined;
  @property({ attribute: false }) takeRecording: () => Promise<Recording> = () =>
    Promise.reject(new Error('there is no core'));
  @state() private sheet = 'cluster';
  @state() private size: 'beside' | 'wide' = 'beside';
  @state() private problem = '';

  override render(): TemplateResult {
    return html`<aside class=${this.size} aria-labelledby="title" data-testid="lab" @keydown=${this.onKey}>
      <div class="head">
        <h2 id="title" tabindex="-1">${texts.failoverLab}</h2>
        <button
          class="quiet"
          aria-pressed=${this.size === 'wide' ? 'true' : 'false'}
          data-testid="lab-wide"
          @click=${this.resize}
        >
          ${texts.wide}
        </button>
        <button class="quiet icon-only" aria-label=${texts.close} data-testid="close-lab" @click=${() => this.close()}>
          ${icons.close}
        </button>
      </div>
      ${renderTabs(sheets, this.sheet, (id) => this.open(id))}
      <p class="problem" role="status" data-testid="lab-problem">${this.problem}</p>
      <div id="sheet" class="sheet" role="tabpanel" aria-labelledby="tab-${this.sheet}">${this.renderSheet()}</div>
    </aside>`;
  }

  private renderSheet(): TemplateResult {
    switch (this.sheet) {
      case 'timeline':
        return html`<us-timeline .data=${this.timeline} .now=${this.now} .clear=${this.clearTimeline}></us-timeline>`;
      case 'scenarios':
        return html`<us-lab-scenarios
          .act=${this.mock ? this.act : undefined}
          .view=${() => this.view}
          .now=${this.virtualNow}
          .wanted=${this.scenario}
        ></us-lab-scenarios>`;
      case 'cost':
        return html`<us-lab-cost></us-lab-cost>`;
      case 'recorder':
        return html`<us-lab-recorder .take=${this.takeRecording}></us-lab-recorder>`;
      default:
        return this.renderCluster();
    }
  }

  /** Opens a sheet by its name. */
  open(id: string): void {
    this.sheet = id;
    parts[id]?.().catch((error: unknown) => {
      this.problem = fill(texts.notLoaded, { why: String(error) });
    });
  }

  private renderCluster(): TemplateResult {
    return html`
      ${
        this.mock
          ? html`<us-lab-cluster .world=${this.world} .view=${this.view} .run=${this.run}></us-lab-cluster>`
          : ''
      }
      ${this.renderSettings()}
      <h3>${texts.liveLog}</h3>
      <us-live-log .lines=${this.lines}></us-live-log>
    `;
  }

  private renderSettings(): TemplateResult {
    const option = ([value, words]: [string, string], chosen: string | undefined): TemplateResult =>
      html`<option value=${value} ?selected=${value === chosen}>${words}</option>`;
    return html`<div class="settings">
      <label
        >${texts.failoverProfile}
        <select
          data-testid="lab-profile"
          @change=${(event: Event) => void this.setting({ profile: chosenIn(event) as DesktopProfile })}
        >
          ${Object.entries(profiles).map((entry) => option(entry, this.view?.profile))}
        </select></label
      >
      <label
        >${texts.move}
        <select
          data-testid="lab-move"
          @change=${(event: Event) => void this.setting({ move: chosenIn(event) as MoveKind })}
        >
          ${Object.entries(moves).map((entry) => option(entry, this.view?.move))}
        </select></label
      >
    </div>`;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.close();
  }

  private resize(): void {
    this.size = this.size === 'wide' ? 'beside' : 'wide';
    document.documentElement.dataset.labSize = this.size;
  }

  private readonly run = (action: LabActionName, args: LabArguments): void => {
    void this.attempt(action, () => this.act(action, args));
  };

  private async setting(settings: { profile?: DesktopProfile; move?: MoveKind }): Promise<void> {
    await this.attempt(texts.setting, () => this.configure(settings));
  }

  private async attempt(what: string, deed: () => Promise<void>): Promise<void> {
    this.problem = '';
    try {
      await deed();
    } catch (error) {
      this.problem = fill(texts.refused, { what, why: error instanceof Error ? error.message : String(error) });
    }
  }

  /** After the drawer was hidden. */
  shown(): void {
    this.renderRoot.querySelector<LiveLog>('us-live-log')?.keepUp();
  }

  /** For whoever opened it by hand: the keyboard goes on in here. */
  focusTitle(): void {
    this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  static override styles = [shellStyles, labStyles];
}

function chosenIn(event: Event): string {
  return (event.currentTarget as HTMLSelectElement).value;
}
