/**
 * WebKitGTK loads the desktop and fails over in place with a call up, a note half written, and another in a sandboxed frame. Left out, with a notice,
 * where it is not there and cannot be installed.
 */
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openSite, type Site } from './site.ts';
import { findWebKit, openWebKit, type WebKitPage } from './webkit-driver.ts';

const miniBrowser = findWebKit();
const notices = process.env['UNDERSTUDY_NOTICES'];

/** Finds an element by its test id through every shadow root. */
const search = `const search = (root, id) => {
  for (const each of root.querySelectorAll('*')) {
    if (each.dataset && each.dataset.testid === id) return each;
    const inner = each.shadowRoot && search(each.shadowRoot, id);
    if (inner) return inner;
  }
};`;
const framed = `const framedNote = (root) => {
  for (const each of root.querySelectorAll('*')) {
    if (each.localName === 'us-framed-note') return each;
    const inner = each.shadowRoot && framedNote(each.shadowRoot);
    if (inner) return inner;
  }
};`;
/** The gadget's page, and the sandboxed frame without an origin inside it. */
const toTheFrame = [
  `${framed} return framedNote(document).shadowRoot.querySelector('iframe');`,
  `return document.querySelector('iframe');`,
];
const isAt = `const { phase, node } = document.documentElement.dataset;
  return phase === arguments[0] && node === arguments[1];`;

if (miniBrowser === undefined) {
  if (notices) appendFileSync(notices, 'No WebKitGTK here and none could be installed: its story was left out.\n');
} else {
  let site: Site;
  let page: WebKitPage;
  before(async () => {
    site = await openSite();
    page = await openWebKit(miniBrowser);
  });
  after(async () => {
    await page.close();
    await site.stop();
  });

  test('WebKitGTK: the publisher goes away with a call and half a note; both are there on the subscriber', async () => {
    await page.open(`${site.url}?agent=1001&signin`);
    await page.until('signed in on the publisher', isAt, 'connected', 'publisher');
    await page.run(`return window.understudy.lab.do('ring', { agent: '1001', from: '5550142' });`);
    await page.until('a call to answer', `${search} return search(document, 'answer') !== undefined;`);
    await page.run(`${search} search(document, 'answer').click();`);
    await page.until('talking', `return window.understudy.view().agent?.state === 'TALKING';`);
    await page.run(`${search}
      const note = search(document, 'note');
      note.focus();
      note.value = 'Half a note';
      note.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));`);
    await page.run(`${search} search(document, 'tab-more').click();`);
    await page.until(
      'the framed gadget has greeted',
      `${framed} return framedNote(document)?.dataset.frame === 'greeted';`,
    );
    await page.runInFrame(
      toTheFrame,
      `const note = document.querySelector('#note');
      note.value = 'Half a framed note';
      note.dispatchEvent(new InputEvent('input', { bubbles: true }));`,
    );
    const loadedAt = await page.run<number>('return performance.timeOrigin;');

    await page.run(`return window.understudy.lab.do('stop-node', { node: 'publisher' });`);
    await page.until('connected on the subscriber', isAt, 'connected', 'subscriber');
    assert.equal(await page.run<number>('return performance.timeOrigin;'), loadedAt, 'the page was not reloaded');
    assert.equal(await page.run<number>('return window.understudy.view().dialogs.length;'), 1);
    assert.equal(await page.run<string>(`${search} return search(document, 'note').value;`), 'Half a note');
    // The frame has never gone, has the view of the other node, and answers.
    assert.equal(
      await page.runInFrame<string>(toTheFrame, `return document.querySelector('#note').value;`),
      'Half a framed note',
    );
    assert.match(
      await page.runInFrame<string>(toTheFrame, `return document.querySelector('#phase').textContent;`),
      /Connected/,
    );
    assert.equal(
      await page.runInFrame<string>(toTheFrame, `return document.querySelector('#kept').textContent;`),
      'Kept',
    );
  });
}
