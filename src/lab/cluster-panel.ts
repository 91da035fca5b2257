/**
 * The lab's view of the simulated cluster: the drawing, the same as a table of switches, calls and tasks, maintenance. Shows
 * the operator's view; what the desktop knows of it is the desktop's business.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DesktopView } from '../core/view.ts';
import type { WorldView } from '../sim/contract.ts';
import { shellStyles } from '../desktop/shell-styles.ts';
import { nodeTitles, stateWord } from '../desktop/words.ts';
import type { LabActionName, LabArguments } from './api.ts';
import { labStyles } from './lab-styles.ts';
import { renderMaintenanceControls } from './maintenance-controls.ts';
import { ctiSides, nodeNames, type NodeName } from './names.ts';
import { taskForm } from './task-form.ts';
import './topology/topology.ts';
import { fill } from '../desktop/locale.ts';
import { clusterPanelTexts as texts } from './texts.ts';

interface SwitchRow {
  readonly label: 'node' | 'notifications' | 'presence' | 'network';
  readonly isOn: (world: WorldView, node: NodeName) => boolean;
  readonly on: LabActionName;
  readonly off: LabActionName;
}

/** One switch per part of a node; on is healthy. */
const nodeRows: readonly SwitchRow[] = [
  { label: 'node', isOn: (world, node) => world.nodes[node].running, on: 'start-node', off: 'stop-node' },
  {
    label: 'notifications',
    isOn: (world, node) => world.nodes[node].notificationRunning,
    on: 'start-notification',
    off: 'stop-notification',
  },
  {
    label: 'presence',
    isOn: (world, node) => world.nodes[node].finessePresence,
    on: 'show-finesse-presence',
    off: 'hide-finesse-presence',
  },
  {
    label: 'network',
    isOn: (world, node) => !world.network[node].cut,
    on: 'restore-network',
    off: 'cut-network',
  },
];

@customElement('us-lab-cluster')
export class ClusterPanel extends LitElement {
  @property({ attribute: false }) world: WorldView | undefined;
  @property({ attribute: false }) view: DesktopView | undefined;
  @property({ attribute: false }) run: (action: LabActionName, args: LabArguments) => void = () => undefined;

  override render(): TemplateResult {
    return this.world ? this.renderWorld(this.world) : html`<p class="quiet-text">${texts.waiting}</p>`;
  }

  private renderWorld(world: WorldView): TemplateResult {
    return html`
      <us-topology .world=${world} .view=${this.view} .act=${this.run}></us-topology>
      <details>
        <summary>${texts.asTable}</summary>
        ${this.renderSwitches(world)}
      </details>
      ${this.renderCalls(world)} ${renderMaintenanceControls(world, this.view?.session?.agentId, this.run)}
    `;
  }

  private renderSwitches(world: WorldView): TemplateResult {
    return html`
      <table>
        <caption class="visually-hidden">
          ${texts.caption}
        </caption>
        <thead>
          <tr>
            <td></td>
            ${nodeNames.map((node) => html`<th scope="col">${nodeTitles[node]}</th>`)}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">${texts.state}</th>
            ${nodeNames.map((node) => html`<td>${this.renderNodeState(world, node)}</td>`)}
          </tr>
          ${nodeRows.map(
            (row) =>
              html`<tr>
                <th scope="row">${texts[row.label]}</th>
                ${nodeNames.map((node) => {
                  const on = row.isOn(world, node);
                  const action = on ? row.off : row.on;
                  return html`<td>
                    ${this.renderSwitch(fill(texts.switchOf, { part: texts[row.label], node: nodeTitles[node] }), on, action, { node }, `${row.off}-${node}`)}
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
            ><span aria-hidden="true">${fill(texts.ctiSide, { side })}</span>
            ${this.renderSwitch(fill(texts.ctiSide, { side }), on, on ? 'cut-cti' : 'restore-cti', { side }, `cut-cti-${side}`)}
          </span>`;
        })}
      </div>
    `;
  }

  private renderNodeState(world: WorldView, node: NodeName): TemplateResult {
    const { running, inService, ctiSide, present } = world.nodes[node];
    const words = !running ? texts.stopped : inService ? texts.inService : texts.outOfService;
    const tone = !running ? 'down' : inService ? 'up' : 'out';
    return html`<span class="state ${tone}">${words}</span>
      <span class="quiet-text"
        >${running && ctiSide ? fill(texts.cti, { ctiSide }) : ''}${present.length > 0 ? ` · ${present.join(', ')}` : ''}</span
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
      @click=${() => this.run(action, args)}
    >
      <span class="track" aria-hidden="true"><span class="thumb"></span></span>
      <span aria-hidden="true">${on ? texts.on : texts.off}</span>
    </button>`;
  }

  private renderCalls(world: WorldView): TemplateResult {
    const signedIn = world.agents.filter((agent) => agent.state !== 'LOGOUT');
    return html`
      <form class="ring" @submit=${this.ring}>
        <label
          >${texts.agent}
          <select name="agent">
            ${world.agents.map(
              (agent) =>
                html`<option value=${agent.loginId} ?selected=${agent.loginId === this.view?.session?.agentId}>
                  ${agent.loginId}
                </option>`,
            )}
          </select></label
        >
        <label>${texts.caller} <input name="from" value="5550100" inputmode="tel" autocomplete="off" /></label>
        <button type="submit" data-testid="lab-ring">${texts.ring}</button>
      </form>
      ${taskForm(world.agents, this.view?.session?.agentId, (args) => this.run('offer-task', args))}
      ${
        signedIn.length === 0 && world.calls.length === 0
          ? nothing
          : html`<ul class="facts">
              ${signedIn.map((agent) => html`<li>${agent.loginId}: ${stateWord(agent.state)}</li>`)}
              ${world.calls.map(
                (call) =>
                  html`<li>
                    ${fill(texts.call, { from: call.from, to: call.to })}
                    ${call.agents.map(
                      (agent) =>
                        html`<button
                          class="small"
                          aria-label=${fill(texts.hangUpFor, { agent })}
                          @click=${() => this.run('hang-up', { agent })}
                        >
                          ${texts.hangUp}
                        </button>`,
                    )}
                  </li>`,
              )}
            </ul>`
      }
    `;
  }

  private ring(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    this.run('ring', { agent: form.get('agent'), from: form.get('from') });
  }

  static override styles = [shellStyles, labStyles];
}
