/** Desktop properties out of a layout: overrides, problems, defaults. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultProperties, longestSecurityBannerMessage, readProperties } from './properties.ts';

void describe('desktop properties of a layout', () => {
  it('are the defaults when nothing is said, and other keys do not matter', () => {
    assert.deepEqual(readProperties({}), { properties: defaultProperties, problems: [] });
    assert.deepEqual(readProperties({ title: 'x', toString: 'true' }).problems, []);
  });
  it('are overridden one by one', () => {
    const { properties, problems } = readProperties({
      preLoadSecondaryResources: 'false',
      showWrapUpTimer: ' FALSE ',
      securityBannerMessage: 'Property of ACME',
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(properties, {
      ...defaultProperties,
      preLoadSecondaryResources: false,
      showWrapUpTimer: false,
      securityBannerMessage: 'Property of ACME',
    });
  });
  it('keep the default and report a value that is no boolean', () => {
    const { properties, problems } = readProperties({ enableAutoWorkModeStateChange: 'yes', showWrapUpTimer: '' });
    assert.deepEqual(properties, defaultProperties);
    assert.deepEqual(
      problems.map(({ code, path }) => `${code} ${path}`),
      ['bad-value configs/config[enableAutoWorkModeStateChange]', 'bad-value configs/config[showWrapUpTimer]'],
    );
  });
  it('say when a session is made ready on the other node, and nothing when they do not', () => {
    assert.equal(
      readProperties({ prepareAlternate: ' while-connected' }).properties.prepareAlternate,
      'while-connected',
    );
    const { properties, problems } = readProperties({ prepareAlternate: 'always' });
    assert.deepEqual(properties, defaultProperties);
    assert.equal(problems[0]?.path, 'configs/config[prepareAlternate]');
  });
  it('cut a banner that is too long, and say so', () => {
    const fits = '😀'.repeat(longestSecurityBannerMessage);
    assert.deepEqual(readProperties({ securityBannerMessage: fits }).problems, []);
    const { properties, problems } = readProperties({ securityBannerMessage: `${fits}x` });
    assert.equal(properties.securityBannerMessage, fits);
    assert.equal(problems[0]?.path, 'configs/config[securityBannerMessage]');
  });
});
