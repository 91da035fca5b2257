/** Listening to a member's call and barging in: when it can be asked for, and what is said. Pure. */
import { html, nothing, type DesktopHandle, type Dialog, type TeamMember, catalogue } from '../../src/gadget/index.ts';

export const listeningWords = catalogue('gadget.team-performance.listening', {
  listen: 'Listen',
  bargeIn: 'Barge in',
  stop: 'Stop listening',
  listening: 'You are listening.',
  whyNot: 'To listen to a call you must be Not Ready and on no call yourself.',
});

/** The own call by which somebody at this extension is listened to. */
export const listeningTo = ({ dialogs }: DesktopHandle, { extension }: TeamMember): Dialog | undefined =>
  dialogs.find(
    ({ mediaProperties, toAddress }) => mediaProperties.callType === 'SUPERVISOR_MONITOR' && toAddress === extension,
  );

const isOnCall = ({ state, extension }: TeamMember): boolean =>
  extension !== '' && (state === 'TALKING' || state === 'HOLD');

/** Nobody listens to the own call, nor again to one that the supervisor is on already. */
export function mayBeHeard({ agent, dialogs }: DesktopHandle, member: TeamMember): boolean {
  const isWithMe = dialogs.some(({ participants }) =>
    participants.some(({ mediaAddress }) => mediaAddress === member.extension),
  );
  return isOnCall(member) && !isWithMe && member.loginId !== agent.loginId;
}

export const canListen = ({ agent, dialogs, connected }: DesktopHandle): boolean =>
  connected && agent.state === 'NOT_READY' && dialogs.length === 0;

export interface ListeningContext {
  readonly desktop: DesktopHandle;
  readonly member: TeamMember;
  readonly name: string;
  readonly isBusy: boolean;
}

/** The first button keeps its place and its focus when listening begins. */
export function listeningButtons(
  { desktop, member, name, isBusy }: ListeningContext,
  act: (what: 'listen' | 'barge-in' | 'stop') => void,
) {
  const listening = listeningTo(desktop, member);
  if (!listening && !mayBeHeard(desktop, member)) return nothing;
  const isAble = listening ? desktop.connected : canListen(desktop);
  const why = desktop.connected ? 'why-listening' : 'why';
  return html`<button
      data-testid=${listening ? 'barge-in' : 'listen'}
      aria-label="${listening ? listeningWords.bargeIn : listeningWords.listen}: ${name}"
      aria-disabled=${String(!isAble || isBusy)}
      aria-describedby=${isAble ? nothing : why}
      @click=${() => {
        if (isAble && !isBusy) act(listening ? 'barge-in' : 'listen');
      }}
    >
      ${listening ? listeningWords.bargeIn : listeningWords.listen}
    </button>
    ${
      listening
        ? html`<button
            data-testid="stop-listening"
            aria-label="${listeningWords.stop}: ${name}"
            aria-disabled=${String(!isAble || isBusy)}
            aria-describedby=${isAble ? nothing : why}
            @click=${() => {
              if (isAble && !isBusy) act('stop');
            }}
          >
            ${listeningWords.stop}
          </button>`
        : nothing
    }`;
}
