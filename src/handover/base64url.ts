/** Bytes as text that fits a URL's fragment and a form field. Throws `TypeError` for what is none. */

/** `String.fromCharCode` takes its arguments on the stack. */
const chunk = 0x8000;

export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(text)) throw new TypeError('not base64url');
  let decoded: string;
  try {
    decoded = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch (cause) {
    throw new TypeError('not base64url', { cause });
  }
  return Uint8Array.from(decoded, (character) => character.charCodeAt(0));
}
