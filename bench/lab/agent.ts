/** One agent at a desktop, as far as the server can tell: signs in, changes state, takes calls. Times each step. */
import type { Answer, Rest } from './rest.ts';
import { openStream } from './stream.ts';
import type { XmppStream } from './stream.ts';

/** Where an agent's measurements go; all in ms. */
export interface Notes {
  request(ms: number): void;
  /** From the 202 to the event that shows the change; 0 when the event was there first. */
  event(ms: number): void;
  /** From the click, as it were, to the event. */
  change(ms: number): void;
}

export interface BenchAgent {
  readonly loginId: string;
  /** Rejects when anything does not come as documented. */
  toggleState(): Promise<void>;
  /** `ring`: makes a customer call. Answered, held, retrieved and dropped. */
  takeCall(ring: () => Promise<void>): Promise<void>;
  close(): void;
}

export interface AgentTools {
  readonly url: string;
  readonly rest: Rest;
  readonly notes: () => Notes;
}

/** As a desktop does it: SystemInfo, stream, LOGIN, its event, then User and Dialogs. */
export async function signIn(loginId: string, tools: AgentTools): Promise<BenchAgent> {
  const { rest, notes } = tools;
  const extension = String(Number(loginId) + 3000);
  let state = '';
  const connected: { stream?: XmppStream } = {};

  const timed = async (method: 'GET' | 'PUT', path: string, body?: string): Promise<Answer> => {
    const answer = await rest.send(loginId, method, path, method === 'GET' ? 200 : 202, body);
    notes().request(answer.answeredAt - answer.sentAt);
    return answer;
  };
  /** Asks for something and waits for the User event with one of the states; each state when none is named. */
  const change = async (path: string, body: string, states?: readonly string[]): Promise<void> => {
    const seen = stateSeen(states);
    const [answer, event] = await Promise.all([timed('PUT', path, body), seen]);
    state = event.found;
    notes().event(Math.max(0, event.at - answer.answeredAt));
    notes().change(event.at - answer.sentAt);
  };
  const own = `node="/finesse/api/User/${loginId}"`;
  const ownDialogs = `node="/finesse/api/User/${loginId}/Dialogs"`;
  const stateSeen = (states?: readonly string[]): Promise<{ found: string; at: number }> => {
    if (!connected.stream) throw new Error('There is no stream.');
    return connected.stream.until(`User event ${states?.join(' or ') ?? ''}`, (frame) => {
      if (!frame.includes(own)) return undefined;
      const found = /(?:&lt;|<)state(?:&gt;|>)([A-Z_]+)/.exec(frame)?.[1];
      return found !== undefined && (!states || states.includes(found)) ? found : undefined;
    });
  };

  await timed('GET', 'SystemInfo');
  const bound = await openStream(tools.url, loginId);
  connected.stream = bound;
  await change(`User/${loginId}`, `<User><state>LOGIN</state><extension>${extension}</extension></User>`);
  await timed('GET', `User/${loginId}`);
  await timed('GET', `User/${loginId}/Dialogs`);

  return {
    loginId,
    async toggleState() {
      const wanted = state === 'READY' ? 'NOT_READY' : 'READY';
      await change(`User/${loginId}`, `<User><state>${wanted}</state></User>`, [wanted]);
    },
    async takeCall(ring) {
      const dialogSeen = bound.until('Dialogs event', (frame) =>
        frame.includes(ownDialogs) ? /\/finesse\/api\/Dialog\/(\d+)/.exec(frame)?.[1] : undefined,
      );
      const [, dialog] = await Promise.all([ring(), dialogSeen, stateSeen(['RESERVED'])]);
      const act = (action: string, states: readonly string[]): Promise<void> =>
        change(
          `Dialog/${dialog.found}`,
          `<Dialog><targetMediaAddress>${extension}</targetMediaAddress><requestedAction>${action}</requestedAction></Dialog>`,
          states,
        );
      await act('ANSWER', ['TALKING']);
      await act('HOLD', ['HOLD']);
      await act('RETRIEVE', ['TALKING']);
      await act('DROP', ['READY', 'NOT_READY']);
    },
    close: () => bound.close(),
  };
}
