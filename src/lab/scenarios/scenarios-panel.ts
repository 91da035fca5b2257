/**
 * The sheet of scenarios: the desktop's own stories, told live on the cluster beside it, and the requirement scenarios,
 * each played in a cluster of its own. Chosen, run, stepped, sped up, shared by a link.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DesktopView } from '../../core/view.ts';
import { shellStyles } from '../../desktop/shell-styles.ts';
import type { LabActionName, LabArguments } from '../api.ts';
import { linkTo } from './link.ts';
import { playScenario, type PlayedLine, type ScenarioPlayer } from './player.ts';
import { renderLines } from './play-view.ts';
import { stepText, stories, storyTitle, type Story } from './stories.ts';
import { carryOut } from './story-runner.ts';
import { scenarioStyles } from './styles.ts';
import { scenarioTexts } from './texts.ts';
import '../topology/topology.ts';
import { scenariosPanelTexts as texts } from '../sheet-texts.ts';
import { catalogue, fill, said, plural } from '../../desktop/locale.ts';

type Chosen =
  | { readonly kind: 'scenario'; readonly id: string; readonly player: ScenarioPlayer }
  | { readonly kind: 'story'; readonly id: string; readonly story: Story; readonly lines: readonly PlayedLine[] };

const speeds = catalogue('lab.speed', {
  '1': 'as it happens',
  '10': '10 times',
  '100': '100 times',
  all: 'at once',
});
type Speed = keyof typeof speeds;
/** Real ms between two lines: as long as the line's virtual time says, but nobody watches a pause of minutes. */
const shortestPause = 60;
const longestPause = 4000;

