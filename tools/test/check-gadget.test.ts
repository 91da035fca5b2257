/** What the gadget check works out without a browser: who held the thread, what a kept value hides, a page that escapes. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namesHost } from '../check-gadget/asks.ts';
import type { ReportCard } from '../check-gadget/contract.ts';
import { cardPage } from '../check-gadget/html.ts';
import { heldIn } from '../check-gadget/profile.ts';
import { textsIn } from '../check-gadget/rows/addresses.ts';

const frame = (id: number, functionName: string, url: string, children: number[] = []) => ({
  id,
  callFrame: { functionName, url },
  children,
});
const nodes = [
  frame(1, '(root)', '', [2, 3, 5]),
  frame(2, '(idle)', ''),
  frame(3, 'render', 'http://x/assets/gadget-notes-abc.js', [4]),
  frame(4, 'commit', 'http://x/assets/main-abc.js'),
  frame(5, 'commit', 'http://x/assets/main-abc.js'),
];
const heldBy = (samples: number[]) =>
  heldIn({ nodes, samples, timeDeltas: samples.map(() => 5_000) }, '/gadget-notes-');

describe('gadget check', () => {
  it('lays to a gadget’s charge what runs below its functions, and nothing else', () => {
    const held = heldBy([3, 4, 4, 5, 3, 2, 2, 2, 3, 2]);
    assert.deepEqual({ longestMs: held.longestMs, where: held.where }, { longestMs: 20, where: 'render' });
    assert.equal(held.totalMs, 25);
    assert.equal(heldBy([5, 5, 2]).totalMs, 0);
  });

  it('finds a host in the depth of a value, in pieces and encoded', () => {
    const hosts = ['node-in-use.localhost'];
    const hidden: unknown[] = [
      'http://NODE-in-use.localhost:1/',
      { deep: [{ at: 'http%3A%2F%2Fnode-in-use.localhost' }] },
      Buffer.from('{"host":"node-in-use.localhost"}').toString('base64'),
      ['node-in-use', '.localhost'],
    ];
    for (const value of hidden)
      assert.ok(
        textsIn(value).some((text) => namesHost(text, hosts)),
        JSON.stringify(value),
      );
    assert.ok(!textsIn({ path: '/finesse/api/User', n: 4 }).some((text) => namesHost(text, hosts)));
  });

  it('escapes every word of a gadget’s on its page', () => {
    const card: ReportCard = {
      gadget: '<b>',
      verdict: 'failed',
      requestsWhileDisconnected: 0,
      cost: { bytes: 1, longestBlockMs: 0, requests: 0 },
      rows: [
        {
          row: 'reload',
          title: 'R',
          verdict: 'failed',
          survived: [],
          lost: ['<script>'],
          wrong: [],
          notes: [],
          seconds: 1,
          shots: [],
          measures: { requestsWhileDisconnected: 0, requests: 0, longestBlockMs: 0, readyMs: undefined },
        },
      ],
    };
    assert.ok(!/<b>|<script>/.test(cardPage(card)));
  });
});
