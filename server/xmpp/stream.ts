/**
 * One client's XMPP stream over WebSocket frames (RFC 7395): open, log in, then stanzas, until either side ends it. It
 * knows frames as text and the cluster by its messages, no socket and no time.
 */
import type { Element } from 'ltx';
import type { ClusterStream, StreamEvent } from '../cluster-host.ts';
import { answerStanza } from './answers.ts';
import type { BoundStream } from './bound.ts';
import { tell } from './events.ts';
import { createLogin } from './login.ts';
import { ns } from './namespaces.ts';
import type { Phase, StreamControl } from './phase.ts';
import { closeFrame, featuresAfterLogin, featuresBeforeLogin, openFrame, pingRequest, streamError } from './stanzas.ts';
import type { Domain, StreamCondition } from './stanzas.ts';
import { readFrame } from './xml.ts';

export interface StreamOptions {
  readonly domain: Domain;
  /** Opens the cluster's side. */
  readonly openCluster: (onEvent: (event: StreamEvent) => void) => ClusterStream;
  /** Unique names: of streams, and of resources that a client leaves to the server. */
  readonly newName: () => string;
  readonly send: (frame: string) => void;
  /** The stream is over. `gently`: after the frames sent so far; else as if the wire broke. */
  readonly end: (how: 'gently' | 'reset') => void;
}

export interface Stream {
  receive(frame: string): void;
  /** The transport is gone. */
  closed(): void;
  /** Ends the stream with an error. */
  fail(condition: StreamCondition, text?: string): void;
  /** Asks for a sign of life, if there is anybody who could give one. */
  ping(): void;
  /** Of a bound stream. */
  readonly jid: string | undefined;
}

/** Frames that a client may send ahead while it is being authenticated or bound. */
const waitingAtMost = 50;

export function createStream(options: StreamOptions): Stream {
  const { domain, newName } = options;
  let phase: Phase = { kind: 'opening' };
  let finesseAvailable = false;
  let answered: ((event: StreamEvent) => void) | undefined;
  const waiting: string[] = [];
  const cluster = options.openCluster((event) => onEvent(event));

  const over = (how: 'gently' | 'reset'): void => {
    if (phase.kind === 'over') return;
    // Also for a broken wire: a socket that is closed is noticed at once, only a silent one is not (PF-1).
    if (phase.kind === 'bound') cluster.send({ kind: 'disconnect' });
    phase = { kind: 'over' };
    cluster.forget();
    options.end(how);
  };
  const bound = (jid: string, loginId: string): BoundStream => ({
    domain,
    loginId,
    jid,
    bareJid: `${loginId}@${domain.host}`,
    open: { subscribe: [], unsubscribe: [], list: [], ping: new Map() },
    available: false,
    get finesseAvailable() {
      return finesseAvailable;
    },
    send: (xml) => control.send(xml),
    toCluster: (message) => cluster.send(message),
  });
  const control: StreamControl = {
    domain,
    newName,
    send(xml) {
      if (phase.kind !== 'over') options.send(xml.xml);
    },
    become(next) {
      if (phase.kind !== 'over') phase = next;
    },
    fail(condition, text) {
      // An error stands inside a stream, so there must be one (RFC 6120 §4.9.1.2).
      if (phase.kind === 'opening') control.send(openFrame(domain, newName()));
      control.send(streamError(condition, text));
      control.send(closeFrame);
      over('gently');
    },
    ask(question, then) {
      answered = then;
      cluster.send(question);
    },
    bound,
  };
  const { fail } = control;
  const login = createLogin(control);

  const onEvent = (event: StreamEvent): void => {
    if (event.kind === 'closed') closedByCluster(event.reason);
    else if (event.kind === 'refused' && event.reason === 'refused') over('reset');
    else if (answered && event.kind !== 'presence') {
      const go = answered;
      answered = undefined;
      go(event);
      receiveWaiting();
    } else {
      if (event.kind === 'presence') finesseAvailable = event.available;
      if (phase.kind === 'bound') tell(phase.stream, event);
    }
  };

  const closedByCluster = (reason: 'reset' | 'conflict' | 'server-shutdown'): void => {
    if (reason === 'conflict') fail('conflict', 'The same resource was bound by a newer stream');
    else if (reason === 'server-shutdown') fail('system-shutdown');
    else over('reset');
  };

  /** One after the other, until one of them is a question again. */
  const receiveWaiting = (): void => {
    const [next] = waiting;
    if (answered || next === undefined) return;
    waiting.shift();
    receive(next);
    receiveWaiting();
  };

  const receive = (text: string): void => {
    if (phase.kind === 'over') return;
    if (answered) {
      waiting.push(text);
      if (waiting.length > waitingAtMost) fail('policy-violation', 'Wait for the answer');
      return;
    }
    const frame = readFrame(text);
    if (!frame) fail('not-well-formed');
    else if (frame.is('close', ns.framing)) {
      control.send(closeFrame);
      over('gently');
    } else if (frame.is('open', ns.framing)) opened(frame);
    else if (phase.kind === 'authenticating') login.authenticate(frame, phase.challenged);
    else if (phase.kind === 'binding') login.bind(frame, phase.credentials);
    else if (phase.kind === 'bound') stanza(phase.stream, frame);
    else fail('bad-format', 'The stream is not open');
  };

  const opened = (frame: Element): void => {
    const to = frame.attrs['to'];
    if (to !== undefined && to.toLowerCase() !== domain.host.toLowerCase()) {
      fail('host-unknown');
    } else if (phase.kind === 'opening') {
      phase = { kind: 'authenticating', challenged: false };
      control.send(openFrame(domain, newName()));
      control.send(featuresBeforeLogin);
    } else if (phase.kind === 'reopening') {
      phase = { kind: 'binding', credentials: phase.credentials };
      control.send(openFrame(domain, newName()));
      control.send(featuresAfterLogin);
    } else fail('bad-format', 'The stream is open already');
  };

  const stanza = (stream: BoundStream, frame: Element): void => {
    const known = ['iq', 'presence', 'message'].includes(frame.getName());
    const namespace = frame.getNS() ?? ns.client;
    // RFC 7395 asks for the namespace on every stanza; libraries that leave it out are understood.
    if (known && namespace !== ns.client) fail('invalid-namespace');
    else if (known) answerStanza(stream, frame);
    else fail('unsupported-stanza-type');
  };

  return {
    receive,
    closed: () => over('reset'),
    fail,
    ping() {
      if (phase.kind === 'bound') control.send(pingRequest(domain, phase.stream.jid, newName()));
    },
    get jid() {
      return phase.kind === 'bound' ? phase.stream.jid : undefined;
    },
  };
}
