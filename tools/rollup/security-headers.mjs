// The site's security headers, once. index.html carries the content security policy in a meta element (any static host
// keeps it); our server sends it as a header together with what only a header can say, and so do files from the pack:
// workers obey the header alone. Beside the site itself only the nodes of config.json can be reached.
import { connectSources, readSiteConfig } from './live-pairs.mjs';

const directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'object-src': "'none'",
};

const text = (entries) =>
  Object.entries(entries)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

const policy = (config, more = {}) =>
  text({ ...directives, 'connect-src': ["'self'", ...connectSources(config)].join(' '), ...more });

/** For the meta element. `config`: of the site, as `readSiteConfig` gives it. */
export const policyForMeta = (config) => policy(config);

/** Headers of every answer of a site with this `config`. */
export const securityHeadersFor = (config) => ({
  'Content-Security-Policy': policy(config, { 'frame-ancestors': "'self'" }),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), payment=(), usb=()',
});

/** Those of this repository's own site. */
export const securityHeaders = securityHeadersFor(readSiteConfig());
