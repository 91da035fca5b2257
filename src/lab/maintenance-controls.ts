/**
 * The lab's buttons for maintenance: one per node, one for the PG, with what comes of it. A picture and its buttons; the deed
 * is the drawer's.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { WorldView } from '../sim/contract.ts';
import { nodeNames, type NodeName } from '../wire/names.ts';
import { nodeTitles } from '../desktop/words.ts';
import type { LabActionName, LabArguments } from './api.ts';
import { fill } from '../desktop/locale.ts';
import { maintenanceControlsTexts as texts } from './texts.ts';

type Run = (action: LabActionName, args: LabArguments) => void;

function stateOf(world: WorldView, node: NodeName): TemplateResult | typeof nothing {
  const { maintenance } = world.nodes[node];
  if (!maintenance) return nothing;
  const { status, reason, moved, pending, notMoved } = maintenance;
  const words = {
    IN_PROGRESS: texts.underWay,
    COMPLETED: texts.completed,
    FAILED: fill(texts.givenUp, { reason }),
  }[status];
  const lists = [
    moved.length > 0 ? fill(texts.moved, { who: moved.join(', ') }) : '',
    status === 'IN_PROGRESS' && pending.length > 0 ? fill(texts.stillHere, { who: pending.join(', ') }) : '',
    ...notMoved.map(({ loginId, reason: why }) => fill(texts.stays, { who: loginId, why })),
  ].filter((text) => text !== '');
  return html`<li data-testid="lab-maintenance-${node}">
    ${fill(texts.ofNode, { node, words })}${lists.length > 0 ? ` (${lists.join('; ')})` : ''}
  </li>`;
}

function chosen(event: Event, run: Run): void {
  const { value } = event.currentTarget as HTMLSelectElement;
  if (value !== '') run('set-sign-in', { lasts: value });
}

export function renderMaintenanceControls(world: WorldView, agent: string | undefined, run: Run): TemplateResult {
  const facts = nodeNames.map((node) => stateOf(world, node)).filter((fact) => fact !== nothing);
  return html`<h3>${texts.heading}</h3>
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
      <button class="small" @click=${() => run('start-pg-maintenance', {})}>${texts.pg}</button>
      ${
        agent === undefined
          ? nothing
          : html`<button class="small" @click=${() => run('refuse-certificate', { agent })}>
              ${fill(texts.refusesCertificate, { agent })}
            </button>`
      }
    </div>
    <label class="sign-in"
      >${texts.nextSignIn}
      <select data-testid="lab-sign-in" @change=${(event: Event) => chosen(event, run)}>
        <option value="">${texts.asItWas}</option>
        <option value="password">${texts.byPassword}</option>
        <option value="2 min">${texts.tokens2}</option>
        <option value="11 min">${texts.tokens11}</option>
        <option value="8 h">${texts.tokens480}</option>
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
