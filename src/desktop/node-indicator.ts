/**
 * Which node the agent is on, and what is known of both. Shows only what a probe or an event has shown, with its time;
 * a node that nobody has looked at is "not known". The details open on demand.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DesktopView, NodeKnowledge } from '../core/view.ts';
import { nodeNames, type NodeName } from '../wire/names.ts';
import { Disclosure } from './disclosure.ts';
import { icons } from './icons.ts';
import { moveWords, redirectWords, reloadWords } from './messages-moving.ts';
import { shellStyles } from './shell-styles.ts';
import { alternateWarning, unreachableHelp } from './alternate-words.ts';
import { clockText, nodeTitles } from './words.ts';
import { fill, catalogue } from './locale.ts';
import { nodeIndicatorTexts as texts } from './screen-texts.ts';

const statusWords: Readonly<Record<NodeKnowledge['status'], string>> = catalogue('node.status', {
  unknown: 'not known',
  'in-service': 'in service',
  'out-of-service': 'out of service',
  unreachable: 'not reachable',
});

const heartbeatWords: Readonly<Record<NodeKnowledge['heartbeat'], string>> = catalogue('node.heartbeat', {
  unknown: '',
  success: 'CTI heartbeat good',
  failure: 'CTI heartbeat failed',
});

@customElement('us-node-indicator')
export class NodeIndicator extends LitElement {
  @property({ attribute: false }) view: DesktopView | undefined;
  readonly #details = new Disclosure(this, { button: () => this.renderRoot.querySelector('button') });

  override render(): TemplateResult {
    const view = this.view;
    if (!view) return html``;
    const here = view.node;
    const warning = alternateWarning(view);
    return html`
      <div class="wrap" @keydown=${this.#details.onKey}>
        <button
          class="quiet"
          data-testid="node-indicator"
          aria-expanded=${this.#details.open ? 'true' : 'false'}
          aria-controls="details"
          @click=${this.#details.toggle}
        >
          <span class="visually-hidden">${texts.node} </span>
          ${nodeNames.map(
            (name) =>
              html`<span
                class="mark ${view.nodes[name].status} ${name === here ? 'here' : ''}"
                aria-hidden="true"
              ></span>`,
          )}
          <span class="name">${here ? nodeTitles[here] : texts.none}</span>
          ${
            warning === ''
              ? nothing
              : html`<span class="warning" title=${warning} data-testid="alternate-warning"
                  >${icons.warning}<span class="visually-hidden">${warning}</span></span
                >`
          }
          ${icons.chevron}
        </button>
        <div id="details" class="details" ?hidden=${!this.#details.open}>
          <dl>
            ${nodeNames.map((name) => this.renderNode(name, view))}
            <dt>${texts.epoch}</dt>
            <dd>${view.epoch} <span class="quiet-text">${texts.epochMeaning}</span></dd>
            <dt>${texts.failover}</dt>
            <dd>${fill(texts.profileAndMove, { profile: view.profile, move: moveWords[view.move] })}</dd>
            <dt>${texts.waysMove}</dt>
            <dd data-testid="ways-to-move">
              ${texts.inPlace}<br />${fill(texts.reload, { how: reloadWords[view.ways.reload] })}<br />${fill(texts.redirect, { how: redirectWords(view.ways.redirect) })}${this.renderTrustLink(view)}
            </dd>
            ${
              view.lastMove
                ? html`<dt>${texts.lastMove}</dt>
                    <dd>
                      ${nodeTitles[view.lastMove.from]} → ${nodeTitles[view.lastMove.to]},
                      ${((view.lastMove.endedAt - view.lastMove.startedAt) / 1000).toFixed(1)} s
                    </dd>`
                : nothing
            }
          </dl>
        </div>
      </div>
    `;
  }

  /** GL-4: a page cannot tell an unreachable node from one that is not trusted; opening it in a tab can. */
  private renderTrustLink({ ways: { redirect } }: DesktopView): TemplateResult | typeof nothing {
    if (redirect.kind !== 'unreachable' || !/^https?:\/\//.test(redirect.address)) return nothing;
    return html` <a href=${redirect.address} target="_blank" rel="noreferrer">${texts.openToSee}</a>`;
  }

  private renderNode(name: NodeName, view: DesktopView): TemplateResult {
    const known = view.nodes[name];
    const facts = [
      statusWords[known.status],
      known.status === 'unreachable' ? '' : heartbeatWords[known.heartbeat],
      known.roundTripMs === undefined || known.status === 'unreachable'
        ? ''
        : fill(texts.answersIn, { ms: known.roundTripMs }),
      known.seenAt === undefined ? '' : fill(texts.seen, { time: clockText(known.seenAt + view.clockOffset) }),
    ].filter((fact) => fact !== '');
    return html`<dt>
        <span class="mark ${known.status} ${name === view.node ? 'here' : ''}" aria-hidden="true"></span
        >${nodeTitles[name]}${name === view.node ? html` <span class="here-word">${texts.here}</span>` : nothing}
      </dt>
      <dd>${facts.join(', ')}<span class="host quiet-text">${known.host}</span>${this.renderHelp(name, view)}</dd>`;
  }

  /** What a person can do about an alternate that a page cannot reach: the page cannot see why. */
  private renderHelp(name: NodeName, view: DesktopView): TemplateResult | typeof nothing {
    const { status, link } = view.nodes[name];
    if (name === view.node || status !== 'unreachable') return nothing;
    return html`<span class="help" data-testid="alternate-help"
      >${unreachableHelp()}
      ${
        link === undefined
          ? nothing
          : html`<a href=${link} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer"
              >${fill(texts.openInTab, { name: nodeTitles[name] })}</a
            >`
      }</span
    >`;
  }

  static override styles = [
    shellStyles,
    css`
      .wrap {
        position: relative;
      }
      .name {
        font-weight: var(--us-weight-strong);
      }
      .mark {
        display: inline-block;
        flex: none;
        inline-size: 0.6rem;
        block-size: 0.6rem;
        border: 2px solid var(--us-text-quiet);
        border-radius: 50%;
      }
      button .mark + .mark {
        margin-inline-start: -0.25rem;
      }
      .mark.in-service {
        border-color: var(--us-positive);
      }
      .mark.in-service.here {
        background: var(--us-positive);
      }
      .mark.out-of-service {
        border-color: var(--us-warning);
        border-radius: 1px;
      }
      .mark.unreachable {
        border-color: var(--us-danger);
        border-radius: 1px;
        background: var(--us-danger);
      }
      /* Beside the agent's name at 360 px too, with the warning. */
      @media (max-width: 24rem) {
        button {
          padding-inline: var(--us-space-1);
        }
      }
      @media (forced-colors: active) {
        .mark.in-service.here,
        .mark.unreachable {
          background: CanvasText;
        }
      }
      .details {
        position: absolute;
        inset-block-start: calc(100% + var(--us-space-1));
        inset-inline-end: 0;
        z-index: 20;
        inline-size: min(22rem, calc(100vw - 2 * var(--us-space-3)));
        padding: var(--us-space-4);
        background: var(--us-surface-raised);
        border: 1px solid var(--us-border);
        border-radius: var(--us-radius);
        box-shadow: var(--us-shadow-raised);
      }
      dl {
        margin: 0;
        display: grid;
        gap: var(--us-space-1);
        font-size: var(--us-font-small);
      }
      dt {
        display: flex;
        align-items: center;
        gap: var(--us-space-2);
        font-weight: var(--us-weight-strong);
      }
      dd {
        margin: 0 0 var(--us-space-2);
      }
      dd:last-child {
        margin: 0;
      }
      .warning {
        display: inline-flex;
        color: var(--us-warning);
      }
      .help {
        display: block;
        margin-block-start: var(--us-space-1);
        color: var(--us-text);
      }
      .help a {
        color: var(--us-accent);
      }
      .host {
        display: block;
        overflow-wrap: anywhere;
      }
      .here-word {
        padding: 0 var(--us-space-2);
        border-radius: var(--us-radius-pill);
        background: var(--us-accent-soft);
        color: var(--us-accent);
        font-size: var(--us-font-tiny);
      }
      @media (max-width: 40rem) {
        .details {
          position: fixed;
          inset-inline: var(--us-space-3);
          inset-block-start: auto;
          inline-size: auto;
        }
      }
    `,
  ];
}
