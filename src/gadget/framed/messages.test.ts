// GADGET FRAME: what comes out of a frame is exactly one of the messages or is refused, whatever a stranger sends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dialogActions } from '../../wire/dialog.ts';
import { settableAgentStates } from '../../wire/user.ts';
import { frameLimits, FrameMessageError, readFrameMessage, type FrameMessage } from './messages.ts';

const id = fc.nat();
const key = fc.string({ minLength: 1, maxLength: frameLimits.keyLength });
const short = fc.string({ minLength: 1, maxLength: 64 });
const data = fc
  .jsonValue({ maxDepth: 4 })
  // As JSON and structured clones carry it: neither keeps a prototype, and JSON has no -0.
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown)
  .filter((value) => JSON.stringify(value).length < frameLimits.items);
const action = fc.oneof(
  fc.record({ do: fc.constant('setState'), state: fc.constantFrom(...settableAgentStates) }),
  fc.record({ do: fc.constant('setState'), state: fc.constantFrom(...settableAgentStates), reasonCodeId: fc.nat() }),
  fc.record({ do: fc.constant('makeCall'), to: short }),
  fc.record({ do: fc.constant('callAction'), dialogId: short, action: fc.constantFrom(...dialogActions) }),
);
const message = fc.oneof(
  fc.record({ type: fc.constant('hello'), protocol: fc.constant(1), nonce: short }),
  fc.record({ type: fc.constantFrom('pong', 'seen'), n: fc.nat() }),
  fc.record({ type: fc.constant('height'), px: fc.nat({ max: frameLimits.px }) }),
  fc.record({ type: fc.constant('fault'), message: short }),
  fc.record({ type: fc.constantFrom('get', 'delete'), id, key }),
  fc.record({ type: fc.constant('put'), id, key, value: data }),
  fc.record({ type: fc.constant('act'), id, action }),
);
const asCloned = (value: unknown): FrameMessage => structuredClone(value) as FrameMessage;

test('every message of the protocol is read as it was sent', () => {
  fc.assert(
    fc.property(message, (sent) => {
      const plain = asCloned(sent);
      assert.deepEqual(readFrameMessage(plain), plain);
    }),
  );
});

test('anything at all is read as a message, or refused with a typed error and nothing else', () => {
  const anything = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
    fc.record({ type: fc.constantFrom('hello', 'pong', 'seen', 'height', 'fault', 'get', 'put', 'delete', 'act') }),
    fc.record({
      type: fc.constantFrom('put', 'act', 'get'),
      id: fc.anything(),
      key: fc.anything(),
      value: fc.anything(),
    }),
  );
  fc.assert(
    fc.property(anything, (sent) => {
      try {
        assert.notEqual(readFrameMessage(sent), undefined);
      } catch (cause) {
        assert.ok(cause instanceof FrameMessageError, String(cause));
      }
    }),
  );
});

test('a good message with one field more, one less or another in its place is refused', () => {
  const spoil = fc.constantFrom('more', 'less', 'other');
  fc.assert(
    fc.property(message, spoil, fc.nat(), (sent, how, at) => {
      const plain: Record<string, unknown> = { ...asCloned(sent) };
      const names = Object.keys(plain).filter((name) => name !== 'value');
      const name = names[at % names.length] ?? 'type';
      const others = Object.entries(plain).filter(([one]) => how !== 'less' || one !== name);
      const fields = Object.fromEntries(others);
      if (how === 'more') fields['credentials'] = 'please';
      else if (how === 'other') fields[name] = Symbol.iterator;
      assert.throws(() => readFrameMessage(fields), FrameMessageError);
    }),
  );
});

test('what is put is bounded in size, in depth, and to plain data', () => {
  const put = (value: unknown) => readFrameMessage({ type: 'put', id: 1, key: 'note', value });
  const cycle: unknown[] = [];
  cycle.push(cycle);
  const bad: readonly [string, unknown][] = [
    ['too long a text', 'x'.repeat(frameLimits.textLength + 1)],
    ['too many items', Array.from({ length: frameLimits.items + 1 }, () => 0)],
    ['a cycle', cycle],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['no number', Number.NaN],
    ['nothing', undefined],
    ['holes', Array.from({ length: 2 })],
  ];
  for (const [what, value] of bad) assert.throws(() => put(value), FrameMessageError, what);
  const proto = JSON.parse('{"__proto__": {"admin": true}}') as unknown;
  const read = put(proto);
  assert.equal(read.type === 'put' && Object.getPrototypeOf(read.value), Object.prototype);
  assert.equal(({} as { admin?: unknown }).admin, undefined);
});
