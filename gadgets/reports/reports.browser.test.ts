// Reports: a day out of what is seen, honest about what was not, drawn and as tables.
import { expect } from '@open-wc/testing';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import {
  byTestId,
  fakeDesktop,
  isoBefore,
  morning,
  show,
  someDialog,
  someUser,
} from '../../src/gadget/test/fake-desktop.ts';
import type { User } from '../../src/gadget/index.ts';
import { callsByHour, dayAfter, midnight, totals, type Day } from './day.ts';
import Reports from './index.ts';

const minute = 60_000;
const iso = (time: number) => new Date(time).toISOString();
const inState = (state: User['state'], since: number) => someUser({ state, stateChangeTime: iso(since) });
const look = (day: Day | undefined, agent: User, now: number, connected = true) =>
  dayAfter(day, { agent, dialogs: [], connected, now });
const sums = (day: Day) => Object.fromEntries(totals(day).map(({ kind, ms }) => [kind, ms / minute]));
const start = midnight(morning) + 9 * 60 * minute;
afterEach(() => document.body.replaceChildren());

describe('reports: the day', () => {
  it('begins where the node says that the state began, and follows it from state to state', () => {
    let day = look(undefined, inState('NOT_READY', start - 5 * minute), start);
    day = look(day, inState('READY', start + minute), start + minute);
    day = look(day, inState('TALKING', start + minute + 30_000), start + 2 * minute);
    expect(sums(day)).to.deep.equal({ 'not-ready': 6, ready: 0.5, talking: 0.5 });
    expect(day.spans.every((span, at) => at === 0 || day.spans[at - 1]?.to === span.from)).to.equal(true);
  });

  it('what nobody saw is unknown, unless the node says that nothing changed', () => {
    const day = look(undefined, inState('READY', start), start + minute);
    const same = look(day, inState('READY', start), start + 60 * minute);
    expect(sums(same)).to.deep.equal({ ready: 60 });
    const other = look(day, inState('NOT_READY', start + 50 * minute), start + 60 * minute);
    expect(sums(other)).to.deep.equal({ ready: 1, unknown: 49, 'not-ready': 10 });
  });

  it('a failover is unknown while it lasts, up to where the node’s word reaches back', () => {
    let day = look(undefined, inState('READY', start), start + minute);
    day = look(day, inState('READY', start), start + 2 * minute, false);
    day = look(day, inState('NOT_READY', start + 3 * minute), start + 4 * minute);
    expect(sums(day)).to.deep.equal({ ready: 1, unknown: 2, 'not-ready': 1 });
  });

  it('a new day begins empty, at midnight', () => {
    const day = look(undefined, inState('READY', start), start + minute);
    const next = look(day, inState('READY', start), midnight(start) + 25 * 60 * minute);
    expect(next.spans).to.deep.equal([
      { kind: 'ready', from: midnight(start) + 24 * 60 * minute, to: midnight(start) + 25 * 60 * minute },
    ]);
  });

  it('counts each call once, in its hour and direction', () => {
    const call = (id: string, from: string, at: number) =>
      someDialog({ id, fromAddress: from }, { startTime: iso(at) });
    const dialogs = [call('1', '5550100', start + minute), call('2', '4001', start + 70 * minute)];
    const sight = { agent: inState('TALKING', start), dialogs, connected: true, now: start + 71 * minute };
    const day = dayAfter(dayAfter(undefined, sight), { ...sight, now: sight.now + minute });
    expect(callsByHour(day)).to.deep.equal([
      { hour: 9, incoming: 1, outgoing: 0 },
      { hour: 10, incoming: 0, outgoing: 1 },
    ]);
  });
});

describe('reports', () => {
  const shown = async () => {
    const desktop = fakeDesktop({
      agent: someUser({ stateChangeTime: isoBefore(10 * minute) }),
      dialogs: [someDialog()],
    });
    const element = await show(Reports, desktop.handle);
    await element.updateComplete;
    return { desktop, element };
  };

  it('draws the day and the calls, and says the same in tables', async () => {
    const { desktop, element } = await shown();
    expect(byTestId(element, 'day-table').textContent.replace(/\s+/g, ' ')).to.contain('Ready 10:00 100 %');
    expect(byTestId(element, 'day-band').getAttribute('aria-label')).to.contain('Ready 10:00');
    expect(byTestId(element, 'calls-chart').getAttribute('aria-label')).to.contain('1 call today');
    desktop.pass(10 * minute);
    desktop.setView({ agent: someUser({ state: 'TALKING', stateChangeTime: iso(morning) }) });
    await element.updateComplete;
    expect(byTestId(element, 'day-table').textContent.replace(/\s+/g, ' ')).to.contain('Talking 10:00 50 %');
    expect(element.shadowRoot?.querySelectorAll('.band rect')).to.have.length(2);
  });

  it('survives a reload', async () => {
    const { desktop, element } = await shown();
    element.remove();
    desktop.pass(5 * minute);
    const again = await show(Reports, desktop.again());
    await again.updateComplete;
    expect(byTestId(again, 'day-table').textContent.replace(/\s+/g, ' ')).to.contain('Ready 15:00');
    expect(byTestId(again, 'calls-chart').getAttribute('aria-label')).to.contain('1 call today');
  });

  it('is accessible and fits 320 px', async () => {
    const { element } = await shown();
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
  });
});
