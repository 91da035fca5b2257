/** The lab's way to let a customer ask by chat or e-mail, beside the one that rings. Knows the domains of the simulated cluster. */
import { html, type TemplateResult } from 'lit';
import type { WorldView } from '../sim/contract.ts';
import type { LabArguments } from './api.ts';
import { taskFormTexts as texts } from './texts.ts';
import { wordedList } from '../desktop/locale.ts';

/** As `src/cluster/media-domains.ts` has them. */
const channels = wordedList(
  'lab.channel',
  'mrd',
  ['words'],
  [
    { mrd: '5000', words: 'chat' },
    { mrd: '5001', words: 'e-mail' },
  ],
);

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
      >${texts.forAgent}
      <select name="agent">
        ${agents.map(
          ({ loginId }) => html`<option value=${loginId} ?selected=${loginId === chosen}>${loginId}</option>`,
        )}
      </select></label
    >
    <label
      >${texts.customerAsks}
      <select name="mrd">
        ${channels.map(({ mrd, words }) => html`<option value=${mrd}>${words}</option>`)}
      </select></label
    >
    <button type="submit" data-testid="lab-offer-task">${texts.offerTask}</button>
  </form>`;
}
