/** Addresses of gadgets on other hosts: the first, then the same path on each alternate host, in their order. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gadgetAddresses } from './layout-addresses.ts';

const urls = (url: string, ...alternateHosts: string[]): string[] =>
  gadgetAddresses({ url, alternateHosts }).map((address) => address.url);

test('the same path and port on each alternate host, in their order, each once', () => {
  assert.deepEqual(
    urls('https://a.example:8444/cuic/gadget/live.html?x=1', 'b.example', 'c.example:9443', 'b.example'),
    [
      'https://a.example:8444/cuic/gadget/live.html?x=1',
      'https://b.example:8444/cuic/gadget/live.html?x=1',
      'https://c.example:9443/cuic/gadget/live.html?x=1',
    ],
  );
  assert.deepEqual(urls('https://a.example'), ['https://a.example/']);
});

test('origins as browsers write them: lower case, without the port that goes without saying', () => {
  assert.deepEqual(gadgetAddresses({ url: 'HTTPS://A.Example:443/g.html', alternateHosts: ['B.example'] }), [
    { origin: 'https://a.example', host: 'a.example', url: 'https://a.example/g.html' },
    { origin: 'https://b.example', host: 'b.example', url: 'https://b.example/g.html' },
  ]);
  assert.equal(
    gadgetAddresses({ url: 'http://localhost:8080/x', alternateHosts: [] })[0]?.origin,
    'http://localhost:8080',
  );
});

test('a relative address has none, whatever its alternate hosts; nor has one with a name and password in it', () => {
  assert.deepEqual(urls('gadgets/notes', 'b.example'), []);
  assert.deepEqual(urls('/3rdpartygadgets/x.html', 'b.example'), []);
  assert.deepEqual(urls('https://user:secret@a.example/x.html', 'b.example'), []);
  assert.deepEqual(urls('javascript:alert(1)'), []);
});
