/** For tests of what is refused: a good document with one thing wrong. */
import assert from 'node:assert/strict';

/** The same document with pieces replaced; a piece that is not there fails the test. */
export function changed(xml: string, ...changes: readonly (readonly [string, string])[]): string {
  let result = xml;
  for (const [from, to] of changes) {
    assert.ok(result.includes(from), `the sample holds ${from}`);
    result = result.replace(from, to);
  }
  return result;
}