@customElement('us-lab-scenarios')
export class ScenariosPanel extends LitElement {
  /** By name, as the build put them in; a test brings its own. */
  @property({ attribute: false }) texts: Readonly<Record<string, string>> = scenarioTexts;
  /** Absent with real nodes: then no story can be told live. */
  @property({ attribute: false }) act: ((action: LabActionName, args: LabArguments) => Promise<void>) | undefined;
  @property({ attribute: false }) view: () => DesktopView | undefined = () => undefined;
  @property({ attribute: false }) now: () => number = () => 0;
  /** What the address asks for. */
  @property({ attribute: false }) wanted: string | undefined;
  @state() private chosen: Chosen | undefined;
  @state() private running: AbortController | undefined;
  @state() private speed: Speed = '10';
  @state() private filter = '';
  @state() private told = '';

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('wanted') && this.wanted !== undefined) this.choose(this.wanted);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pause();
  }

  override render(): TemplateResult {
    const wanted = this.filter.toLowerCase();
    const fits = (id: string, title: string): boolean => `${id} ${title}`.toLowerCase().includes(wanted);
    const live = this.act ? stories.filter((story) => fits(story.id, storyTitle(story))) : [];
    const played = Object.entries(this.texts).filter(([id, text]) => fits(id, titleOf(text)));
    return html`
      <p role="status" data-testid="scenario-status">${this.told}</p>
      ${this.chosen ? this.renderChosen(this.chosen) : nothing}
      <label
        >${texts.find} <input type="search" data-testid="scenario-find" .value=${this.filter} @input=${this.find}
      /></label>
      ${live.length > 0 ? html`<h3>${texts.live}</h3>` : nothing}
      <ul>
        ${live.map((story) => this.renderItem(story.id, `${story.ids.join(', ')}: ${storyTitle(story)}`))}
      </ul>
      ${played.length > 0 ? html`<h3>${texts.requirements}</h3>` : nothing}
      <ul>
        ${played.map(([id, text]) => this.renderItem(id, titleOf(text), 'no'))}
      </ul>
    `;
  }

  /** Scenarios are files: their text stands as written in every language. */
  private renderItem(id: string, title: string, translate: 'yes' | 'no' = 'yes'): TemplateResult {
    return html`<li>
      <button
        class="item"
        translate=${translate}
        aria-pressed=${this.chosen?.id === id ? 'true' : 'false'}
        data-testid="scenario-${id}"
        @click=${() => this.choose(id)}
      >
        ${title}
      </button>
    </li>`;
  }

  private renderChosen(chosen: Chosen): TemplateResult {
    const lines = linesOf(chosen);
    const title =
      chosen.kind === 'story'
        ? storyTitle(chosen.story)
        : `${chosen.player.scenario.ids.join(', ')}: ${chosen.player.scenario.title}`;
    const over = lines.every(({ outcome }) => outcome !== 'waiting');
    return html`<section aria-labelledby="chosen" data-testid="scenario-chosen">
      <h3 id="chosen" translate=${chosen.kind === 'story' ? 'yes' : 'no'}>${title}</h3>
      <div class="controls">
        ${
          this.running
            ? html`<button data-testid="scenario-pause" @click=${() => this.pause()}>${texts.pause}</button>`
            : html`<button
                data-testid="scenario-run"
                aria-disabled=${over ? 'true' : 'false'}
                @click=${() => void this.run()}
              >
                ${texts.run}
              </button>`
        }
        <button
          data-testid="scenario-step"
          aria-disabled=${over || this.running ? 'true' : 'false'}
          @click=${() => void this.run('one')}
        >
          ${texts.step}
        </button>
        <button data-testid="scenario-again" @click=${() => this.choose(chosen.id)}>${texts.fromBeginning}</button>
        ${
          chosen.kind === 'scenario'
            ? html`<label
                >${texts.speed}
                <select data-testid="scenario-speed" @change=${this.setSpeed}>
                  ${Object.entries(speeds).map(
                    ([value, words]) =>
                      html`<option value=${value} ?selected=${value === this.speed}>${words}</option>`,
                  )}
                </select></label
              >`
            : nothing
        }
        <button class="quiet" data-testid="scenario-link" @click=${() => void this.share(chosen.id)}>
          ${texts.copyLink}
        </button>
      </div>
      ${renderLines(lines, chosen.kind === 'story' ? 'yes' : 'no')}
      ${
        chosen.kind === 'scenario'
          ? html`<us-topology .world=${chosen.player.world}></us-topology>
              <div class="log" role="region" aria-label=${texts.said} tabindex="0" data-testid="scenario-log">
                <pre translate="no">${chosen.player.log.join('\n')}</pre>
              </div>`
          : nothing
      }
    </section>`;
  }

  private choose(id: string): void {
    this.pause();
    this.told = '';
    const story = this.act && stories.find((each) => each.id === id);
    const text = Object.hasOwn(this.texts, id) ? this.texts[id] : undefined;
    if (story) {
      const lines = story.steps.map(
        (step, index) => ({ number: index + 1, text: stepText(step), outcome: 'waiting' }) as const,
      );
      this.chosen = { kind: 'story', id, story, lines };
    } else if (text !== undefined) {
      this.chosen = { kind: 'scenario', id, player: playScenario(text) };
    } else {
      this.told = fill(texts.notHere, { id });
    }
  }

  private pause(): void {
    this.running?.abort();
    this.running = undefined;
  }

  private async run(how: 'all' | 'one' = 'all'): Promise<void> {
    if (this.running) return;
    const running = new AbortController();
    this.running = running;
    // Asked anew each time: whoever pauses does so while this waits.
    const isPaused = (): boolean => running.signal.aborted;
    try {
      for (;;) {
        const took = await this.next(running.signal);
        this.requestUpdate();
        if (took === undefined || how === 'one' || isPaused()) break;
        await pauseFor(took, this.speed);
        if (isPaused()) break;
      }
    } catch (error) {
      if (!isPaused()) this.told = error instanceof Error ? error.message : String(error);
    }
    if (!isPaused()) this.running = undefined;
    this.tellEnd();
  }

  /** Virtual ms that the line took; `undefined` when there is no other. */
  private async next(signal: AbortSignal): Promise<number | undefined> {
    const { chosen } = this;
    if (chosen?.kind === 'scenario') return chosen.player.finished ? undefined : chosen.player.step();
    const at = chosen?.lines.findIndex(({ outcome }) => outcome === 'waiting') ?? -1;
    const step = chosen?.story.steps[at];
    if (!chosen || !step || !this.act) return undefined;
    const end = (change: Pick<PlayedLine, 'outcome' | 'why'>): void => {
      if (this.chosen === chosen)
        this.chosen = {
          ...chosen,
          lines: chosen.lines.map((line, index) => (index === at ? { ...line, ...change } : line)),
        };
    };
    try {
      await carryOut(step, { act: this.act, view: this.view, now: this.now }, signal);
    } catch (error) {
      if (!signal.aborted) end({ outcome: 'failed', why: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
    end({ outcome: step.kind === 'until' ? 'held' : 'done' });
    return 0;
  }

  private tellEnd(): void {
    if (!this.chosen) return;
    const lines = linesOf(this.chosen);
    const failed = lines.filter(({ outcome }) => outcome === 'failed').length;
    const held = lines.filter(({ outcome }) => outcome === 'held').length;
    if (failed > 0) this.told = linesFailed(failed);
    else if (lines.every(({ outcome }) => outcome !== 'waiting')) this.told = fill(texts.over, { held });
  }

  private async share(id: string): Promise<void> {
    const link = linkTo(id, location.href);
    try {
      await navigator.clipboard.writeText(link);
      this.told = fill(texts.copied, { link });
    } catch {
      // Not everywhere allowed: then the link is there to be copied by hand.
      this.told = link;
    }
  }

  private find(event: Event): void {
    this.filter = (event.currentTarget as HTMLInputElement).value;
  }

  private setSpeed(event: Event): void {
    this.speed = (event.currentTarget as HTMLSelectElement).value as Speed;
  }

  static override styles = [shellStyles, scenarioStyles];
}

const linesFailed = said(
  'lab.lines-failed',
  (count: number) => `✕ ${count} ${plural(count, { one: 'line does', other: 'lines do' })} not hold.`,
);
const titleOf = (text: string): string => text.split('\n', 1)[0] ?? '';
const linesOf = (chosen: Chosen): readonly PlayedLine[] =>
  chosen.kind === 'story' ? chosen.lines : chosen.player.lines;

async function pauseFor(virtualMs: number, speed: Speed): Promise<void> {
  const ms = speed === 'all' ? 0 : Math.min(longestPause, Math.max(shortestPause, virtualMs / Number(speed)));
  await new Promise((resolve) => setTimeout(resolve, ms));
}
