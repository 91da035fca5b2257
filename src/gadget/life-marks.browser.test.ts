// The marks of gadgets' lives: the steps are told with the times at which they were, and not at the others' expense.
import { expect } from '@open-wc/testing';
import { markGadgetRestored, markGadgetState } from './life-marks.ts';
import { until } from './test/fake-desktop.ts';

const timeOf = (id: string, what: string): number | undefined =>
  performance.getEntriesByName(`understudy:gadget:${id}:${what}`)[0]?.startTime;

function begin(id: string): void {
  markGadgetState(id, 'loading', `https://desktop.example/${id}.js`);
  markGadgetState(id, 'restoring');
  markGadgetRestored(id);
}

describe('The marks of a gadget', () => {
  it('are written once no gadget is on its way any more, with the times at which the steps were', () => {
    const from = performance.now();
    begin('first');
    begin('second');
    const to = performance.now();
    markGadgetState('first', 'ready');
    expect(timeOf('first', 'ready')).to.be.a('number');
    expect(timeOf('first', 'loading')).to.equal(undefined);
    markGadgetState('second', 'ready');
    for (const id of ['first', 'second']) {
      for (const what of ['loading', 'restoring', 'restored']) expect(timeOf(id, what)).to.be.within(from, to);
    }
    const [loading] = performance.getEntriesByName('understudy:gadget:second:loading') as PerformanceMark[];
    expect(loading?.detail).to.deep.equal({ moduleUrl: 'https://desktop.example/second.js' });
  });

  it('do not wait for ever for a gadget that stays away', async () => {
    begin('stays-away');
    begin('third');
    markGadgetState('third', 'ready');
    await until(() => timeOf('third', 'restored') !== undefined, 'the steps of the one that came');
    markGadgetState('stays-away', 'quarantined');
    expect(timeOf('stays-away', 'quarantined')).to.be.a('number');
  });
});
