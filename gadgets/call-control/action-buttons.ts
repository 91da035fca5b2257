/** Buttons for what the node lets the agent do with a call, and with each of those who are on it. Templates; what is done is the gadget's. */
import {
  fill,
  html,
  nothing,
  participantStateWords,
  repeat,
  type Dialog,
  type DialogAction,
  type Participant,
} from '../../src/gadget/index.ts';
import { shownActions, words } from './words.ts';

export interface ActionContext {
  readonly dialog: Dialog;
  /** Ids of what explains why nothing can be done; empty while something can. */
  readonly why: string;
  /** By the name of what is under way: see `CallControl.commands`. */
  readonly isOff: (name: string) => boolean;
}

export function actionButtons(
  { dialog, why, isOff }: ActionContext,
  able: (action: DialogAction) => boolean,
  who: string,
  act: (name: string, action: DialogAction) => void,
) {
  return repeat(
    shownActions.filter(({ action }) => able(action)),
    // The first button keeps its place and focus, whatever it says; the others must not turn into another.
    ({ testId }, at) => (at === 0 ? 'first' : testId),
    ({ action, label, testId, kind }) => {
      const name = `${dialog.id} ${action}`;
      return html`<button
        class=${kind}
        data-testid=${testId}
        aria-label=${fill(words.callWith, { label, who })}
        aria-describedby=${why || nothing}
        aria-disabled=${String(isOff(name))}
        @click=${() => act(name, action)}
      >
        ${label}
      </button>`;
    },
  );
}

/** One of those beyond the first two; agents can be put out where the node says so. */
export function otherParty(
  { dialog, why, isOff }: ActionContext,
  { mediaAddress, mediaAddressType, state }: Participant,
  mayPutOut: boolean,
  putOut: (name: string, address: string) => void,
) {
  const name = `${dialog.id} put out ${mediaAddress}`;
  const button = html`<button
    class="small danger"
    data-testid="put-out"
    aria-label="${words.putOut} ${mediaAddress}"
    aria-describedby=${why || nothing}
    aria-disabled=${String(isOff(name))}
    @click=${() => putOut(name, mediaAddress)}
  >
    ${words.putOut}
  </button>`;
  return html`<div class="other small quiet">
    ${fill(words.other, { mediaAddress, text: participantStateWords[state].text })}
    ${mayPutOut && mediaAddressType === 'AGENT_DEVICE' ? button : nothing}
  </div>`;
}
