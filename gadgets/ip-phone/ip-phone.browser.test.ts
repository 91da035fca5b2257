// The IP phone: what its display says in each phase, and that its keys are for its own line and not for the desktop.
import { expect } from '@open-wc/testing';
import { offerPhoneLine, type PhoneLine } from '../../src/gadget/phone-line.ts';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import { byTestId, fakeDesktop, show, someUser, someView, until } from '../../src/gadget/test/fake-desktop.ts';
import type { AgentCommand, DesktopView } from '../../src/gadget/index.ts';
import IpPhone from './index.ts';
import { statusLine } from './words.ts';

const user = someUser({ loginId: '1004', extension: '4004', firstName: 'Grace', state: 'NOT_READY' });
const session = { agentId: '1004', extension: '4004', signedInAt: 0 };
const signedOut = someView({ phase: 'signed-out', node: undefined, agent: undefined, session: undefined, dialogs: [] });
const banner = (key: 'server-available' | 'sign-in-failed' | 'signed-out' | 'maintenance-logging-out', params = {}) =>
  ({ id: 1, key, params, level: 'info', at: 0, kind: 'banner' }) as const;

/** A line that a test holds in its hands. */
function fakeLine(first: DesktopView) {
  let view = first;
  let tell: ((view: DesktopView, changed: []) => void) | undefined;
  const commands: AgentCommand[] = [];
  const signIns: Parameters<PhoneLine['signIn']>[0][] = [];
  offerPhoneLine(() => ({
    get view() {
      return view;
    },
    onView(listener) {
      tell = listener;
      return () => (tell = undefined);
    },
    signIn: (request) => Promise.resolve(void signIns.push(request)),
    signOut: () => Promise.reject(new Error('there is no connection')),
    command(command) {
      commands.push(command);
      return Promise.resolve({ outcome: 'applied' });
    },
  }));
  const become = (change: Partial<DesktopView>) => {
    view = { ...view, ...change };
    tell?.(view, []);
  };
  return { commands, signIns, become };
}

async function takenPhone(first: DesktopView) {
  const line = fakeLine(first);
  const desktop = fakeDesktop();
  const element = await show(IpPhone, desktop.handle);
  byTestId(element, 'phone-take').click();
  await until(() => element.shadowRoot?.querySelector('[data-testid="phone-status"]') != null, 'the display');
  return { ...line, desktop, element, status: () => byTestId(element, 'phone-status').textContent.trim() };
}

afterEach(() => document.body.replaceChildren());

describe('ip-phone', () => {
  it('IP-2: signs in on the service that was chosen, and only there', async () => {
    const { element, signIns, status } = await takenPhone(signedOut);
    expect(status()).to.equal('Please sign in');
    byTestId(element, 'phone-service').value = 'subscriber';
    byTestId(element, 'phone-id').value = '1004';
    byTestId(element, 'phone-password').value = 'secret';
    byTestId(element, 'phone-extension').value = ' 4004 ';
    byTestId(element, 'phone-sign-in').click();
    expect(signIns).to.deep.equal([{ agentId: '1004', password: 'secret', extension: '4004', node: 'subscriber' }]);
  });

  it('IP-1: "Server unavailable", keys that can do nothing are off, and the state is called the last known', async () => {
    const { element, become, status } = await takenPhone(someView({ phase: 'connected', agent: user, session }));
    expect(byTestId(element, 'phone-ready').disabled).to.equal(false);
    become({ phase: 'searching' });
    await element.updateComplete;
    expect(status()).to.equal('Server unavailable');
    expect(byTestId(element, 'phone-ready').disabled).to.equal(true);
    expect(byTestId(element, 'phone-state').textContent).to.contain('Last known');
    expect(byTestId(element, 'phone-exit').disabled).to.equal(false);
    expect(await accessibilityProblems(element)).to.deep.equal([]);
    expect(await overflowAt(element)).to.equal(0);
  });

  it('IP-2: when the server is back the phone says so above the sign-in', async () => {
    const { element, become, status } = await takenPhone(signedOut);
    become({ banner: banner('server-available', { node: 'publisher' }) });
    await element.updateComplete;
    expect(status()).to.equal('Server available. Please sign in');
    expect(await accessibilityProblems(element)).to.deep.equal([]);
  });

  it('the keys are for the phone’s line, not for the desktop; what goes wrong is told', async () => {
    const { element, commands, desktop } = await takenPhone(someView({ phase: 'connected', agent: user, session }));
    byTestId(element, 'phone-ready').click();
    expect(commands).to.deep.equal([{ type: 'set-state', state: 'READY' }]);
    expect(desktop.commands).to.deep.equal([]);
    byTestId(element, 'phone-exit').click();
    await until(() => element.shadowRoot?.textContent.includes('no connection') === true, 'the trouble');
  });

  it('MM-4: warned of the sign-out to come, and sent to the other service when it has come', () => {
    const warned = banner('maintenance-logging-out', { node: 'publisher', seconds: 40 });
    const atWork = someView({ phase: 'connected', agent: user, session, node: 'publisher', banner: warned });
    expect(statusLine(atWork).text).to.equal('service 1 is taken out of use. You are signed out in 40 s');
    const gone = { ...signedOut, banner: banner('signed-out', { code: 20_002, label: 'Force Logout' }) };
    expect(statusLine(gone).text).to.contain('sign in on the other one');
  });

  it('a refused sign-in has its reason', () => {
    const refused = banner('sign-in-failed', { reason: 'service-unreachable', detail: '' });
    expect(statusLine({ ...signedOut, banner: refused }).text).to.equal('This service cannot be reached');
  });
});
