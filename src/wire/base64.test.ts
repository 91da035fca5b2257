/** Base64 against Node's own, RFC 4648's samples, and what is no Base64. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeBase64, encodeBase64 } from './base64.ts';

void describe('Base64 of UTF-8', () => {
  it('is what Node makes of the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const expected = Buffer.from(text, 'utf8').toString('base64');
        assert.equal(encodeBase64(text), expected);
        assert.equal(decodeBase64(expected), text);
      }),
    );
  });
  it('knows the samples of RFC 4648', () => {
    const samples = {
      '': '',
      f: 'Zg==',
      fo: 'Zm8=',
      foo: 'Zm9v',
      foob: 'Zm9vYg==',
      fooba: 'Zm9vYmE=',
      foobar: 'Zm9vYmFy',
    };
    for (const [text, encoded] of Object.entries(samples)) assert.equal(encodeBase64(text), encoded);
  });
  it('puts U+FFFD for half a surrogate pair, as browsers do', () => {
    assert.equal(decodeBase64(encodeBase64('a\ud83db')), 'a\ufffdb');
  });
  it('refuses what is no Base64, or no UTF-8', () => {
    for (const bad of ['Zg', 'Zg=', 'Z===', '====', 'Zm 9', 'Zm9-', 'Zg==Zg==', '/w==', '7aCA', 'wIA=', '9JCAgA==']) {
      assert.equal(decodeBase64(bad), undefined, bad);
    }
  });
});
