/** One replayed step beside the scrubber: what the desktop showed then, and what of it was new. */
import { html, type TemplateResult } from 'lit';
import type { DesktopView } from '../../core/view.ts';
import { noticeText } from '../../desktop/messages.ts';
import type { ReplayedStep } from './replayed.ts';
import { viewTableTexts as texts } from '../sheet-texts.ts';

const rows: readonly (readonly [
  title: Exclude<keyof typeof texts, 'shown'>,
  slices: readonly (keyof DesktopView)[],
  read: (view: DesktopView) => string,
])[] = [
  ['phase', ['phase'], ({ phase }) => phase],
  ['epoch', ['epoch', 'node'], ({ epoch, node }) => `${epoch}, ${node ?? texts.none}`],
  ['notifications', ['notifications'], ({ notifications }) => notifications],
  ['publisher', ['nodes'], ({ nodes }) => nodes.publisher.status],
  ['subscriber', ['nodes'], ({ nodes }) => nodes.subscriber.status],
  ['agent', ['agent'], ({ agent }) => (agent ? `${agent.loginId}, ${agent.state}` : texts.none)],
  ['dialogs', ['dialogs'], ({ dialogs }) => dialogs.map(({ id, state }) => `${id} ${state}`).join(', ') || texts.none],
  ['pending', ['pending'], ({ pending }) => pending.map(({ command }) => command.type).join(', ') || texts.nothing],
  ['banner', ['banner'], ({ banner }) => (banner ? noticeText(banner) : texts.none)],
  ['toasts', ['toasts'], ({ toasts }) => toasts.map((toast) => noticeText(toast)).join(' · ') || texts.none],
];

export function renderView(step: ReplayedStep, before: ReplayedStep | undefined): TemplateResult {
  const { view, hash, same, input } = step;
  const isNew = (slices: readonly (keyof DesktopView)[]): boolean =>
    before !== undefined && slices.some((slice) => before.view[slice] !== view[slice]);
  return html`<table data-testid="replay-view">
      <caption class="visually-hidden">
        ${texts.shown}
      </caption>
      <tbody>
        ${rows.map(
          ([title, slices, read]) =>
            html`<tr class=${isNew(slices) ? 'new' : ''}>
              <th scope="row">${texts[title]}</th>
              <td>${read(view)}${isNew(slices) ? html` <span class="tag">${texts.isNew}</span>` : ''}</td>
            </tr>`,
        )}
        <tr>
          <th scope="row">${texts.hash}</th>
          <td data-testid="replay-hash">
            ${hash} ${same === 'same' ? texts.asRecorded : same === 'different' ? texts.notAsRecorded : ''}
          </td>
        </tr>
      </tbody>
    </table>
    ${
      input
        ? html`<details>
            <summary>${texts.input}</summary>
            <pre tabindex="0">${JSON.stringify(input, undefined, 1)}</pre>
          </details>`
        : ''
    }`;
}
