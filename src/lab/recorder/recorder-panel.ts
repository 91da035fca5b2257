/**
 * The incident recorder's sheet: takes what the core heard, without personal data, keeps it as a file and reads one, and
 * replays it in this page with a scrubber. The desktop beside it goes on and knows nothing of it.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shellStyles } from '../../desktop/shell-styles.ts';
import type { Recording } from '../../worker/pure/recording.ts';
import { redactRecording } from '../../worker/pure/redact.ts';
import { parseRecording } from '../../worker/pure/replay.ts';
import { clockTime, seconds } from '../times.ts';
import { coreFrom, playRecording, type Replayed, type ReplayedStep } from './replayed.ts';
import { recorderStyles } from './styles.ts';
import { renderView } from './view-table.ts';
import { fill } from '../../desktop/locale.ts';
import { recorderPanelTexts as texts } from '../sheet-texts.ts';

/** Bytes: beyond this a file is no recording of ours, and the page would stand still over it. */
const largestFile = 64_000_000;

@customElement('us-lab-recorder')
export class RecorderPanel extends LitElement {
  @property({ attribute: false }) take: () => Promise<Recording> = () => Promise.reject(new Error('nothing to record'));
  /** How a file leaves the page; a test looks at it instead. */
  @property({ attribute: false }) download: (name: string, text: string) => void = saveFile;
  @state() private replayed: Replayed | undefined;
  @state() private at = 0;
  @state() private told = '';
  @state() private problem = '';

  override render(): TemplateResult {
    return html`
      <p class="quiet-text">${texts.lead}</p>
      <div class="controls">
        <button data-testid="record-take" @click=${() => void this.takeNow()}>${texts.takeRecording}</button>
        <label class="file"
          >${texts.openFile}
          <input type="file" accept="application/json,.json" data-testid="record-open" @change=${this.open}
        /></label>
        <button data-testid="record-save" aria-disabled=${this.replayed ? 'false' : 'true'} @click=${this.save}>
          ${texts.saveAsFile}
        </button>
      </div>
      <p role="status" data-testid="record-status">${this.told}</p>
      ${this.problem ? html`<p class="problem" role="alert" data-testid="record-problem">${this.problem}</p>` : nothing}
      ${this.replayed ? this.renderReplay(this.replayed) : nothing}
    `;
  }

  private renderReplay({ steps, equal, different }: Replayed): TemplateResult {
    const step = steps[this.at];
    if (!step) return html``;
    const began = steps[0]?.at ?? step.at;
    const go = (label: string, testId: string, to: () => number): TemplateResult =>
      html`<button class="small" data-testid=${testId} @click=${() => this.go(to())}>${label}</button>`;
    return html`
      <h3>${texts.replay}</h3>
      <p class="verdict ${different > 0 ? 'bad' : 'good'}" data-testid="replay-verdict">
        ${different > 0 ? fill(texts.different, { different, all: equal + different }) : fill(texts.equal, { equal })}
      </p>
      <input
        type="range"
        min="0"
        max=${steps.length - 1}
        .value=${String(this.at)}
        aria-label=${texts.step}
        aria-valuetext=${fill(texts.stepAndPhase, { at: this.at, phase: step.view.phase })}
        data-testid="replay-scrubber"
        @input=${(event: Event) => this.go(Number((event.currentTarget as HTMLInputElement).value))}
      />
      <div class="controls">
        ${go(texts.previousPhase, 'replay-previous-phase', () => this.phaseBefore(steps))}
        ${go(texts.back, 'replay-back', () => this.at - 1)} ${go(texts.forward, 'replay-forward', () => this.at + 1)}
        ${go(texts.nextPhase, 'replay-next-phase', () => this.phaseAfter(steps))}
      </div>
      <p class="tabular" data-testid="replay-step">
        ${fill(texts.stepAt, { at: this.at, last: steps.length - 1, time: clockTime(step.at), since: seconds(step.at - began) })}
        <b translate="no">${step.words}</b>
      </p>
      ${renderView(step, steps[this.at - 1])}
    `;
  }

  private go(to: number): void {
    this.at = Math.min(Math.max(0, to), (this.replayed?.steps.length ?? 1) - 1);
  }

  private phaseAfter(steps: readonly ReplayedStep[]): number {
    const now = steps[this.at]?.view.phase;
    const found = steps.findIndex(({ view }, index) => index > this.at && view.phase !== now);
    return found < 0 ? steps.length - 1 : found;
  }

  /** To where the present phase began; from there to where the one before it did. */
  private phaseBefore(steps: readonly ReplayedStep[]): number {
    const of = steps[this.at - 1]?.view.phase;
    return Math.max(0, steps.findLastIndex(({ view }, index) => index < this.at - 1 && view.phase !== of) + 1);
  }

  private async takeNow(): Promise<void> {
    await this.attempt(texts.notTaken, async () => {
      const { recording, pseudonyms, faithful } = redactRecording(await this.take(), coreFrom);
      this.show(recording);
      const steps = recording.inputs.length;
      this.told = fill(faithful < steps ? texts.takenUnfaithfully : texts.taken, {
        steps,
        pseudonyms,
        lost: steps - faithful,
      });
    });
  }

  private open(event: Event): void {
    const input = event.currentTarget as HTMLInputElement;
    const [file] = input.files ?? [];
    if (!file) return;
    void this.attempt(fill(texts.notOpened, { file: file.name }), async () => {
      if (file.size > largestFile) throw new Error('it is larger than any recording');
      let value: unknown;
      try {
        value = JSON.parse(await file.text());
      } catch {
        throw new Error('it is not JSON');
      }
      this.show(parseRecording(value));
      this.told = fill(texts.opened, { file: file.name, steps: this.replayed?.recording.inputs.length ?? 0 });
    }).then(() => (input.value = ''));
  }

  private show(recording: Recording): void {
    this.replayed = playRecording(recording);
    this.at = this.replayed.steps.length - 1;
  }

  private save(): void {
    const { recording } = this.replayed ?? {};
    if (!recording) return;
    // One that was opened may come from elsewhere and hold more than ours do.
    const safe = recording.redacted ? recording : redactRecording(recording, coreFrom).recording;
    const began = new Date(safe.inputs[0]?.at ?? 0).toISOString().slice(0, 19).replaceAll(':', '-');
    this.download(`understudy-incident-${began}.json`, JSON.stringify(safe));
  }

  private async attempt(what: string, deed: () => Promise<void>): Promise<void> {
    this.problem = '';
    this.told = '';
    try {
      await deed();
    } catch (error) {
      this.problem = fill(texts.failed, { what, why: error instanceof Error ? error.message : String(error) });
    }
  }

  static override styles = [shellStyles, recorderStyles];
}

function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: the download has not read it yet.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
