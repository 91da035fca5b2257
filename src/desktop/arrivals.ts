/**
 * What has come to the agent and waits for an answer: a ringing call, an offered task. Said once each to a screen reader,
 * and by a notification while the tab is hidden. Stands in the shell, so that it is said whatever gadget is shown or put
 * aside. A line stands in its region as long as its call rings: a failover in between leaves it, and so says nothing anew.
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
  unknown: 'unknown',
});

export interface Arrival {
  readonly id: string;
  readonly text: string;
}

function waitsForAnswer({ participants }: Dialog, address: string, state: 'ALERTING' | 'OFFERED'): boolean {
  return participants.some((one) => one.mediaAddress === address && one.state === state);
}

function callText({ fromAddress, mediaProperties: { queueName } }: Dialog): string {
  const who = fromAddress || texts.unknown;
  return queueName ? fill(texts.callOfQueue, { who, queue: queueName }) : fill(texts.call, { who });
}

/** In the view's order, calls first. A call that the agent's own telephone makes is none: it does not ring here. */
export function arrivalsOf({ agent, dialogs, media }: DesktopView): readonly Arrival[] {
  if (!agent) return [];
  const calls = dialogs.filter((dialog) => waitsForAnswer(dialog, agent.extension, 'ALERTING'));
  const tasks = media.tasks.filter((dialog) => waitsForAnswer(dialog, agent.loginId, 'OFFERED'));
  return [
    ...calls.map((dialog) => ({ id: dialog.id, text: callText(dialog) })),
    ...tasks.map(({ id, fromAddress }) => ({ id, text: fill(texts.task, { who: fromAddress || texts.unknown }) })),
  ];
}

@customElement('us-arrivals')
export class Arrivals extends LitElement {
  @property({ attribute: false }) view: DesktopView | undefined;

  override render(): TemplateResult {
    const waiting = this.view ? arrivalsOf(this.view) : [];
    return html`<div class="visually-hidden" role="status" aria-atomic="false" data-testid="arrivals">
      ${repeat(
        waiting,
        ({ id }) => id,
        ({ text }) => html`<p>${text}</p>`,
      )}
    </div>`;
  }

  static override styles = [shellStyles];
}
