import { expect } from '@open-wc/testing';
import { axeInBothThemes, byTestId, deep, deepAll, press, until, useTokens } from '../../desktop/test/page.ts';
import { connectedView } from '../../desktop/test/sample-view.ts';
import { healthyWorld } from '../test/fake-cluster.ts';
import { partsOf } from './model.ts';
import { boxes, lines } from './places.ts';
import { Topology } from './topology.ts';

describe('the drawing of the cluster', () => {
  let drawing: Topology;
  let done: [action: string, args: unknown][];

  beforeEach(async () => {
    await useTokens();
    done = [];
    drawing = new Topology();
    drawing.world = healthyWorld;
    drawing.view = connectedView;
    drawing.act = (action, args) => done.push([action, args]);
    const main = document.createElement('main');
    const heading = document.createElement('h1');
    heading.textContent = 'Drawing';
    main.append(heading, drawing);
    document.body.append(main);
    await drawing.updateComplete;
  });
  afterEach(() => drawing.parentElement?.remove());

  const label = (part: string): string | null => byTestId(`part-${part}`).ariaLabel;

  it('every part has a place, and every place a part', () => {
    const parts = partsOf(healthyWorld, connectedView).map(({ id }) => id);
    expect(parts.toSorted()).to.deep.equal([...Object.keys(boxes), ...Object.keys(lines)].toSorted());
  });

  it('a part is picked, broken, shown as broken in words, and healed', async () => {
    byTestId('part-publisher').dispatchEvent(new MouseEvent('click'));
    (await until(() => deep(document, '[data-testid="deed-stop-node"]'))).click();
    expect(done).to.deep.equal([['stop-node', { node: 'publisher' }]]);
    const nodes = {
      ...healthyWorld.nodes,
      publisher: { ...healthyWorld.nodes.publisher, running: false, inService: false },
    };
    drawing.world = { ...healthyWorld, nodes };
    await until(() => label('publisher') === 'Publisher: stopped');
    byTestId('deed-start-node').click();
    expect(done.at(-1)).to.deep.equal(['start-node', { node: 'publisher' }]);
  });

  it('one link of one node is cut, and a network made slow', async () => {
    byTestId('part-cti-subscriber-B').dispatchEvent(new MouseEvent('click'));
    (await until(() => deep(document, '[data-testid="deed-cut-cti"]'))).click();
    expect(done).to.deep.equal([['cut-cti', { side: 'B', node: 'subscriber' }]]);
    byTestId('part-network-publisher').dispatchEvent(new MouseEvent('click'));
    (await until(() => deep(document, '[data-testid="deed-set-latency"]'))).click();
    expect(done.at(-1)).to.deep.equal(['set-latency', { node: 'publisher', ms: 250 }]);
    const network = { ...healthyWorld.network, publisher: { cut: false, latencyMs: 250 } };
    drawing.world = { ...healthyWorld, network };
    await until(() => label('network-publisher') === 'Network to the publisher: 250 ms, slow');
  });

  it('this desktop loses its connection to another one of the same agent, while somebody is signed in', async () => {
    byTestId('part-desktop').dispatchEvent(new MouseEvent('click'));
    (await until(() => deep(document, '[data-testid="deed-sign-in-elsewhere"]'))).click();
    expect(done).to.deep.equal([['sign-in-elsewhere', { agent: connectedView.session?.agentId }]]);
    drawing.view = { ...connectedView, phase: 'displaced' };
    await until(() => !deep(document, '[data-testid="deed-sign-in-elsewhere"]'));
  });

  it('by keyboard alone: one stop, arrow keys, Enter', async () => {
    const stops = () => deepAll(document, 'svg [tabindex="0"]');
    expect(stops().length).to.equal(1);
    stops()[0]?.focus();
    press(byTestId('topology'), 'End');
    await until(() => drawing.shadowRoot?.activeElement?.getAttribute('data-part') === 'chat');
    press(byTestId('topology'), 'Enter');
    await until(() => deep(document, '[data-testid="deed-fail-imp"]'));
    await until(() => stops()[0]?.dataset['part'] === 'chat' && stops().length === 1);
  });

  it('is clean for axe, well and broken', async () => {
    byTestId('part-network-publisher').dispatchEvent(new MouseEvent('click'));
    await until(() => deep(document, '[data-testid="picked-part"]'));
    expect(await axeInBothThemes()).to.deep.equal([]);
    drawing.world = {
      ...healthyWorld,
      cti: { A: 'down', B: 'up' },
      network: { publisher: { cut: true, latencyMs: 15 }, subscriber: { cut: false, latencyMs: 1000 } },
    };
    await drawing.updateComplete;
    expect(await axeInBothThemes()).to.deep.equal([]);
  });
});
