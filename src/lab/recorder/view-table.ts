/** One replayed step beside the scrubber: what the desktop showed then, and what of it was new. */
import { html, type TemplateResult } from 'lit';
import type { DesktopView } from '../../core/view.ts';
import { noticeText } from '../../desktop/messages.ts';
import type { ReplayedStep } from './replayed.ts';

const rows: readonly (readonly [
  title: string,
  slices: readonly (keyof DesktopView)[],
  read: (view: DesktopView) => string,
])[] = [
  ['Phase', ['phase'], ({ phase }) => phase],
  ['Epoch, node', ['epoch', 'node'], ({ epoch, node }) => `${epoch}, ${node ?? 'none'}`],
  ['Notifications', ['notifications'], ({ notifications }) => notifications],
  ['Publisher', ['nodes'], ({ nodes }) => nodes.publisher.status],
  ['Subscriber', ['nodes'], ({ nodes }) => nodes.subscriber.status],
  ['Agent', ['agent'], ({ agent }) => (agent ? `${agent.loginId}, ${agent.state}` : 'none')],
  [
    'Calls and tasks',
    ['dialogs'],
    ({ dialogs }) => dialogs.map(({ id, state }) => `${id} ${state}`).join(', ') || 'none',
  ],
  ['Pending', ['pending'], ({ pending }) => pending.map(({ command }) => command.type).join(', ') || 'nothing'],
  ['Banner', ['banner'], ({ banner }) => (banner ? noticeText(banner) : 'none')],
  ['Toasts', ['toasts'], ({ toasts }) => toasts.map((toast) => noticeText(toast)).join(' · ') || 'none'],
];

export function renderView(step: ReplayedStep, before: ReplayedStep | undefined): TemplateResult {
  const { view, hash, same, input } = step;
  const isNew = (slices: readonly (keyof DesktopView)[]): boolean =>
    before !== undefined && slices.some((slice) => before.view[slice] !== view[slice]);
  return html`<table data-testid="replay-view">
      <caption class="visually-hidden">
        What the desktop showed after this step
      </caption>
      <tbody>
        ${rows.map(
          ([title, slices, read]) =>
            html`<tr class=${isNew(slices) ? 'new' : ''}>
              <th scope="row">${title}</th>
              <td>${read(view)}${isNew(slices) ? html` <span class="tag">new</span>` : ''}</td>
            </tr>`,
        )}
        <tr>
          <th scope="row">Hash</th>
          <td data-testid="replay-hash">
            ${hash} ${same === 'same' ? '✓ as recorded' : same === 'different' ? '✕ not as recorded' : ''}
          </td>
        </tr>
      </tbody>
    </table>
    ${
      input
        ? html`<details>
            <summary>What came in</summary>
            <pre tabindex="0">${JSON.stringify(input, undefined, 1)}</pre>
          </details>`
        : ''
    }`;
}
