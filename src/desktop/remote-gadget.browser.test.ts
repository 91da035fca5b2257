// Gadgets of other hosts: all of a gadget's hosts must be allowed, each with its own grant; the title bar tells of another host.
import { expect } from '@open-wc/testing';
import { render } from 'lit';
import type { LayoutGadget } from '../wire/layout.ts';
import { sourceMark } from './gadget-marks.ts';
import { GadgetHostRefused, makeRemoteGadget, remoteSources, type GadgetHosts } from './remote-gadget.ts';

const gadget = (url: string, ...alternateHosts: string[]): LayoutGadget => ({
  id: 'far',
  url,
  hidden: false,
  alternateHosts,
});
const allowed: GadgetHosts = new Map([
  ['https://a.example', { sees: ['agent'], may: ['setState'] }],
  ['https://b.example', { sees: [], may: [] }],
]);
const refusal = (run: () => unknown): GadgetHostRefused => {
  try {
    run();
  } catch (error) {
    if (error instanceof GadgetHostRefused) return error;
    throw error;
  }
  throw new Error('it was let through');
};

describe('a gadget of another host', () => {
  it('comes from the hosts that the deployment names, in the order of the layout, each with its grant', () => {
    expect(remoteSources(gadget('https://b.example/g.html', 'a.example'), allowed)).to.deep.equal([
      { url: 'https://b.example/g.html', host: 'b.example', sees: [], may: [] },
      { url: 'https://a.example/g.html', host: 'a.example', sees: ['agent'], may: ['setState'] },
    ]);
  });

  it('is refused when one of its hosts is not named, by name, and when there is no address in it', () => {
    const other = refusal(() => remoteSources(gadget('https://a.example/g.html', 'evil.example'), allowed));
    expect(other.code).to.equal('gadget-host-refused');
    expect(other.hosts).to.deep.equal(['https://evil.example']);
    expect(other.message).to.contain('https://evil.example').and.not.contain('a.example,');
    // The scheme and the port are part of it.
    expect(refusal(() => remoteSources(gadget('http://a.example/g.html'), allowed)).hosts).to.have.length(1);
    expect(refusal(() => remoteSources(gadget('https://a.example:8443/g.html'), allowed)).hosts).to.have.length(1);
    expect(refusal(() => remoteSources(gadget('3rdpartygadgets/g.html'), allowed)).hosts).to.deep.equal([]);
  });

  it('is not made, and nothing of its code is loaded, when what is allowed cannot be read', async () => {
    const trouble = new Error('config.json could not be read');
    const made = makeRemoteGadget(gadget('https://a.example/g.html'), () => Promise.reject(trouble));
    expect(await made.catch((error: unknown) => error)).to.equal(trouble);
  });

  it('says which host it has come from only when that is not the first', () => {
    const place = document.createElement('div');
    render(sourceMark('far', { host: 'a.example', instead: [] }), place);
    expect(place.textContent.trim()).to.equal('');
    render(sourceMark('far', { host: 'b.example', instead: ['a.example'] }), place);
    expect(place.textContent).to.contain('From b.example').and.contain('a.example did not answer');
  });
});
