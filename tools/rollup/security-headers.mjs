// The site's security headers, once. index.html carries the content security policy in a meta element (any static host
// keeps it); our server sends it as a header together with what only a header can say, and so do files from the pack:
// workers obey the header alone.

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

export const policyForMeta = text(directives);

/** Headers of every answer. */
export const securityHeaders = {
  'Content-Security-Policy': text({ ...directives, 'frame-ancestors': "'self'" }),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), payment=(), usb=()',
};
