/** What the phone's display says: one line for each thing the core has found out, and nothing that it has not. */
import { catalogue, translated } from '../../src/gadget/index.ts';
import type { DesktopView } from '../../src/gadget/index.ts';

const services: Readonly<Record<string, string>> = catalogue('gadget.ip-phone.service', {
  publisher: 'service 1',
  subscriber: 'service 2',
  other: 'the service',
});
export const serviceWord = (node: unknown): string => services[String(node)] ?? services['other'] ?? '';

const refusals: Readonly<Record<string, string>> = catalogue('gadget.ip-phone.refusal', {
  credentials: 'ID or password is not right',
  device: 'This extension cannot be used',
  'service-unreachable': 'This service cannot be reached',
  'service-out-of-service': 'This service is out of service',
});

/** What a node in maintenance signs users of phones out with (MM-4). */
const signedOutByForce = 20_002;

export interface Display {
  readonly text: string;
  readonly tone: 'plain' | 'good' | 'doubtful' | 'bad';
}

/** The line at the top of the display. */
export function statusLine(view: DesktopView): Display {
  const line = lineOf(view);
  return { ...line, text: translated(`gadget.ip-phone.status.${view.phase}`, line.text, [view]) };
}

function lineOf({ phase, banner, node }: DesktopView): Display {
  switch (phase) {
    case 'signed-out':
      if (banner?.key === 'server-available') return { text: 'Server available. Please sign in', tone: 'good' };
      if (banner?.key === 'sign-in-failed') {
        return { text: refusals[String(banner.params.reason)] ?? 'The sign-in was refused', tone: 'bad' };
      }
      if (banner?.key === 'signed-out' && banner.params.code === signedOutByForce) {
        return {
          text: 'Signed out: the service is taken out of use. Please sign in on the other one',
          tone: 'doubtful',
        };
      }
      return { text: 'Please sign in', tone: 'plain' };
    case 'signing-in':
      return { text: `Signing in on ${serviceWord(node)}…`, tone: 'plain' };
    case 'connected':
      if (banner?.key === 'maintenance-logging-out') {
        const left = String(banner.params.seconds);
        return { text: `${serviceWord(node)} is taken out of use. You are signed out in ${left} s`, tone: 'doubtful' };
      }
      return { text: `Signed in on ${serviceWord(node)}`, tone: 'good' };
    case 'suspect':
      return { text: `${serviceWord(node)} does not answer. Trying again…`, tone: 'doubtful' };
    case 'searching':
      return { text: 'Server unavailable', tone: 'bad' };
    case 'switching':
    case 'restoring':
      return { text: 'Reading your state again…', tone: 'doubtful' };
    case 'expired':
      return { text: 'Please sign in again', tone: 'bad' };
    case 'displaced':
      return { text: 'Signed in at another device', tone: 'bad' };
    case 'migrating':
      return { text: 'This service is taken out of use', tone: 'doubtful' };
  }
}

export const texts = catalogue('gadget.ip-phone', {
  ipPhone: 'IP phone',
  ipPhoneAgent: 'IP Phone Agent',
  phoneKnowsOne:
    'A phone knows one service and never moves to the other by itself. Take it to see a failover as its user does.',
  takePhone: 'Take the phone',
  service: 'Service',
  id: 'ID',
  password: 'Password',
  extension: 'Extension',
  signIn: 'Sign in',
  lastKnown: 'Last known: {text}',
  to: 'To {toAddress}',
  fromWord: 'From {fromAddress}',
  keepsTryingEvery:
    'It keeps trying, every 5 s, and nowhere else. To work on the other service, exit and sign in there.',
  exit: 'Exit',
  ready: 'Ready',
  notReady: 'Not ready',
  answer: 'Answer',
  endCall: 'End call',
  oneMoment: 'One moment…',
  noPhone: 'There is no phone here: only the simulated cluster has one.',
  didNotWork: 'It did not work: {why}',
});
