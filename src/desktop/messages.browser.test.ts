import { expect } from '@open-wc/testing';
import type { NoticeKey, Trigger } from '../core/view.ts';
import { english, noticeText } from './messages.ts';
import { secondsPhrase, stateWord, timerText, titleFromId } from './words.ts';

/** Every parameter that any notice has, so that each text is seen in full. */
const params = {
  trigger: 'silence',
  node: 'publisher',
  from: 'publisher',
  to: 'subscriber',
  seconds: 3,
  reason: 'credentials',
  detail: '',
  code: 255,
  state: 'NOT_READY',
  secondsSinceMove: 4,
  command: 'set-state',
  outcome: 'unknown',
  message: 'Invalid State.',
};
const say = (key: NoticeKey, more: Record<string, string | number> = {}): string =>
  noticeText({ key, params: { ...params, ...more } });

describe('the message catalogue', () => {
  it('has a whole sentence for every key, with and without parameters', () => {
    for (const key of Object.keys(english) as NoticeKey[]) {
      for (const given of [params, {}]) {
        const text = noticeText({ key, params: given });
        expect(text, key).to.match(/^[A-Z].*[.…]$/s);
        expect(text, key).to.not.match(/undefined|null|NaN|\[object|\.\./);
      }
    }
  });

  it('says what is lost, why, and what is being done (DF-8)', () => {
    const triggers: Trigger[] = [
      'out-of-service',
      'notifications-lost',
      'finesse-unavailable',
      'silence',
      'request-refused',
    ];
    const texts = triggers.map((trigger) => say('connection-lost', { trigger }));
    expect(new Set(texts).size).to.equal(triggers.length);
    for (const text of texts)
      expect(text).to.match(/^Connection to the publisher is lost: .*Trying to reach it again…$/);
    expect(say('searching')).to.contain('both nodes');
    expect(say('switching')).to.match(/^The subscriber .*Moving you there…$/);
  });

  it('names the node and the time after a move', () => {
    expect(say('moved')).to.equal('You are on the subscriber now. The move from the publisher took 3 seconds.');
    expect(say('reconnected', { seconds: 1 })).to.equal('Reconnected to the publisher after 1 second.');
  });

  it('PF-3, PF-7: explains forced logouts by their code, and never as a supervisor; a connection failure is none', () => {
    for (const code of [255, 50002, 20001, 20002]) {
      expect(say('forced-logout', { code })).to.match(
        new RegExp(`Forced logout \\(code ${code}\\): a node|the connection`),
      );
    }
    const undone = ['under-way', 'not-by-profile', 'already-once', 'nothing'].map((undo) =>
      say('forced-logout', { undo }),
    );
    expect(new Set(undone).size).to.equal(4);
    expect(say('forced-logout-undone', { outcome: 'applied', state: 'READY' })).to.contain('you are Ready again');
    expect(say('forced-logout-undone')).to.contain('Please check');
    expect(say('link-failure-shown')).to.not.contain('ogout');
    expect(say('lapsed', { seconds: 75 })).to.match(/75 seconds.*60 seconds.*forces a logout.*signed out/s);
  });

  it('tells the three outcomes of a command apart', () => {
    const outcomes = ['applied', 'not-applied', 'unknown'].map((outcome) => say('command-outcome', { outcome }));
    expect(new Set(outcomes).size).to.equal(3);
    expect(outcomes[2]).to.contain('Please check');
  });

  it('says why a sign-in failed, and passes on what it does not know', () => {
    for (const reason of ['credentials', 'unreachable', 'out-of-service', 'device']) {
      expect(say('sign-in-failed', { reason, detail: 'x9' })).to.not.contain('x9');
    }
    expect(say('sign-in-failed', { reason: 'credentials' })).to.contain('password');
    expect(say('sign-in-failed', { reason: 'other', detail: 'Invalid State' })).to.contain('Invalid State');
  });
});

describe('words', () => {
  it('counts in the plural rules of the language', () => {
    expect([0.02, 0.36, 1, 2, 2.75, 90, 150, 'soon'].map((value) => secondsPhrase(value))).to.deep.equal([
      'less than 0.1 seconds',
      '0.4 seconds',
      '1 second',
      '2 seconds',
      '2.8 seconds',
      '90 seconds',
      '3 minutes',
      'less than 0.1 seconds',
    ]);
  });

  it('shows timers, states and titles', () => {
    expect([-5, 65_000, 3_600_000, 45_296_000].map(timerText)).to.deep.equal(['0:00', '1:05', '1:00:00', '12:34:56']);
    expect([stateWord('NOT_READY'), stateWord('NEW_STATE'), stateWord('')]).to.deep.equal([
      'Not Ready',
      'NEW_STATE',
      'Unknown',
    ]);
    expect(titleFromId('call-control')).to.equal('Call control');
  });
});
