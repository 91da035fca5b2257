// A gadget can be made again and again, whatever its element is called; a module that never came is asked for anew.
import { expect } from '@open-wc/testing';
import { makeGadget } from './gadget-module.ts';

const otherTag = new URL('./test/gadgets/other-tag.ts', import.meta.url).href;

describe('a gadget’s module', () => {
  it('is evaluated once, also when its element is not called after its folder', async () => {
    const first = await makeGadget('other-tag', otherTag, 0);
    const second = await makeGadget('other-tag', otherTag, 1);
    expect(first.localName).to.equal('us-called-otherwise');
    expect(second.constructor).to.equal(first.constructor);
    expect(second).not.to.equal(first);
  });

  it('that could not be fetched is asked for under another address', async () => {
    const missing = new URL('./test/gadgets/not-there.ts', import.meta.url).href;
    const failure = await makeGadget('not-there', missing, 1).catch((cause: unknown) => String(cause));
    expect(failure).to.contain('attempt=1');
  });
});
