/**
 * The failover lab's drawer: a picture of the cluster in which each part is a switch, a way to ring an agent, how the
 * core fails over, and the live log. Not modal: one works in the desktop beside it. Shows the operator's view of the
 * cluster; what the desktop knows of it is the desktop's business.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { MoveKind, DesktopProfile } from '../core/contract.ts';
import type { DesktopView } from '../core/view.ts';
import type { WorldView } from '../sim/contract.ts';
import { ctiSides, nodeNames, type NodeName } from '../wire/names.ts';
import { icons } from '../desktop/icons.ts';
import { shellStyles } from '../desktop/shell-styles.ts';
import { nodeTitles, stateWord } from '../desktop/words.ts';
import type { LabActionName, LabArguments } from './api.ts';
import { renderMaintenanceControls } from './maintenance-controls.ts';
import { labStyles } from './lab-styles.ts';
import type { LiveLog, LogLine } from './live-log.ts';
import { taskForm } from './task-form.ts';
import './live-log.ts';

const profiles: Readonly<Record<DesktopProfile, string>> = {
  swift: 'swift (ours)',
  '12.6': '12.6 (as documented)',
  '11.x': '11.x (as documented)',
};
const moves: Readonly<Record<MoveKind, string>> = {
  'in-place': 'in place',
  reload: 'by reload',
  redirect: 'by redirect',
};

interface SwitchRow {
  readonly label: string;
  readonly isOn: (world: WorldView, node: NodeName) => boolean;
  readonly on: LabActionName;
  readonly off: LabActionName;
}

/** One switch per part of a node; on is healthy. */
const nodeRows: readonly SwitchRow[] = [
  { label: 'Node', isOn: (world, node) => world.nodes[node].running, on: 'start-node', off: 'stop-node' },
  {
    label: 'Notification service',
    isOn: (world, node) => world.nodes[node].notificationRunning,
    on: 'start-notification',
    off: 'stop-notification',
  },
  {
    label: 'Presence of finesse',
    isOn: (world, node) => world.nodes[node].finessePresence,
    on: 'show-finesse-presence',
    off: 'hide-finesse-presence',
  },
  {
    label: 'Network',
    isOn: (world, node) => !world.network[node].cut,
    on: 'restore-network',
    off: 'cut-network',
  },
];

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
  @state() private problem = '';

  override render(): TemplateResult {
    return html`<aside aria-labelledby="title" data-testid="lab" @keydown=${this.onKey}>
      <div class="head">
        <h2 id="title" tabindex="-1">Failover lab</h2>
        <button class="quiet icon-only" aria-label="Close the lab" data-testid="close-lab" @click=${() => this.close()}>
          ${icons.close}
        </button>
      </div>
      <p class="problem" role="status" data-testid="lab-problem">${this.problem}</p>
      ${this.mock ? this.renderCluster() : nothing} ${this.renderSettings()}
      <h3>Live log</h3>
      <us-live-log .lines=${this.lines}></us-live-log>
    </aside>`;
  }

  private renderCluster(): TemplateResult {
    return this.world ? this.renderWorld(this.world) : html`<p class="quiet-text">Waiting for the cluster…</p>`;
  }

  private renderWorld(world: WorldView): TemplateResult {
    return html`
      <table>
        <caption class="visually-hidden">
          The cluster; a switch that is on is healthy
        </caption>
        <thead>
          <tr>
            <td></td>
            ${nodeNames.map((node) => html`<th scope="col">${nodeTitles[node]}</th>`)}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">State</th>
            ${nodeNames.map((node) => html`<td>${this.renderNodeState(world, node)}</td>`)}
          </tr>
          ${nodeRows.map(
            (row) =>
              html`<tr>
                <th scope="row">${row.label}</th>
                ${nodeNames.map((node) => {
                  const on = row.isOn(world, node);
                  const action = on ? row.off : row.on;
                  return html`<td>
                    ${this.renderSwitch(`${row.label}, ${node}`, on, action, { node }, `${row.off}-${node}`)}
                  </td>`;
                })}
              </tr>`,
          )}
        </tbody>
      </table>
      <div class="sides">
        ${ctiSides.map((side) => {
          const on = world.cti[side] === 'up';
          return html`<span class="side"
            ><span aria-hidden="true">CTI side ${side}</span>
            ${this.renderSwitch(`CTI side ${side}`, on, on ? 'cut-cti' : 'restore-cti', { side }, `cut-cti-${side}`)}
          </span>`;
        })}
      </div>
      ${this.renderCalls(world)}
      ${renderMaintenanceControls(world, this.view?.session?.agentId, (action, args) => void this.run(action, args))}
    `;
  }

  private renderNodeState(world: WorldView, node: NodeName): TemplateResult {
    const { running, inService, ctiSide, present } = world.nodes[node];
    const words = !running ? 'stopped' : inService ? 'in service' : 'out of service';
    const tone = !running ? 'down' : inService ? 'up' : 'out';
    return html`<span class="state ${tone}">${words}</span>
      <span class="quiet-text"
        >${running && ctiSide ? `CTI ${ctiSide}` : ''}${present.length > 0 ? ` · ${present.join(', ')}` : ''}</span
      >`;
  }

  private renderSwitch(
    label: string,
    on: boolean,
    action: LabActionName,
    args: LabArguments,
    testId: string,
  ): TemplateResult {
    return html`<button
      class="switch"
      role="switch"
      aria-checked=${on ? 'true' : 'false'}
      aria-label=${label}
      title="${action} ${JSON.stringify(args)}"
      data-testid=${testId}
      @click=${() => void this.run(action, args)}
    >
      <span class="track" aria-hidden="true"><span class="thumb"></span></span>
      <span aria-hidden="true">${on ? 'on' : 'off'}</span>
    </button>`;
  }

  private renderCalls(world: WorldView): TemplateResult {
    const signedIn = world.agents.filter((agent) => agent.state !== 'LOGOUT');
    return html`
      <form class="ring" @submit=${this.ring}>
        <label
          >Agent
          <select name="agent">
            ${world.agents.map(
              (agent) =>
                html`<option value=${agent.loginId} ?selected=${agent.loginId === this.view?.session?.agentId}>
                  ${agent.loginId}
                </option>`,
            )}
          </select></label
        >
        <label>Caller <input name="from" value="5550100" inputmode="tel" autocomplete="off" /></label>
        <button type="submit" data-testid="lab-ring">Ring</button>
      </form>
      ${taskForm(world.agents, this.view?.session?.agentId, (args) => void this.run('offer-task', args))}
      ${
        signedIn.length === 0 && world.calls.length === 0
          ? nothing
          : html`<ul class="facts">
              ${signedIn.map((agent) => html`<li>${agent.loginId}: ${stateWord(agent.state)}</li>`)}
              ${world.calls.map(
                (call) =>
                  html`<li>
                    Call ${call.from} → ${call.to}
                    ${call.agents.map(
                      (agent) =>
                        html`<button
                          class="small"
                          aria-label="Hang up for agent ${agent}"
                          @click=${() => void this.run('hang-up', { agent })}
                        >
                          Hang up
                        </button>`,
                    )}
                  </li>`,
              )}
            </ul>`
      }
    `;
  }

  private renderSettings(): TemplateResult {
    const option = ([value, words]: [string, string], chosen: string | undefined): TemplateResult =>
      html`<option value=${value} ?selected=${value === chosen}>${words}</option>`;
    return html`<div class="settings">
      <label
        >Failover profile
        <select
          data-testid="lab-profile"
          @change=${(event: Event) => void this.setting({ profile: chosenIn(event) as DesktopProfile })}
        >
          ${Object.entries(profiles).map((entry) => option(entry, this.view?.profile))}
        </select></label
      >
      <label
        >Move
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

  private ring(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    void this.run('ring', { agent: form.get('agent'), from: form.get('from') });
  }

  private async run(action: LabActionName, args: LabArguments): Promise<void> {
    await this.attempt(action, () => this.act(action, args));
  }

  private async setting(settings: { profile?: DesktopProfile; move?: MoveKind }): Promise<void> {
    await this.attempt('The setting', () => this.configure(settings));
  }

  private async attempt(what: string, deed: () => Promise<void>): Promise<void> {
    this.problem = '';
    try {
      await deed();
    } catch (error) {
      this.problem = `${what} was refused: ${error instanceof Error ? error.message : String(error)}`;
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
