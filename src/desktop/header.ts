/**
 * The header: who and where the agent is, the state menu, and the few switches of the shell. Its columns come from the
 * layout, with their widths where there is room for them; components it does not know are left out.
 */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AgentCommand } from '../core/contract.ts';
import type { DesktopView } from '../core/view.ts';
import type { HeaderColumn } from '../wire/layout.ts';
import { icons, logo } from './icons.ts';
import { OwnSheet } from './own-sheet.ts';
import { shellStyles } from './shell-styles.ts';
import type { ToolPage } from './tool-page.ts';
import { chooseTheme, currentTheme, nextTheme, type Theme } from './theme.ts';
import './node-indicator.ts';
import './state-menu.ts';
import type { ToolAction } from './tools-menu.ts';
import './tools-menu.ts';
import { headerTexts as texts } from './screen-texts.ts';
import { catalogue, fill } from './locale.ts';

const themeWords: Readonly<Record<Theme, string>> = catalogue('theme', {
  system: 'as the system',
  light: 'light',
  dark: 'dark',
});

@customElement('us-header')
export class Header extends LitElement {
  @property({ attribute: false }) view: DesktopView | undefined;
  @property({ attribute: false }) columns: readonly HeaderColumn[] = [];
  @property({ attribute: false }) override title = 'Understudy';
  /** Ms by the node's clock. */
  @property({ attribute: false }) now: () => number = () => 0;
  @property({ attribute: false }) command: (command: AgentCommand) => void = () => undefined;
  @property({ attribute: false }) signOut: (reasonCodeId?: number) => void = () => undefined;
  @property({ attribute: false }) openLab: (() => void) | undefined;
  @property({ attribute: false }) pages: readonly ToolPage[] = [];
  @property({ attribute: false }) actions: readonly ToolAction[] = [];
  /** A newer build waits. */
  @property({ type: Boolean }) updateOffered = false;
  @property({ attribute: false }) acceptUpdate: () => void = () => undefined;
  readonly #widths = new OwnSheet(this);
  @state() private theme: Theme = currentTheme();

  override render(): TemplateResult {
    // A layout without a header still gets a usable one.
    const columns = this.columns.length > 0 ? this.columns : usualColumns;
    this.#widths.show(widthRules(columns));
    const side = (wanted: HeaderColumn['side']): TemplateResult[] =>
      columns.flatMap((column, at) =>
        column.side === wanted
          ? [
              html`<div class="column" data-column=${at}>
                ${column.components.map(({ url }) => this.renderComponent(url.replace(/^.*\//, '')))}
              </div>`,
            ]
          : [],
      );
    return html`<header>
      <div class="side">${side('left')}</div>
      <div class="side right">
        ${side('right')}
        <us-node-indicator .view=${this.view}></us-node-indicator>
        <div class="switches">
          ${this.renderUpdate()}
          <us-tools-menu .pages=${this.pages} .actions=${this.actions}></us-tools-menu>
          ${this.renderLab()} ${this.renderTheme()}
        </div>
      </div>
    </header>`;
  }

  private renderComponent(name: string): TemplateResult | typeof nothing {
    const agent = this.view?.agent;
    switch (name) {
      case 'logo':
        return html`<div class="brand">${logo}<span>${this.title}</span></div>`;
      case 'agent-state':
        return html`<us-state-menu
          .view=${this.view}
          .now=${this.now}
          .command=${this.command}
          .signOut=${this.signOut}
        ></us-state-menu>`;
      case 'identity': {
        if (!agent) return nothing;
        const details = [
          agent.extension && fill(texts.extension, { extension: agent.extension }),
          agent.teamName,
        ].filter((part) => part !== '');
        return html`<div class="identity">
          <span class="name" data-testid="agent-name">${agent.firstName} ${agent.lastName}</span>
          <span class="details">${details.join(' · ')}</span>
        </div>`;
      }
      default:
        return nothing;
    }
  }

