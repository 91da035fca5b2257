// A gadget is the container of its own container queries, and pays for being one only when its styles ask.
import { expect } from '@open-wc/testing';
import { Gadget, css, customElement, gadgetStyles, html } from './index.ts';
import { byTestId, fakeDesktop, show } from './test/fake-desktop.ts';

const body = html`<p data-testid="text">one</p>`;

@customElement('test-asks-for-width')
class AsksForWidth extends Gadget {
  static override styles = [
    gadgetStyles,
    css`
      @container (max-width: 200px) {
        p {
          padding-inline-start: 7px;
        }
      }
    `,
  ];
  override render() {
    return body;
  }
}

@customElement('test-asks-nothing')
class AsksNothing extends Gadget {
  override render() {
    return body;
  }
}

describe('A gadget as container', () => {
  it('answers the queries of its own styles by its own width', async () => {
    const gadget = await show(AsksForWidth, fakeDesktop().handle);
    const padding = (): string => getComputedStyle(byTestId(gadget, 'text')).paddingInlineStart;
    gadget.style.inlineSize = '150px';
    expect(padding()).to.equal('7px');
    gadget.style.inlineSize = '300px';
    expect(padding()).to.equal('0px');
    gadget.remove();
  });

  it('is none when its styles do not ask', async () => {
    const gadget = await show(AsksNothing, fakeDesktop().handle);
    expect(getComputedStyle(gadget).containerType).to.equal('normal');
    gadget.remove();
  });
});
