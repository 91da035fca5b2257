import { expect } from '@open-wc/testing';
import { mountPlanner } from './mount.ts';
import { axeViolations, byTestId, deep, deepAll, readText, until, useTokens } from '../test/page.ts';

describe('the planner page (DF-11, GL-7, GL-8)', () => {
  let place: HTMLElement;
  let page: { dispose(): void };
  beforeEach(async () => {
    await useTokens();
    place = document.createElement('main');
    const headings = ['h1', 'h2'].map((name) => document.createElement(name));
    for (const heading of headings) heading.textContent = 'Failover planner';
    const inner = document.createElement('div');
    place.append(...headings, inner);
    document.body.append(place);
    page = mountPlanner(inner);
    await until(() => readText(deep(document, '[data-testid="plan-last"]')) !== '');
  });
  afterEach(() => {
    page.dispose();
    place.remove();
  });
  const type = (name: string, value: string) => {
    const input = deepAll(document, `input[name="${name}"]`)[0] as HTMLInputElement;
    input.value = value;
    input.dispatchEvent(new Event('input'));
  };

  it('reckons anew with every change, draws where the time goes, and is accessible', async () => {
    const before = readText(byTestId('plan-last'));
    expect(deepAll(document, '.bars rect').length).to.equal(6);
    expect(await axeViolations()).to.deep.equal([]);
    type('onLostNodePercent', '100');
    await until(() => readText(byTestId('plan-last')) !== before);
    expect(readText(deepAll(document, '.plan')[0])).to.contain('1000 and 1000 agents');
  });

  it('says what cannot be, and keeps the last plan', async () => {
    const before = readText(byTestId('plan-last'));
    type('gadgets', '-1');
    await until(() => deepAll(document, '#refusal').length === 1);
    expect(readText(deepAll(document, '#refusal')[0])).to.contain('gadgets');
    expect(readText(byTestId('plan-last'))).to.equal(before);
  });
});