  private renderUpdate(): TemplateResult | typeof nothing {
    if (!this.updateOffered) return nothing;
    const possible = this.view?.phase === 'connected' || this.view?.phase === 'signed-out';
    return html`<button
      class="primary"
      data-testid="accept-update"
      aria-disabled=${possible ? 'false' : 'true'}
      title=${possible ? texts.loadsNewVersion : texts.notWhileRestoring}
      @click=${() => {
        if (possible) this.acceptUpdate();
      }}
    >
      ${icons.restart} ${texts.newVersion}
    </button>`;
  }

  private renderLab(): TemplateResult | typeof nothing {
    const openLab = this.openLab;
    if (!openLab) return nothing;
    return html`<button class="quiet" data-testid="open-lab" title=${texts.failoverLab} @click=${() => openLab()}>
      ${icons.lab}<span class="wide-only">${texts.lab}</span
      ><span class="visually-hidden narrow-name">${texts.lab}</span>
    </button>`;
  }

  private renderTheme(): TemplateResult {
    const words = fill(texts.theme, { theme: themeWords[this.theme] });
    return html`<button class="quiet icon-only" aria-label=${words} title=${words} @click=${this.changeTheme}>
      ${icons[this.theme]}
    </button>`;
  }

  private changeTheme(): void {
    this.theme = nextTheme(this.theme);
    chooseTheme(this.theme);
  }

  static override styles = [
    shellStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--us-space-2) var(--us-space-4);
        padding: var(--us-space-3) var(--us-space-4);
        background: var(--us-surface);
        border-block-end: 1px solid var(--us-border);
      }
      .side {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--us-space-2) var(--us-space-4);
      }
      .column {
        display: contents;
        align-items: center;
        gap: var(--us-space-2) var(--us-space-4);
      }
      .side.right {
        flex: 1;
        justify-content: end;
      }
      .brand {
        display: flex;
        align-items: center;
        gap: var(--us-space-2);
        font-weight: var(--us-weight-strong);
        font-size: var(--us-font-large);
        letter-spacing: -0.01em;
      }
      .identity {
        display: grid;
        line-height: 1.25;
        padding-inline-start: var(--us-space-4);
        border-inline-start: 1px solid var(--us-border);
      }
      .identity .name {
        font-weight: var(--us-weight-strong);
      }
      .identity .details {
        color: var(--us-text-quiet);
        font-size: var(--us-font-small);
      }
      .switches {
        display: flex;
        align-items: center;
        gap: var(--us-space-1);
      }
      .narrow-name {
        display: none;
      }
      /* By the header's own width: the lab's drawer may take its share of the window. */
      @container (max-width: 58rem) {
        header,
        .side {
          gap: var(--us-space-2) var(--us-space-3);
        }
        .wide-only {
          display: none;
        }
        .narrow-name {
          display: inline;
        }
      }
      @container (max-width: 48rem) {
        .side {
          display: contents;
        }
        .switches {
          order: 1;
          margin-inline-start: auto;
        }
        us-state-menu {
          order: 2;
          flex-basis: 100%;
        }
        .identity {
          order: 3;
          padding: 0;
          border: 0;
        }
        us-node-indicator {
          order: 4;
          margin-inline-start: auto;
        }
      }
    `,
  ];
}

const component = (name: string): HeaderColumn['components'][number] => ({ id: name, url: `desktop/${name}` });
const usualColumns: readonly HeaderColumn[] = [
  { side: 'left', width: 'auto', components: [component('logo')] },
  { side: 'right', width: 'auto', components: [component('agent-state'), component('identity')] },
];

/** Widths of the layout hold where the header stands in one line: in a narrow window it flows, so that it fits. */
function widthRules(columns: readonly HeaderColumn[]): string {
  const rules = columns.flatMap(({ width }, at) =>
    width === 'auto' ? [] : [`[data-column="${at}"] { display: flex; flex: 0 1 ${width}; inline-size: ${width}; }`],
  );
  return rules.length === 0 ? '' : `@container (min-width: 72rem) { ${rules.join(' ')} }`;
}
