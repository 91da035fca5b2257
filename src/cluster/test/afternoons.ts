/** Random afternoons of calls: what agents, customers and a supervisor do, and what a node shows meanwhile. Test code only. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Dialog, DialogAction } from '../../wire/dialog.ts';
import { dialogActions } from '../../wire/dialog.ts';
import type { ApiReply, RequestBody } from '../../wire/http.ts';
import type { NodeName } from '../../wire/names.ts';
import { paths } from '../../wire/paths.ts';
import { ClusterRefusal } from '../contract.ts';
import type { ClusterOptions } from '../contract.ts';
import { bench, valueOf } from './bench.ts';
import type { Bench } from './bench.ts';

export const agents = ['1000', '1001', '1002', '1005'] as const;
export const extensionOf = (loginId: string): string => String(Number(loginId) + 3000);
/** Actions on calls; those of non-voice tasks and of a supervisor are other requests. */
export const callActions = dialogActions.filter(
  (action) =>
    action !== 'UPDATE_CALL_DATA' &&
    !['ACCEPT', 'REJECT', 'CLOSE', 'RECLASSIFY', 'START', 'PAUSE', 'RESUME', 'WRAP_UP'].includes(action) &&
    !['SILENT_MONITOR', 'BARGE_CALL', 'START_RECORDING'].includes(action),
);

export type Step =
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'ring' | 'hang-up' | 'listen' | 'barge'; readonly agent: string }
  | { readonly do: 'call'; readonly agent: string; readonly to: string }
  | {
      readonly do: 'act';
      readonly agent: string;
      readonly call: number;
      readonly action: DialogAction;
      readonly to: string;
    };

const agent = fc.constantFrom(...agents);
const number = fc.constantFrom('0401', '0402', '4000', '4001', '4002', '4005', '4006');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(50, 600, 4_000, 21_000) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('ring' as const), agent }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('hang-up' as const, 'listen' as const, 'barge' as const), agent }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('call' as const), agent, to: number }) },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      agent,
      call: fc.integer({ min: 0, max: 1 }),
      action: fc.constantFrom(...callActions, 'ANSWER' as const, 'CONSULT_CALL' as const, 'CONFERENCE' as const),
      to: number,
    }),
  },
);

/** Two on a customer's call, which chance alone would seldom bring about. */
const story: fc.Arbitrary<Step[]> = fc
  .tuple(fc.shuffledSubarray([...agents], { minLength: 2, maxLength: 2 }), fc.boolean())
  .map(([[one = '', other = ''], joined]) => {
    const act = (who: string, call: number, action: DialogAction): Step[] => [
      { do: 'act', agent: who, call, action, to: extensionOf(other) },
      { do: 'wait', ms: 600 },
    ];
    return [
      { do: 'ring', agent: one },
      ...act(one, 0, 'ANSWER'),
      ...act(one, 0, 'CONSULT_CALL'),
      ...act(other, 0, 'ANSWER'),
      ...(joined ? act(one, 0, 'CONFERENCE') : []),
    ];
  });

export const steps = (maxLength: number): fc.Arbitrary<Step[]> =>
  fc
    .array(fc.oneof({ weight: 9, arbitrary: step.map((each) => [each]) }, { weight: 1, arbitrary: story }), {
      maxLength,
      size: 'max',
    })
    .map((parts) => parts.flat());

const dialogsOf = (b: Bench, loginId: string): readonly Dialog[] =>
  valueOf(b.rest('publisher', 'GET', paths.userDialogs(loginId), { as: loginId }).payload, 'Dialogs');

export const bodyFor = (action: DialogAction, own: string, dialog: Dialog, to: string): RequestBody => {
  const others = dialog.participants.filter((each) => each.mediaAddressType !== '' && each.mediaAddress !== own);
  return {
    kind: 'DialogAction',
    action,
    targetMediaAddress: action === 'PARTICIPANT_DROP' ? (others[0]?.mediaAddress ?? own) : own,
    ...(action === 'CONSULT_CALL' || action === 'TRANSFER_SST' ? { toAddress: to } : {}),
    ...(action === 'SEND_DTMF' ? { dtmfString: '1#' } : {}),
  };
};

function take(b: Bench, each: Step): void {
  switch (each.do) {
    case 'wait':
      b.advance(each.ms);
      return;
    case 'ring':
    case 'hang-up':
      try {
        if (each.do === 'ring') b.fault({ action: 'ring', agent: each.agent, from: '0301' });
        else b.fault({ action: 'hang-up', agent: each.agent });
      } catch (error) {
        if (!(error instanceof ClusterRefusal)) throw error;
      }
      return;
    case 'listen':
    case 'barge': {
      const action = each.do === 'listen' ? 'SILENT_MONITOR' : 'BARGE_CALL';
      const body = { kind: 'SuperviseCall', action, fromAddress: '4000', toAddress: extensionOf(each.agent) } as const;
      b.rest('publisher', 'POST', paths.userDialogs('1000'), { as: '1000', body });
      return;
    }
    case 'call': {
      const body = { kind: 'MakeCall', fromAddress: extensionOf(each.agent), toAddress: each.to } as const;
      b.rest('publisher', 'POST', paths.userDialogs(each.agent), { as: each.agent, body });
      return;
    }
    case 'act': {
      const dialog = dialogsOf(b, each.agent)[each.call];
      if (!dialog) return;
      const body = bodyFor(each.action, extensionOf(each.agent), dialog, each.to);
      b.rest('publisher', 'PUT', paths.dialog(dialog.id), { as: each.agent, body });
    }
  }
}

export function afternoon(
  changed: Partial<ClusterOptions>,
  day: readonly Step[],
  look: (all: ReadonlyMap<string, Shown>) => void,
): Bench {
  const b = bench(changed);
  for (const loginId of agents) {
    b.signIn(loginId);
    if (loginId !== '1000') b.setState(loginId, 'READY');
  }
  for (const each of day) {
    take(b, each);
    look(shown(b, 'publisher'));
  }
  return b;
}

export interface Shown {
  readonly state: string;
  readonly dialogs: readonly Dialog[];
}

/** What a node shows of all agents at one and the same moment. */
export function shown(b: Bench, node: NodeName): ReadonlyMap<string, Shown> {
  const asked = agents.map((as) => ({
    as,
    user: b.ask(node, 'GET', paths.user(as), { as }),
    dialogs: b.ask(node, 'GET', paths.userDialogs(as), { as }),
  }));
  b.advance(15);
  const payload = (id: string): ApiReply['payload'] => {
    const reply = b.replyTo(id);
    assert.ok(typeof reply === 'object');
    return reply.payload;
  };
  return new Map(
    asked.map(({ as, user, dialogs }) => [
      as,
      { state: valueOf(payload(user), 'User').state, dialogs: valueOf(payload(dialogs), 'Dialogs') },
    ]),
  );
}

/** Goes on until nothing is due for a while. */
export function settle(b: Bench): void {
  for (let due = b.deadline(); due !== undefined && due < b.now() + 200; due = b.deadline()) b.advance(due - b.now());
}
