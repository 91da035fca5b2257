/**
 * What has come to the agent and waits for an answer: a ringing call, an offered task. Said once each to a screen reader,
 * and by a notification while the tab is hidden. Stands in the shell, so that it is said whatever gadget is shown or put
 * aside. A line stands in its region as long as its call rings: a failover in between leaves it, and so says nothing anew.
 * The window's title says it too, for an agent who has another window before this one; it changes once and does not flash.
 * Reads the view; decides and answers nothing.
 */
import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DesktopView } from '../core/view.ts';
import type { Dialog } from '../wire/dialog.ts';
import { catalogue, fill } from './locale.ts';
import { shellStyles } from './shell-styles.ts';

const texts = catalogue('arrival', {
  call: 'A call from {who} is ringing.',
  callOfQueue: 'A call from {who} is ringing ({queue}).',
  task: 'A task of {who} is offered to you.',
  callTitle: 'Ringing: {who} · {title}',
  taskTitle: 'Task offered: {who} · {title}',
  unknown: 'unknown',
});

export interface Arrival {
  readonly id: string;
  readonly text: string;
  /** What the window's title says in place of the one it is given. */
  readonly titled: (title: string) => string;
}

function waitsForAnswer({ participants }: Dialog, address: string, state: 'ALERTING' | 'OFFERED'): boolean {
  return participants.some((one) => one.mediaAddress === address && one.state === state);
}

function callArrival({ id, fromAddress, mediaProperties: { queueName } }: Dialog): Arrival {
  const who = fromAddress || texts.unknown;
  return {
    id,
    text: queueName ? fill(texts.callOfQueue, { who, queue: queueName }) : fill(texts.call, { who }),
    titled: (title) => fill(texts.callTitle, { who, title }),
  };
}

function taskArrival({ id, fromAddress }: Dialog): Arrival {
  const who = fromAddress || texts.unknown;
  return { id, text: fill(texts.task, { who }), titled: (title) => fill(texts.taskTitle, { who, title }) };
}

/** In the view's order, calls first. A call that the agent's own telephone makes is none: it does not ring here. */
export function arrivalsOf({ agent, dialogs, media }: DesktopView): readonly Arrival[] {
  if (!agent) return [];
  const calls = dialogs.filter((dialog) => waitsForAnswer(dialog, agent.extension, 'ALERTING'));
  const tasks = media.tasks.filter((dialog) => waitsForAnswer(dialog, agent.loginId, 'OFFERED'));
  return [...calls.map(callArrival), ...tasks.map(taskArrival)];
}

@customElement('us-arrivals')
export class Arrivals extends LitElement {
  @property({ attribute: false }) view: DesktopView | undefined;
  /** The title when nothing waits. */
  private ownTitle = document.title;
  private waiting: readonly Arrival[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.ownTitle = document.title;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.showTitle(this.ownTitle);
  }

  private showTitle(title: string): void {
    if (document.title !== title) document.title = title;
  }

  protected override willUpdate(): void {
    this.waiting = this.view ? arrivalsOf(this.view) : [];
    this.showTitle(this.waiting[0]?.titled(this.ownTitle) ?? this.ownTitle);
  }

  override render(): TemplateResult {
    return html`<div class="visually-hidden" role="status" aria-atomic="false" data-testid="arrivals">
      ${repeat(
        this.waiting,
        ({ id }) => id,
        ({ text }) => html`<p>${text}</p>`,
      )}
    </div>`;
  }

  static override styles = [shellStyles];
}
