/**
 * XMPP over WebSocket as small as can be, so that thousands cost the measuring process little: it looks for a few words
 * in frames and builds no tree. Signs in, pings, answers pings, and hands out the frames with events.
 */
import { WebSocket } from 'ws';

export interface XmppStream {
  /** The `performance.now()` at which a frame came that `accept` wants. Rejects after `patienceMs`, or at the end. */
  until<Found>(what: string, accept: (frame: string) => Found | undefined): Promise<{ found: Found; at: number }>;
  close(): void;
}

/** Ms that a storm may keep one step waiting. */
const patienceMs = 120_000;
/** As the desktop's own. */
const pingEveryMs = 20_000;

interface Waiting {
  readonly take: (frame: string, at: number) => boolean;
  readonly fail: (error: Error) => void;
}

/** Resolves when the user `finesse` has been seen: the stream is bound and present. */
export async function openStream(url: string, loginId: string): Promise<XmppStream> {
  const host = new URL(url).hostname;
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}ws/`, 'xmpp', { perMessageDeflate: false });
  const waiting = new Set<Waiting>();
  const failAll = (why: string): void => {
    for (const each of [...waiting]) each.fail(new Error(`${loginId}: ${why}`));
  };
  socket.on('message', (data: Buffer) => {
    const at = performance.now();
    const frame = data.toString('utf8');
    if (frame.startsWith('<iq') && frame.includes('type="get"')) {
      const id = / id="([^"]*)"/.exec(frame)?.[1] ?? '';
      socket.send(`<iq xmlns="jabber:client" type="result" id="${id}" to="${host}"/>`);
      return;
    }
    for (const each of [...waiting]) if (each.take(frame, at)) return;
  });
  socket.on('error', (error) => failAll(error.message));
  socket.on('close', (code) => failAll(`the stream was closed (${code})`));

  const until: XmppStream['until'] = (what, accept) =>
    new Promise((resolve, reject) => {
      const over = (): void => {
        clearTimeout(timer);
        waiting.delete(own);
      };
      const own: Waiting = {
        take(frame, at) {
          const found = accept(frame);
          if (found === undefined) return false;
          over();
          resolve({ found, at });
          return true;
        },
        fail(error) {
          over();
          reject(error);
        },
      };
      const timer = setTimeout(() => own.fail(new Error(`${loginId}: no ${what}`)), patienceMs);
      waiting.add(own);
    });
  const answered = async (frame: string, what: string, words: RegExp): Promise<void> => {
    const answer = until(what, (each) => (words.test(each) ? true : undefined));
    socket.send(frame);
    await answer;
  };

  const open = `<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="${host}" version="1.0"/>`;
  const plain = Buffer.from(`\0${loginId}\0secret`).toString('base64');
  const iq = (id: string, content: string): string => `<iq xmlns="jabber:client" type="set" id="${id}">${content}</iq>`;
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', (error) => reject(new Error(`${loginId}: no WebSocket: ${error.message}`)));
  });
  await answered(open, 'mechanisms', /<mechanism>PLAIN/);
  await answered(
    `<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">${plain}</auth>`,
    'success',
    /^<success/,
  );
  await answered(open, 'bind feature', /<bind /);
  const bind = '<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><resource>desktop</resource></bind>';
  await answered(iq('bind', bind), 'bound resource', /<jid>/);
  await answered(iq('session', '<session xmlns="urn:ietf:params:xml:ns:xmpp-session"/>'), 'session', / id="session"/);
  await answered('<presence xmlns="jabber:client"/>', 'presence of finesse', /^<presence [^>]*from="finesse@/);

  const pinging = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.send(`<iq xmlns="jabber:client" type="get" id="p" to="${host}"><ping xmlns="urn:xmpp:ping"/></iq>`);
  }, pingEveryMs);
  socket.on('close', () => clearInterval(pinging));
  return {
    until,
    close() {
      clearInterval(pinging);
      socket.terminate();
    },
  };
}
