/** The lab's way to let a customer ask by chat or e-mail, beside the one that rings. Knows the domains of the simulated cluster. */
import { html, type TemplateResult } from 'lit';
import type { WorldView } from '../sim/contract.ts';
import type { LabArguments } from './api.ts';

/** As `src/cluster/media-domains.ts` has them. */
const channels = [
  { mrd: '5000', words: 'chat' },
  { mrd: '5001', words: 'e-mail' },
] as const;

export function taskForm(
  agents: WorldView['agents'],
  chosen: string | undefined,
  offer: (args: LabArguments) => void,
): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    offer({ agent: form.get('agent'), mrd: form.get('mrd') });
  };
  return html`<form class="ring" @submit=${submit}>
    <label
      >For agent
      <select name="agent">
        ${agents.map(
          ({ loginId }) => html`<option value=${loginId} ?selected=${loginId === chosen}>${loginId}</option>`,
        )}
      </select></label
    >
    <label
      >A customer asks by
      <select name="mrd">
        ${channels.map(({ mrd, words }) => html`<option value=${mrd}>${words}</option>`)}
      </select></label
    >
    <button type="submit" data-testid="lab-offer-task">Offer task</button>
  </form>`;
}
