/** From an open stream to a bound one: SASL PLAIN, then the resource. Who is who, and which twin must go, the cluster says. */
import type { Element } from 'ltx';
import { ns } from './namespaces.ts';
import type { StreamControl } from './phase.ts';
import { readPlain } from './sasl.ts';
import type { Credentials, SaslFailure } from './sasl.ts';
import { iqResult, stanzaError } from './stanzas.ts';
import { xml } from './xml.ts';

/** Wrong passwords after which the stream ends (RFC 6120 §6.4.5 recommends 2 to 5). */
const attemptsAtMost = 5;
/** Characters of a resource; RFC 6122 allows 1023 bytes. */
const resourceAtMost = 255;

export interface Login {
  authenticate(frame: Element, challenged: boolean): void;
  bind(iq: Element, credentials: Credentials): void;
}

export function createLogin(control: StreamControl): Login {
  const { domain, send, fail } = control;
  let attempts = 0;

  const refuse = (why: SaslFailure | 'aborted' | 'invalid-mechanism' | 'not-authorized'): void => {
    attempts += 1;
    control.become({ kind: 'authenticating', challenged: false });
    send(xml('failure', { xmlns: ns.sasl }, xml(why, {})));
    if (attempts >= attemptsAtMost) fail('policy-violation', 'Too many attempts');
  };

  const check = (text: string): void => {
    const credentials = readPlain(text, domain.host);
    if (typeof credentials === 'string') {
      refuse(credentials);
      return;
    }
    control.ask({ kind: 'authenticate', ...credentials }, (event) => {
      if (event.kind !== 'authenticated') {
        refuse('not-authorized');
        return;
      }
      control.become({ kind: 'reopening', credentials });
      send(xml('success', { xmlns: ns.sasl }));
    });
  };

  return {
    authenticate(frame, challenged) {
      const name = frame.getNS() === ns.sasl ? frame.getName() : '';
      if (name === 'abort') refuse('aborted');
      else if (name === 'auth' && frame.attrs['mechanism'] !== 'PLAIN') refuse('invalid-mechanism');
      else if (name === 'auth' && frame.getText() === '') {
        control.become({ kind: 'authenticating', challenged: true });
        send(xml('challenge', { xmlns: ns.sasl }));
      } else if (name === 'auth' || (name === 'response' && challenged)) check(frame.getText());
      // Whatever else is said now, a subscription say, is said without having proved anything.
      else fail('not-authorized');
    },
    bind(iq, credentials) {
      const request = iq.is('iq') && iq.attrs['type'] === 'set' ? iq.getChild('bind', ns.bind) : undefined;
      if (!request) {
        // Before it is bound nothing else may be sent (RFC 6120 §7.1).
        fail('not-authorized');
        return;
      }
      const wanted = request.getChild('resource')?.getText().trim() ?? '';
      if (wanted.length > resourceAtMost || /[\t\r\n]/.test(wanted)) {
        send(stanzaError(iq, undefined, 'bad-request'));
        return;
      }
      const resource = wanted === '' ? control.newName() : wanted;
      control.ask({ kind: 'connect', ...credentials, resource, presence: 'later' }, (event) => {
        if (event.kind !== 'bound') {
          fail('not-authorized');
          return;
        }
        control.become({ kind: 'bound', stream: control.bound(event.jid, credentials.loginId) });
        send(iqResult(iq, undefined, xml('bind', { xmlns: ns.bind }, xml('jid', {}, event.jid))));
      });
    },
  };
}
