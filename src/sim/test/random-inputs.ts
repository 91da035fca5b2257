/** Random days at the office: sequences of what desktops and operators may do, for fast-check. Test code only. */
import fc from 'fast-check';
import type { XmppFromClient } from '../../cluster/contract.ts';
import type { DialogAction } from '../../wire/dialog.ts';
import type { ApiRequest, RequestBody } from '../../wire/http.ts';
import { nodeNames } from '../../wire/names.ts';
import { paths } from '../../wire/paths.ts';
import type { WorldFault } from '../contract.ts';

/** What happens next; calls are named by their place among the agent's own, so that shrinking keeps its sense. */
export type Step =
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'request'; readonly loginId: string; readonly request: ApiRequest }
  | {
      readonly do: 'act';
      readonly loginId: string;
      readonly call: number;
      readonly action: DialogAction;
    }
  | { readonly do: 'xmpp'; readonly loginId: string; readonly message: XmppFromClient }
  | { readonly do: 'move'; readonly loginId: string }
  | { readonly do: 'vanish'; readonly loginId: string }
  | { readonly do: 'fault'; readonly fault: WorldFault };

const login = fc.constantFrom('1000', '1001', '1002', '1005');
const node = fc.constantFrom(...nodeNames);
const side = fc.constantFrom('A' as const, 'B' as const, 'both' as const);
const extension = (loginId: string): string => String(Number(loginId) + 3000);

const body = (loginId: string): fc.Arbitrary<RequestBody> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<RequestBody>({ kind: 'UserLogin', extension: extension(loginId) }) },
    fc.record({
      kind: fc.constant('UserState' as const),
      state: fc.constantFrom('READY' as const, 'NOT_READY' as const, 'LOGOUT' as const),
    }),
  );

const request: fc.Arbitrary<Step> = fc.tuple(login, fc.integer({ min: 0, max: 9 })).chain(([loginId, which]) => {
  const asks = (request: fc.Arbitrary<ApiRequest>): fc.Arbitrary<Step> =>
    request.map((value) => ({ do: 'request' as const, loginId, request: value }));
  if (which < 6) {
    return asks(body(loginId).map((value) => ({ method: 'PUT' as const, path: paths.user(loginId), body: value })));
  }
  if (which < 8) {
    return asks(
      fc.constantFrom('0401', '4001', '4002', '4003').map((toAddress) => ({
        method: 'POST' as const,
        path: paths.userDialogs(loginId),
        body: { kind: 'MakeCall' as const, fromAddress: extension(loginId), toAddress },
      })),
    );
  }
  return asks(
    fc
      .constantFrom(
        paths.systemInfo,
        paths.user('1001'),
        paths.userDialogs(loginId),
        paths.queue('11'),
        paths.team('1'),
      )
      .map((path) => ({ method: 'GET' as const, path })),
  );
});

const xmpp: fc.Arbitrary<Step> = login.chain((loginId) =>
  fc
    .oneof(
      {
        weight: 3,
        arbitrary: fc.constant<XmppFromClient>({ kind: 'connect', loginId, password: 'secret', resource: 'desktop' }),
      },
      fc
        .constantFrom(paths.queue('11'), paths.teamUsers('1'), paths.user('1002'))
        .map((path): XmppFromClient => ({ kind: 'subscribe', path })),
      fc.constant<XmppFromClient>({ kind: 'ping', ping: 1 }),
      fc.constant<XmppFromClient>({ kind: 'disconnect' }),
    )
    .map((message) => ({ do: 'xmpp' as const, loginId, message })),
);

const nodeFault: fc.Arbitrary<WorldFault> = fc
  .tuple(
    fc.constantFrom(
      'stop-node' as const,
      'start-node' as const,
      'stop-notification' as const,
      'start-notification' as const,
      'hide-finesse-presence' as const,
      'show-finesse-presence' as const,
    ),
    node,
  )
  .map(([action, name]) => ({ action, node: name }));
const ctiFault: fc.Arbitrary<WorldFault> = fc
  .tuple(fc.constantFrom('cut-cti' as const, 'restore-cti' as const), side, fc.option(node, { nil: undefined }))
  .map(([action, which, name]) => ({ action, side: which, ...(name ? { node: name } : {}) }));
const networkFault: fc.Arbitrary<WorldFault> = fc
  .tuple(fc.constantFrom('cut-network' as const, 'restore-network' as const), fc.option(node, { nil: undefined }))
  .map(([action, name]) => ({ action, ...(name ? { node: name } : {}) }));
const customer: fc.Arbitrary<WorldFault> = fc
  .tuple(login, fc.integer({ min: 0, max: 3 }))
  .map(([agent, which]) => (which === 0 ? { action: 'hang-up', agent } : { action: 'ring', agent, from: '0301' }));

const maintenance: fc.Arbitrary<WorldFault> = fc.oneof(
  node.map((name): WorldFault => ({ action: 'start-maintenance', node: name })),
  fc.constantFrom('well' as const, 'error' as const).map((outcome): WorldFault => ({
    action: 'start-pg-maintenance',
    outcome,
  })),
  login.map((agent): WorldFault => ({ action: 'refuse-certificate', agent })),
  login.map((agent): WorldFault => ({ action: 'sign-in-elsewhere', agent })),
  node.map((name): WorldFault => ({ action: 'crowd-arrives', node: name, ms: 12_000 })),
);

