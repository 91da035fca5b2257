/** The one handler that both mocks answer with: a User is read, or told to change. Pure. */
import type { RestReply, RestRequest } from '../rest-contract.ts';

const user = `<User><uri>/finesse/api/User/1001</uri><roles><role>Agent</role></roles><loginId>1001</loginId><loginName>agent1</loginName>
<state>NOT_READY</state><pendingState></pendingState><settings><wrapUpOnIncoming>OPTIONAL</wrapUpOnIncoming></settings><extension>4001</extension>
<firstName>Ada</firstName><lastName>Miller</lastName><teamId>1</teamId><teamName>First</teamName><dialogs>/finesse/api/User/1001/Dialogs</dialogs>
${'<wrapUpReason><label>Sale</label><uri>/finesse/api/WrapUpReason/1</uri></wrapUpReason>'.repeat(8)}</User>`;

export function handle({ method, path }: RestRequest): RestReply {
  if (!path.startsWith('/finesse/api/User/')) return { status: 404, headers: {}, body: '' };
  return method === 'GET'
    ? { status: 200, headers: { 'Content-Type': 'application/xml' }, body: user }
    : { status: 202, headers: {}, body: '' };
}
