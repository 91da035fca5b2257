import { expect } from '@open-wc/testing';
import { axeInBothThemes, byTestId, deepAll, readText, until, useTokens } from '../../desktop/test/page.ts';
import { connectedView, movedView, sampleNow } from '../../desktop/test/sample-view.ts';
import type { DesktopView } from '../../core/view.ts';
import { ScenariosPanel } from './scenarios-panel.ts';

const text = `DF-1: planted here

agent 1001 signs in on publisher
stop-node publisher
expect 1001 hears disconnected reset
expect 1001 is on a call`;

describe('the sheet of scenarios', () => {
  let panel: ScenariosPanel;
  let view: DesktopView;
  let done: unknown[];

  beforeEach(async () => {
    await useTokens();
    view = connectedView;
    done = [];
    panel = new ScenariosPanel();
    panel.texts = { 'DF-1-planted': text };
    panel.view = () => view;
    let now = sampleNow;
    panel.now = () => (now += 1000);
    panel.act = (action, args) => {
      done.push([action, args]);
      if (action === 'stop-node') view = movedView;
      return Promise.resolve();
    };
    const main = document.createElement('main');
    const heading = document.createElement('h1');
    const section = document.createElement('h2');
    heading.textContent = section.textContent = 'Scenarios';
    main.append(heading, section, panel);
    document.body.append(main);
    await panel.updateComplete;
  });
  afterEach(() => panel.parentElement?.remove());

  const outcomes = (): string[] =>
    deepAll(document, '[data-testid="scenario-lines"] li').map(({ className }) => className);
  const status = (): string => readText(byTestId('scenario-status'));

  it('steps through a requirement, then runs the rest, and says what does not hold', async () => {
    byTestId('scenario-DF-1-planted').click();
    await panel.updateComplete;
    byTestId('scenario-step').click();
    await until(() => outcomes()[0] === 'done');
    expect(outcomes()).to.deep.equal(['done', 'waiting', 'waiting', 'waiting']);
    await until(() => byTestId('scenario-run').ariaDisabled === 'false');
    byTestId('scenario-run').click();
    await until(() => status() === '✕ 1 line does not hold.');
    expect(outcomes()).to.deep.equal(['done', 'done', 'held', 'failed']);
    expect(done).to.deep.equal([]);
    expect(await axeInBothThemes()).to.deep.equal([]);
  });

  it('tells a story live: does what it says and waits for what the desktop shows', async () => {
    byTestId('scenario-live-node-dies').click();
    await panel.updateComplete;
    byTestId('scenario-run').click();
    await until(() => status().startsWith('✓ Over'));
    expect(done).to.deep.equal([
      ['stop-node', { node: 'publisher' }],
      ['start-node', { node: 'publisher' }],
    ]);
  });

  it('opens what the address asks for, and says when there is no such scenario', async () => {
    panel.wanted = 'DF-1-planted';
    await until(() => outcomes().length === 4);
    panel.wanted = 'constructor';
    await until(() => status() === 'There is no scenario “constructor” here.');
  });
});
