import { expect } from '@open-wc/testing';
import type { Check, Surroundings } from './contract.ts';
import { mountReadiness } from './mount.ts';
import type { ReadinessPage } from './readiness-page.ts';
import { axeViolations, byTestId, deep, deepAll, readText, until, useTokens } from '../test/page.ts';

const check = (id: Check['id'], finding: Awaited<ReturnType<Check['run']>>): Check => ({
  id,
  title: `Question ${id}`,
  run: () => finding,
});
const planted: readonly Check[] = [
  check('GL-1', { verdict: 'good', words: 'All is well.' }),
  check('GL-2', { verdict: 'problem', words: 'There is no room.', advice: 'Make room.' }),
  check('GL-3', { verdict: 'not-known', words: 'Nobody can tell.' }),
  check('GL-6', { verdict: 'costs-time', words: 'Fetched twice.', advice: 'Cache it.' }),
];

describe('the readiness page', () => {
  let place: HTMLElement;
  let page: { dispose(): void };
  const open = async (checks: readonly Check[]) => {
    await useTokens();
    place = document.createElement('main');
    // As the desktop and the page's frame have them.
    const headings = ['h1', 'h2'].map((name) => document.createElement(name));
    for (const heading of headings) heading.textContent = 'Readiness';
    const inner = document.createElement('div');
    place.append(...headings, inner);
    document.body.append(place);
    page = mountReadiness(inner, () => ({}) as Surroundings);
    (inner.firstElementChild as ReadinessPage).checks = checks;
    await until(() => {
      const whole = readText(deep(document, '[data-testid="readiness"]'));
      return whole !== '' && !whole.startsWith('Checking');
    });
  };
  afterEach(() => {
    page.dispose();
    place.remove();
  });

  it('puts the worst first, says what to do, and is accessible', async () => {
    await open(planted);
    const shown = deepAll(document, 'li[data-check]');
    expect(shown.map(({ dataset }) => dataset.check)).to.deep.equal(['GL-2', 'GL-6', 'GL-3', 'GL-1']);
    expect(readText(shown[0])).to.contain('There is no room. Make room.');
    expect(readText(byTestId('readiness'))).to.equal(
      '1 thing can make a failover fail or lose something. 1 more costs time.',
    );
    expect(await axeViolations()).to.deep.equal([]);
  });

  it('looks again when asked', async () => {
    let looks = 0;
    await open([{ ...planted[0]!, run: () => ({ verdict: 'good', words: `Look ${(looks += 1)}.` }) }]);
    byTestId('check-again').click();
    await until(() => readText(deepAll(document, 'li')[0]).includes('Look 2.'));
  });
});
