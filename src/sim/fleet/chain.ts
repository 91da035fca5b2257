/**
 * The request chain of a stock desktop that reloads on the other node, counted from the documented parts before anything
 * was calibrated: what waits for what is a stage, and each stage costs at least one round trip. Kinds decide what a request
 * costs the node (`capacity-costs.ts`). No number here depends on how many agents there are.
 */
import type { ApiRequest } from '../../wire/http.ts';
import { paths } from '../../wire/paths.ts';

export const gadgetKinds = ['xml', 'jsp'] as const;
export type GadgetKind = (typeof gadgetKinds)[number];

export interface Stage {
  readonly name: string;
  /** Where this is documented, or `assumed`. */
  readonly source: string;
  readonly perDesktop: number;
  readonly perGadget: number;
  readonly request: (loginId: string, kind: GadgetKind) => ApiRequest;
}

const page = (path: string) => (): ApiRequest => ({ method: 'GET', path });

export const reloadChain: readonly Stage[] = [
  {
    name: 'page',
    source: 'the desktop is a page of its node (deployment)',
    perDesktop: 1,
    perGadget: 0,
    request: page('/desktop/container'),
  },
  {
    name: 'scripts and styles of the shell',
    source: 'assumed: eight files named by the page',
    perDesktop: 8,
    perGadget: 0,
    request: page('/desktop/scripts/shell.js'),
  },
  {
    name: 'header components',
    source: 'layout: seven stock components, each a script under /desktop/scripts/js/',
    perDesktop: 7,
    perGadget: 0,
    request: page('/desktop/scripts/js/component.js'),
  },
  {
    name: 'desktop configuration',
    source: 'Desktop Interface API, read before everything else',
    perDesktop: 1,
    perGadget: 0,
    request: page('/desktop/configuration'),
  },
  {
    name: 'the user',
    source: 'REST: User, from which the layout follows (role, team)',
    perDesktop: 1,
    perGadget: 0,
    request: (loginId) => ({ method: 'GET', path: paths.user(loginId) }),
  },
  {
    name: 'layout',
    source: 'layout XML of the team or the default one',
    perDesktop: 1,
    perGadget: 0,
    request: page('/desktop/layout'),
  },
  {
    name: 'metadata of the gadgets',
    source: 'OpenSocial container: one request for all gadgets',
    perDesktop: 1,
    perGadget: 0,
    request: page('/desktop/gadgets/metadata'),
  },
  {
    name: 'gadget frames',
    source: 'OpenSocial container: /gadgets/ifr, one for each gadget',
    perDesktop: 0,
    perGadget: 1,
    request: (_, kind) => ({ method: 'GET', path: `/desktop/gadgets/gadget.${kind}` }),
  },
  {
    name: 'scripts of the gadgets',
    source: 'OpenSocial container: /gadgets/concat, and the library beside it (best practices)',
    perDesktop: 0,
    perGadget: 2,
    request: page('/desktop/gadgets/concat.js'),
  },
  {
    name: 'REST of the gadgets: User',
    source: 'every published sample gadget reads its User first',
    perDesktop: 0,
    perGadget: 1,
    request: (loginId) => ({ method: 'GET', path: paths.user(loginId) }),
  },
  {
    name: 'REST of the gadgets: Dialogs',
    source: 'then what belongs to the user',
    perDesktop: 0,
    perGadget: 1,
    request: (loginId) => ({ method: 'GET', path: paths.userDialogs(loginId) }),
  },
];

/** Round trips before the first byte of a request can go out, and of what is one message in the simulation. */
export const roundTrips = {
  /** TCP, and TLS 1.2, which 12.x speaks. */
  connect: 1 + 2,
  /** CORS preflight on a connection to a node that the page does not come from. */
  preflight: 1,
  /**
   * XMPP over WebSocket: connect (3), upgrade, stream, SASL, stream again, bind, session; the initial presence goes with
   * the last message, which the simulation sends itself.
   */
  notifications: 3 + 1 + 1 + 1 + 1 + 1 + 1,
} as const;

/** RFC 6928: ten segments, then twice as many in each round trip. */
export const firstWindowBytes = 10 * 1460;
/** Browsers open so many connections to a host (HTTP/1.1). */
export const connectionsPerHost = 6;

/** Requests of one reload. */
export const responsesOf = (gadgets: number): number =>
  reloadChain.reduce((sum, stage) => sum + stage.perDesktop + stage.perGadget * gadgets, 0);
