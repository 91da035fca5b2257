// GADGET FRAME: the page of a framed gadget lets in its own script and styles and nothing else, wherever it is served.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { framedNames, framedPage, isFramedPage } from '../rollup/framed-pages.mjs';
import { policyForMeta, securityHeadersFor } from '../rollup/security-headers.mjs';

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const inside = (text: string, from: string, to: string) => text.split(from)[1]?.split(to)[0] ?? '';

test('a framed page holds one frame without an origin, and its policy names what is in it by hash', async () => {
  for (const name of framedNames()) {
    const page = await framedPage(name);
    assert.equal(page.match(/<iframe /g)?.length, 1);
    assert.match(page, /<iframe sandbox="allow-scripts" /);
    assert.doesNotMatch(page.replace(/srcdoc="[^"]*"/, ''), /<script/);
    const policy = inside(page, 'content="', '"');
    const framed = inside(page, 'srcdoc="', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
    const allowed = [
      ['script-src', hashOf(inside(framed, '<script type="module">', '</script>'))],
      ['style-src', hashOf(inside(framed, '<style>', '</style>')), hashOf(inside(page, '<style>', '</style>'))],
    ].map((one) => one.join(' '));
    assert.equal(policy, ["default-src 'none'", ...allowed, "base-uri 'none'", "form-action 'none'"].join('; '));
  }
  assert.ok(framedNames().length > 0);
});

test('as a header it has a policy of its own, and the desktop may frame its own pages and its nodes alone', () => {
  const pairs = { one: { publisher: 'https://a.example', subscriber: 'https://b.example' } };
  const own = securityHeadersFor({ pairs }, 'framed-note.html')['Content-Security-Policy'];
  assert.match(own, /connect-src 'none'; .*frame-src 'none'; .*frame-ancestors 'self'$/);
  // Of the shell's own policy nothing: its script-src would forbid what the page allows by hash.
  assert.doesNotMatch(own, /script-src|style-src|default-src/);
  assert.match(policyForMeta({ pairs }), /frame-src 'self' https:\/\/a\.example https:\/\/b\.example$/);
  assert.match(policyForMeta({ pairs: {} }), /frame-src 'self'$/);
  assert.equal(isFramedPage('index.html') || isFramedPage('assets/framed-note.html'), false);
});
