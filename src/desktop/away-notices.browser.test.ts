/** Notifications while the tab is hidden: asked for by a press only, said in the banner's words, gone when one is back. */
import { expect } from '@open-wc/testing';
import type { DesktopView } from '../core/view.ts';
import { AwayNotices, type AwayBrowser } from './away-notices.ts';
import { openTestDesktop, type TestDesktop } from './test/desktop-fixture.ts';
import { byTestId, readText, until } from './test/page.ts';
import { connectedView, movedView, notice, ringing, searchingView } from './test/sample-view.ts';

class FakeBrowser implements AwayBrowser {
  allowed: NotificationPermission | undefined = 'default';
  answer: NotificationPermission = 'granted';
  away = true;
  asked = 0;
  kept: string | null = null;
  readonly shown: { readonly body: string; readonly tag: string }[] = [];
  closed = 0;
  back: () => void = () => undefined;
  readonly permission = () => this.allowed;
  readonly hidden = () => this.away;
  readonly read = () => this.kept;
  readonly ask = () => {
    this.asked += 1;
    this.allowed = this.answer;
    return Promise.resolve(this.answer);
  };
  readonly write = (value: string | undefined) => {
    this.kept = value ?? null;
  };
  readonly show = (_title: string, options: { readonly body: string; readonly tag: string }) => {
    this.shown.push(options);
    return { close: () => (this.closed += 1) };
  };
  readonly onVisible = (listener: () => void) => {
    this.back = listener;
    return () => undefined;
  };
}

const withToast = (view: DesktopView): DesktopView => ({
  ...view,
  toasts: [notice('forced-logout', { code: 255, state: 'NOT_READY' }, 'warning', 'toast')],
});

describe('notifications while the tab is hidden', () => {
  let browser: FakeBrowser;
  let away: AwayNotices;
  beforeEach(() => {
    browser = new FakeBrowser();
    away = new AwayNotices(browser, () => undefined);
  });

  it('are off, and nobody is asked, until the agent asks for them', async () => {
    away.follow(connectedView);
    away.follow(withToast(searchingView));
    expect([away.state, browser.asked, browser.shown.length]).to.deep.equal(['off', 0, 0]);
    await away.toggle();
    expect([away.state, browser.asked]).to.deep.equal(['on', 1]);
    await away.toggle();
    expect([away.state, browser.kept]).to.deep.equal(['off', null]);
  });

  it('stay off when the browser says no, or has none', async () => {
    browser.answer = 'denied';
    await away.toggle();
    expect(away.state).to.equal('blocked');
    await away.toggle();
    expect(browser.asked).to.equal(1);
    browser.allowed = undefined;
    expect(away.state).to.equal('not-offered');
  });

  it('say what banner and toasts say, each once, and only while nobody looks', async () => {
    await away.toggle();
    away.follow({ ...connectedView, banner: notice('signed-in', { node: 'publisher' }, 'success') });
    const lost = {
      ...searchingView,
      banner: notice('searching', { node: 'publisher', trigger: 'silence' }, 'warning'),
    };
    away.follow(lost);
    away.follow({ ...lost, queues: [] });
    const moved = notice('moved', { from: 'publisher', to: 'subscriber', seconds: 3 }, 'success');
    away.follow(withToast({ ...movedView, banner: moved }));
    expect(browser.shown.map(({ body }) => body.split(/[.:]/)[0])).to.deep.equal([
      'Connection to the publisher is lost',
      'You are on the subscriber now',
      'Forced logout (code 255)',
    ]);
    expect(browser.shown[0]?.tag).to.equal(browser.shown[1]?.tag);
    browser.back();
    expect(browser.closed).to.equal(3);
    browser.away = false;
    away.follow({ ...lost, banner: notice('searching', { node: 'publisher', trigger: 'silence' }, 'warning') });
    expect(browser.shown.length).to.equal(3);
  });

  it('tell of a ringing call, once, and of the next', async () => {
    await away.toggle();
    away.follow(connectedView);
    const first = { ...connectedView, dialogs: [ringing('1', '5550100')] };
    away.follow(first);
    away.follow({ ...searchingView, banner: first.banner, dialogs: first.dialogs });
    away.follow({ ...first, dialogs: [...first.dialogs, ringing('2', '5550200')] });
    expect(browser.shown.map(({ body }) => body.replace(/\D/g, ''))).to.deep.equal(['5550100', '5550200']);
    expect(browser.shown[0]?.tag).not.to.equal(browser.shown[1]?.tag);
  });

  it('tell nothing that stood there when the page came', async () => {
    await away.toggle();
    away.follow(withToast(searchingView));
    expect(browser.shown).to.deep.equal([]);
  });
});

describe('the switch for it in the list of tools', () => {
  let desktop: TestDesktop;
  afterEach(() => desktop.dispose());

  it('says how it stands, and why it cannot be pressed', async () => {
    desktop = await openTestDesktop(connectedView);
    byTestId('tools').click();
    const button = byTestId('action-away-notices');
    await until(() => button.checkVisibility());
    const stands = window.Notification.permission;
    expect(button.ariaDisabled).to.equal(stands === 'denied' ? 'true' : 'false');
    expect(button.ariaPressed).to.equal('false');
    expect(readText(button)).to.match(stands === 'denied' ? /settings of this browser/ : /hidden/);
  });
});
