/**
 * The lab's buttons for maintenance: one per node, one for the PG, with what comes of it. A picture and its buttons; the deed
 * is the drawer's.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { WorldView } from '../sim/contract.ts';
import { nodeNames, type NodeName } from '../wire/names.ts';
import { nodeTitles } from '../desktop/words.ts';
import type { LabActionName, LabArguments } from './api.ts';

type Run = (action: LabActionName, args: LabArguments) => void;

function stateOf(world: WorldView, node: NodeName): TemplateResult | typeof nothing {
  const { maintenance } = world.nodes[node];
  if (!maintenance) return nothing;
  const { status, reason, moved, pending, notMoved } = maintenance;
  const words = { IN_PROGRESS: 'under way', COMPLETED: 'completed', FAILED: `given up: ${reason}` }[status];
  const lists = [
    moved.length > 0 ? `moved: ${moved.join(', ')}` : '',
    status === 'IN_PROGRESS' && pending.length > 0 ? `still here: ${pending.join(', ')}` : '',
    ...notMoved.map(({ loginId, reason: why }) => `${loginId} stays: ${why}`),
  ].filter((text) => text !== '');
  return html`<li data-testid="lab-maintenance-${node}">
    Maintenance of the ${node} is ${words}${lists.length > 0 ? ` (${lists.join('; ')})` : ''}
  </li>`;
}

function chosen(event: Event, run: Run): void {
  const { value } = event.currentTarget as HTMLSelectElement;
  if (value !== '') run('set-sign-in', { lasts: value });
}

export function renderMaintenanceControls(world: WorldView, agent: string | undefined, run: Run): TemplateResult {
  const facts = nodeNames.map((node) => stateOf(world, node)).filter((fact) => fact !== nothing);
  return html`<h3>Maintenance</h3>
    <div class="deeds">
      ${nodeNames.map(
        (node) =>
          html`<button
            class="small"
            data-testid="start-maintenance-${node}"
            aria-disabled=${world.nodes[node].maintenance?.status === 'IN_PROGRESS' ? 'true' : 'false'}
            @click=${() => run('start-maintenance', { node })}
          >
            ${nodeTitles[node]}
          </button>`,
      )}
      <button class="small" @click=${() => run('start-pg-maintenance', {})}>PG</button>
      ${
        agent === undefined
          ? nothing
          : html`<button class="small" @click=${() => run('refuse-certificate', { agent })}>
              Browser of ${agent} refuses the certificate
            </button>`
      }
    </div>
    <label class="sign-in"
      >The next sign-in is
      <select data-testid="lab-sign-in" @change=${(event: Event) => chosen(event, run)}>
        <option value="">as it was</option>
        <option value="password">by password</option>
        <option value="2 min">by tokens for 2 minutes</option>
        <option value="11 min">by tokens for 11 minutes</option>
        <option value="8 h">by tokens for 8 hours</option>
      </select></label
    >
    ${
      facts.length > 0
        ? html`<ul class="facts">
            ${facts}
          </ul>`
        : nothing
    }`;
}