/** Events that lag behind would look to a checker like what they are. */
const conferenceFault: fc.Arbitrary<WorldFault> = fc
  .tuple(
    fc.constantFrom('on' as const, 'off' as const),
    fc.constantFrom('missing-participants' as const, 'missing-call' as const),
  )
  .map(([mode, kind]) => ({ action: 'conference-faults', mode, kind }));

const fault = (network: boolean): fc.Arbitrary<Step> =>
  fc
    .oneof(
      { weight: 4, arbitrary: customer },
      nodeFault,
      ctiFault,
      maintenance,
      conferenceFault,
      ...(network ? [networkFault] : []),
    )
    .map((value) => ({ do: 'fault' as const, fault: value }));

/** Everybody comes in, so that the day has something to break. */
const morning: readonly Step[] = ['1000', '1001', '1002', '1005'].flatMap((loginId): Step[] => {
  const put = (body: RequestBody): Step => ({
    do: 'request',
    loginId,
    request: { method: 'PUT', path: paths.user(loginId), body },
  });
  return [
    { do: 'xmpp', loginId, message: { kind: 'connect', loginId, password: 'secret', resource: 'desktop' } },
    { do: 'xmpp', loginId, message: { kind: 'subscribe', path: paths.queue('11') } },
    put({ kind: 'UserLogin', extension: extension(loginId) }),
    { do: 'wait', ms: 500 },
    put({ kind: 'UserState', state: 'READY' }),
    { do: 'wait', ms: 500 },
  ];
});

/** What a phone does with calls; consulting and sending on go to 4002. */
const callActions = [
  'ANSWER',
  'HOLD',
  'RETRIEVE',
  'DROP',
  'CONSULT_CALL',
  'TRANSFER',
  'CONFERENCE',
  'TRANSFER_SST',
  'PARTICIPANT_DROP',
  'SEND_DTMF',
] as const satisfies readonly DialogAction[];

const wait = (ms: number): Step => ({ do: 'wait', ms });
const operator = (value: WorldFault): Step => ({ do: 'fault', fault: value });

/** Things that make sense only one after the other, and that chance alone would seldom put together. */
const stories: fc.Arbitrary<Step[]> = fc.oneof(
  fc
    .tuple(login, fc.constantFrom('HOLD' as const, 'RETRIEVE' as const, 'DROP' as const))
    .map(([loginId, then]): Step[] => [
      operator({ action: 'ring', agent: loginId, from: '0301' }),
      wait(500),
      { do: 'act', loginId, call: 0, action: 'ANSWER' },
      wait(500),
      { do: 'act', loginId, call: 0, action: then },
      wait(30),
    ]),
  fc
    .tuple(fc.constantFrom('1000', '1001', '1005'), fc.constantFrom('TRANSFER' as const, 'CONFERENCE' as const))
    .map(([loginId, then]): Step[] => [
      operator({ action: 'ring', agent: loginId, from: '0301' }),
      wait(500),
      { do: 'act', loginId, call: 0, action: 'ANSWER' },
      wait(500),
      { do: 'act', loginId, call: 0, action: 'CONSULT_CALL' },
      wait(1_000),
      { do: 'act', loginId: '1002', call: 0, action: 'ANSWER' },
      wait(500),
      { do: 'act', loginId, call: 0, action: then },
      wait(30),
    ]),
  fc
    .tuple(side, fc.constantFrom(500, 8_000, 20_000))
    .map(([which, ms]): Step[] => [
      operator({ action: 'cut-cti', side: which }),
      wait(ms),
      operator({ action: 'restore-cti', side: which }),
      wait(8_000),
    ]),
  fc
    .tuple(node, fc.constantFrom(500, 8_000))
    .map(([name, ms]) => [
      operator({ action: 'stop-node', node: name }),
      wait(ms),
      operator({ action: 'start-node', node: name }),
      wait(8_000),
    ]),
);

/** A random day; after a morning in which everybody signs in. */
export function steps(how: { readonly network: boolean; readonly length: number }): fc.Arbitrary<Step[]> {
  const act = fc
    .tuple(login, fc.integer({ min: 0, max: 1 }), fc.constantFrom(...callActions))
    .map(([loginId, call, action]): Step[] => [{ do: 'act', loginId, call, action }]);
  const one = (arbitrary: fc.Arbitrary<Step>): fc.Arbitrary<Step[]> => arbitrary.map((step) => [step]);
  const part = fc.oneof(
    { weight: 6, arbitrary: one(fc.constantFrom(1, 30, 500, 500, 3_000, 3_000, 15_000, 70_000).map(wait)) },
    { weight: 6, arbitrary: one(request) },
    { weight: 5, arbitrary: act },
    { weight: 5, arbitrary: one(xmpp) },
    { weight: 1, arbitrary: one(login.map((loginId) => ({ do: 'move' as const, loginId }))) },
    { weight: 1, arbitrary: one(login.map((loginId) => ({ do: 'vanish' as const, loginId }))) },
    { weight: 4, arbitrary: one(fault(how.network)) },
    { weight: 4, arbitrary: stories },
  );
  return fc.array(part, { minLength: 1, maxLength: how.length, size: 'max' }).map((day) => [...morning, ...day.flat()]);
}
