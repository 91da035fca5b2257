/**
 * The XMPP library, composed from its pieces: no DNS, no reconnecting, no DOM. The only file that imports it, because
 * the build bundles it apart (some of its packages are CommonJS; tools/rollup/xmpp-library.mjs).
 */
export { Client, xml } from '@xmpp/client-core';
export { default as middleware } from '@xmpp/middleware';
export { default as streamFeatures } from '@xmpp/stream-features';
export { default as iqCaller } from '@xmpp/iq/caller.js';
export { default as iqCallee } from '@xmpp/iq/callee.js';
export { default as websocket } from '@xmpp/websocket';
export { default as SASLFactory } from 'saslmechanisms';
export { default as sasl } from '@xmpp/sasl';
export { default as plain } from '@xmpp/sasl-plain';
export { default as resourceBinding } from '@xmpp/resource-binding';
