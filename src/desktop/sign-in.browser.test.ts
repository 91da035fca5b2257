import { expect } from '@open-wc/testing';
import { openTestDesktop, type TestDesktop } from './test/desktop-fixture.ts';
import { byTestId, deep, until } from './test/page.ts';
import { connectedView, notice, signedOutView } from './test/sample-view.ts';

const input = (id: string): HTMLInputElement => byTestId(id) as HTMLInputElement;
const fill = (values: Record<string, string>): void => {
  for (const [id, value] of Object.entries(values)) {
    input(id).value = value;
    input(id).dispatchEvent(new Event('input', { bubbles: true }));
  }
};

describe('the sign-in page', () => {
  let desktop: TestDesktop;
  beforeEach(async () => {
    desktop = await openTestDesktop(signedOutView, { openLab: () => undefined });
    await until(() => deep(document, '[data-testid="sign-in"]'));
  });
  afterEach(() => desktop.dispose());

  it('asks for agent ID, password and extension by label and autocomplete', () => {
    const fields = ['agent-id', 'password', 'extension'].map((id) => {
      const field = input(id);
      return [field.labels?.[0]?.textContent, field.type, field.getAttribute('autocomplete')];
    });
    expect(fields).to.deep.equal([
      ['Agent ID', 'text', 'username'],
      ['Password', 'password', 'current-password'],
      ['Extension', 'text', 'tel-extension'],
    ]);
  });

  it('says what is missing at the field, goes there, and sends nothing', async () => {
    fill({ 'agent-id': '1001' });
    byTestId('sign-in').click();
    await until(() => input('password').ariaInvalid === 'true');
    const problem = input('password').getAttribute('aria-describedby') ?? '';
    expect(deep(document, `#${problem}`)?.textContent).to.equal('Enter your password.');
    expect((input('password').getRootNode() as ShadowRoot).activeElement === input('password')).to.equal(true);
    expect(input('agent-id').ariaInvalid).to.equal('false');
    expect(desktop.client.calls).to.deep.equal([]);
    fill({ password: 's' });
    await until(() => input('password').ariaInvalid === 'false');
  });

  it('sends what was typed, once', async () => {
    fill({ 'agent-id': ' 1001 ', password: ' secret', extension: '4001' });
    byTestId('sign-in').click();
    expect(desktop.client.calls).to.deep.equal([
      ['signIn', { agentId: '1001', password: ' secret', extension: '4001' }],
    ]);
    desktop.client.show({ phase: 'signing-in' });
    await until(() => byTestId('sign-in').textContent.includes('Signing in…'));
    byTestId('sign-in').click();
    expect(desktop.client.calls.length).to.equal(1);
  });

  it('tells why it failed and keeps what was typed', async () => {
    fill({ 'agent-id': '1001', password: 'wrong', extension: '4001' });
    byTestId('sign-in').click();
    desktop.client.show({ phase: 'signing-in' });
    desktop.client.show({
      phase: 'signed-out',
      banner: notice('sign-in-failed', { reason: 'credentials', detail: '' }, 'error'),
    });
    await until(() => byTestId('banner').textContent === 'Agent ID or password is not right.');
    expect([input('agent-id').value, input('extension').value]).to.deep.equal(['1001', '4001']);
  });

  it('tells when the core did not even take it', async () => {
    desktop.client.rejection = new Error('no answer in time');
    fill({ 'agent-id': '1001', password: 'secret', extension: '4001' });
    byTestId('sign-in').click();
    const alert = await until(() => deep(document, '[role=alert]'));
    expect(alert.textContent).to.contain('no answer in time');
  });

  it('explains a forced logout to who was away too long', async () => {
    desktop.client.show({ banner: notice('lapsed', { seconds: 75 }, 'warning') });
    await until(() => /75 seconds.*forces a logout/s.test(byTestId('banner').textContent));
  });
});

describe('giving the password again', () => {
  it('AW-4: keeps the desktop and asks for nothing but the password', async () => {
    const desktop = await openTestDesktop(connectedView);
    const workspace = await until(() => deep(document, 'us-workspace'));
    desktop.client.show({ phase: 'expired', banner: notice('expired', { node: 'publisher' }, 'warning') });
    await until(() => deep(document, '[data-testid="password"]'));
    expect(deep(document, '[data-testid="agent-id"]') === undefined).to.equal(true);
    fill({ password: 'secret' });
    byTestId('sign-in').click();
    expect(desktop.client.calls).to.deep.equal([
      ['signIn', { agentId: '1001', password: 'secret', extension: '4001' }],
    ]);
    desktop.client.show({ phase: 'signing-in' });
    await until(() => byTestId('sign-in').textContent.includes('Signing in…'));
    expect(deep(document, 'us-workspace') === workspace).to.equal(true);
    desktop.client.show(connectedView);
    await until(() => !deep(document, '[data-testid="password"]'));
    expect(deep(document, 'us-workspace') === workspace).to.equal(true);
    desktop.dispose();
  });
});
