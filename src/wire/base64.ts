/** Base64 of UTF-8 text (RFC 4648 §4), without the browser's `btoa`, which a pure folder has not and which knows no UTF-8. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The UTF-8 bytes of `text`; a surrogate that stands alone becomes U+FFFD, as everywhere on the web. */
export function utf8Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    else {
      bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    }
  }
  return bytes;
}

/** The text of UTF-8 bytes; `undefined` when they are not valid UTF-8 (overlong forms and surrogates included). */
export function utf8Text(bytes: readonly number[]): string | undefined {
  // `decodeURIComponent` is the language's own strict UTF-8 decoder.
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return undefined;
  }
}

export function encodeBase64(text: string): string {
  const bytes = utf8Bytes(text);
  const digits: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.slice(at, at + 3);
    const group = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    digits.push(
      alphabet.charAt(group >> 18),
      alphabet.charAt((group >> 12) & 63),
      second === undefined ? '=' : alphabet.charAt((group >> 6) & 63),
      third === undefined ? '=' : alphabet.charAt(group & 63),
    );
  }
  return digits.join('');
}

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** `undefined` when it is no padded Base64, or not of UTF-8 text. */
export function decodeBase64(encoded: string): string | undefined {
  if (encoded.length % 4 !== 0 || !base64.test(encoded)) return undefined;
  const digits = encoded.replace(/=+$/, '');
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of digits) {
    held = ((held << 6) | alphabet.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return utf8Text(bytes);
}
