/** The small words in a gadget's title bar: how alive it is, and where it has come from. Decides nothing. */
import { html, nothing, type TemplateResult } from 'lit';
import type { GadgetSource } from '../gadget/framed/remote-gadget.ts';
import type { GadgetStatus } from '../gadget/quarantine.ts';
import { gadgetTexts as texts, markTexts as marks } from './gadget-texts.ts';
import { fill } from './locale.ts';
import { clockText } from './words.ts';

/** `staleAt`: ms since 1970 by the node's clock, since when data may be out of date. */
export function lifeWords(status: GadgetStatus | undefined, staleAt: number | undefined): string {
  const { state = 'loading', slow } = status ?? {};
  switch (state) {
    case 'loading':
      return slow ? marks.loadingSlowly : marks.loading;
    case 'restoring':
      return slow ? marks.restoringSlowly : marks.restoring;
    case 'stale':
      return staleAt === undefined ? marks.stale : fill(marks.staleSince, { time: clockText(staleAt) });
    default:
      return marks[state];
  }
}

/** From the first host is what everybody expects: nothing is said of that. */
export function sourceMark(id: string, source: GadgetSource | undefined): TemplateResult | typeof nothing {
  if (!source || source.instead.length === 0) return nothing;
  const title = fill(texts.fromHostInstead, { host: source.host, instead: source.instead.join(', ') });
  return html`<span class="mark gap" title=${title} data-testid="source-${id}"
    >${fill(texts.fromHost, { host: source.host })}<span class="visually-hidden">. ${title}</span></span
  >`;
}

/** The head says "Loading" from the start; restoring takes no time, and is told when it does (`slow`). */
export function isWorthDrawing(now: GadgetStatus | undefined, before: GadgetStatus | undefined): boolean {
  const isLoading = now?.state === 'loading' || now?.state === 'restoring';
  const wasLoading = before === undefined || before.state === 'loading' || before.state === 'restoring';
  return !(isLoading && wasLoading) || now.slow !== before?.slow;
}
