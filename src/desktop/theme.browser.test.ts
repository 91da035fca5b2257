// A theme turns at once: no button of shell or gadgets stands in the old colours for a moment.
import { expect } from '@open-wc/testing';
import { gadgetStyles } from '../gadget/index.ts';
import { shellStyles } from './shell-styles.ts';
import { chooseTheme } from './theme.ts';
import { useTokens } from './test/page.ts';

const sheets = { 'the shell': shellStyles, gadgets: gadgetStyles };
const kinds = ['', 'primary', 'quiet', 'danger'];

describe('the theme', () => {
  before(useTokens);
  afterEach(() => {
    chooseTheme('system');
    document.body.replaceChildren();
  });

  for (const [whose, { styleSheet }] of Object.entries(sheets)) {
    it(`turns at once, the buttons of ${whose} too`, () => {
      const host = document.createElement('div');
      const shadow = host.attachShadow({ mode: 'open' });
      if (styleSheet) shadow.adoptedStyleSheets = [styleSheet];
      const buttons = kinds.map((kind) => Object.assign(document.createElement('button'), { className: kind }));
      shadow.append(...buttons);
      document.body.append(host);
      chooseTheme('light');
      // Reading what is shown has the browser work styles out, which is when transitions begin: no frame is waited for, since a
      // page in the background may get none.
      const shown = (): string[] => buttons.map(looks);
      const light = shown();
      chooseTheme('dark');
      const dark = shown();
      expect(shadow.getAnimations()).to.have.length(0);
      for (const [at, look] of dark.entries()) expect(look, kinds[at]).not.to.equal(light[at]);
    });
  }
});

function looks(button: HTMLElement): string {
  const { color, backgroundColor, borderColor } = getComputedStyle(button);
  return [color, backgroundColor, borderColor].join();
}
