// Call control beyond one call: consult, join, pass on, put out, tones, data, wrap-up reasons; by keyboard, kept, accessible.
import { expect } from '@open-wc/testing';
import { accessibilityProblems, overflowAt } from '../../src/gadget/test/accessibility.ts';
import {
  answerWith,
  byTestId,
  fakeDesktop,
  show,
  someDialog,
  someParticipant,
  type,
  until,
} from '../../src/gadget/test/fake-desktop.ts';
import type { DialogAction, LayoutEntry, WirePayload } from '../../src/gadget/index.ts';
import CallControl from './index.ts';
import { kindOf } from './words.ts';

const speaking: readonly DialogAction[] = [
  'HOLD',
  'DROP',
  'UPDATE_CALL_DATA',
  'CONSULT_CALL',
  'TRANSFER_SST',
  'SEND_DTMF',
];
const id = '16804377';
const all = (element: HTMLElement, testId: string) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(`[data-testid="${testId}"]`) ?? []),
];
const text = (element: HTMLElement) => element.shadowRoot?.textContent.replace(/\s+/g, ' ') ?? '';
const submit = (element: HTMLElement, testId: string): void =>
  byTestId(element, testId).closest('form')?.requestSubmit(byTestId(element, testId));

const entry = (displayName: string, mediaProperty: string, uiEditable = false): LayoutEntry => ({
  displayName,
  mediaProperty,
  showInPopOver: false,
  uiEditable,
});
const answers: Readonly<Record<string, WirePayload>> = {
  WrapUpReasons: {
    kind: 'WrapUpReasons',
    value: ['Resolved', 'Passed on', 'Sold'].map((label) => ({ uri: '', label, forAll: true })),
  },
  MediaPropertiesLayouts: {
    kind: 'MediaPropertiesLayouts',
    value: [
      {
        uri: '',
        name: 'Default layout',
        description: '',
        type: 'DEFAULT',
        header: [],
        columns: [[entry('Standing', 'callVariable1'), entry('Subject', 'callVariable2', true)]],
      },
    ],
  },
};
const configured = (change: Parameters<typeof fakeDesktop>[0] = {}) => {
  const desktop = fakeDesktop({ dialogs: [someDialog({}, { actions: speaking })], ...change });
  const reads: string[] = [];
  desktop.answerRead = (path) => {
    reads.push(path);
    return answerWith(answers[path.slice(path.lastIndexOf('/') + 1)] ?? { kind: 'Empty' });
  };
  return { desktop, reads };
};

afterEach(() => document.body.replaceChildren());

describe('call-control with other numbers', () => {
  it('consults and transfers from the panel; what was typed stays when refused, and goes when done', async () => {
    const { desktop } = configured();
    const element = await show(CallControl, desktop.handle);
    byTestId(element, 'open-number').click();
    await element.updateComplete;
    expect(byTestId(element, 'open-number').getAttribute('aria-expanded')).to.equal('true');
    type(byTestId(element, 'to-number'), 'nobody');
    submit(element, 'consult');
    await until(() => text(element).includes('A number has digits'), 'nonsense is refused');
    type(byTestId(element, 'to-number'), '40 02');
    desktop.outcome = { outcome: 'not-applied', code: 'Invalid Input', message: 'nobody is there' };
    submit(element, 'consult');
    await until(() => text(element).includes('nobody is there'), 'the refusal');
    expect(byTestId(element, 'to-number').value).to.equal('40 02');
    desktop.outcome = { outcome: 'applied' };
    byTestId(element, 'consult').focus();
    submit(element, 'consult');
    await until(() => all(element, 'to-number').length === 0, 'the panel is closed');
    expect(element.shadowRoot?.activeElement, 'the focus is not lost').to.equal(byTestId(element, 'hold'));
    byTestId(element, 'open-number').click();
    await element.updateComplete;
    type(byTestId(element, 'to-number'), '5550199');
    submit(element, 'transfer-now');
    await until(() => desktop.commands.length === 3, 'three commands');
    expect(desktop.commands).to.deep.equal([
      { type: 'call-to', dialogId: id, action: 'CONSULT_CALL', to: '4002' },
      { type: 'call-to', dialogId: id, action: 'CONSULT_CALL', to: '4002' },
      { type: 'call-to', dialogId: id, action: 'TRANSFER_SST', to: '5550199' },
    ]);
  });

  it('joins two calls; the focus does not end up on another button than the first', async () => {
    const held = someDialog({}, { state: 'HELD', actions: ['RETRIEVE', 'DROP', 'TRANSFER', 'CONFERENCE'] });
    const { desktop } = configured({ dialogs: [held] });
    const element = await show(CallControl, desktop.handle);
    expect(all(element, 'transfer')).to.have.length(1);
    byTestId(element, 'conference').focus();
    byTestId(element, 'conference').click();
    const joined = someDialog({}, { actions: speaking });
    desktop.setView({ dialogs: [joined] });
    await until(() => {
      const { activeElement } = element.shadowRoot ?? {};
      return activeElement instanceof HTMLElement && activeElement.dataset['testid'] === 'hold';
    }, 'the focus on the first button');
    expect(desktop.commands).to.deep.equal([{ type: 'call-action', dialogId: id, action: 'CONFERENCE' }]);
  });

  it('puts a colleague out of a conference where the node allows it, and nobody of outside', async () => {
    const dialog = someDialog({
      participants: [
        someParticipant({ mediaAddress: '5550100', mediaAddressType: '', actions: [] }),
        someParticipant({ actions: [...speaking, 'PARTICIPANT_DROP'] }),
        someParticipant({ mediaAddress: '4002', actions: [] }),
        someParticipant({ mediaAddress: '5550300', mediaAddressType: '', actions: [] }),
      ],
    });
    const { desktop } = configured({ dialogs: [dialog] });
    const element = await show(CallControl, desktop.handle);
    expect(all(element, 'put-out')).to.have.length(1);
    byTestId(element, 'put-out').click();
    expect(desktop.commands).to.deep.equal([{ type: 'drop-participant', dialogId: id, address: '4002' }]);
  });

  it('sends tones in the order of the keys, one batch at a time, by keyboard too; claims no more than that they were sent', async () => {
    const { desktop } = configured();
    desktop.outcome = { outcome: 'unknown' };
    const element = await show(CallControl, desktop.handle);
    byTestId(element, 'open-tones').click();
    await element.updateComplete;
    const tone = byTestId(element, 'tone', 0);
    tone.click();
    for (const key of ['2', '#', 'x']) tone.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await until(() => text(element).includes('Sent: 1 2 #'), 'what was sent');
    expect(desktop.commands).to.deep.equal([
      { type: 'send-tones', dialogId: id, tones: '1' },
      { type: 'send-tones', dialogId: id, tones: '2#' },
    ]);
    expect(byTestId(element, 'tones-sent').textContent).to.contain('Nobody tells');
    expect(element.shadowRoot?.querySelector('[role=alert]')?.textContent.trim()).to.equal('');
    desktop.outcome = { outcome: 'not-applied', code: 'Invalid State', message: 'on hold' };
    tone.click();
    await until(() => text(element).includes('on hold'), 'a refusal is told');
    expect(text(element)).to.contain('Sent: 1 2 #');
  });

  it('an open panel and what was typed in it survive that the element is made anew', async () => {
    const { desktop } = configured();
    const element = await show(CallControl, desktop.handle);
    byTestId(element, 'open-number').click();
    await element.saveNow('strict');
    element.remove();
    const again = await show(CallControl, desktop.again());
    await until(() => all(again, 'to-number').length === 1, 'the panel is open');
  });

  it('while not connected everything is to be read, and nothing is sent', async () => {
    const { desktop } = configured();
    const element = await show(CallControl, desktop.handle);
    byTestId(element, 'open-number').click();
    await element.updateComplete;
    type(byTestId(element, 'to-number'), '4002');
    desktop.setView({ phase: 'searching' });
    await element.updateComplete;
    submit(element, 'consult');
    expect(byTestId(element, 'consult').getAttribute('aria-disabled')).to.equal('true');
    byTestId(element, 'open-tones').click();
    await element.updateComplete;
    byTestId(element, 'tone').click();
    expect(desktop.commands).to.deep.equal([]);
  });
});

describe('call-control with what the administrator has configured', () => {
  it('reads it once per sign-in, when there is a call', async () => {
    const { desktop, reads } = configured({ dialogs: [] });
    const element = await show(CallControl, desktop.handle);
    expect(reads).to.deep.equal([]);
    desktop.setView({ dialogs: [someDialog({}, { actions: speaking })] });
    await until(() => all(element, 'wrap-up').some(({ localName }) => localName === 'select'), 'the reasons');
    // Each resource is asked for on its own; a move must not catch one of them unasked.
    await until(() => reads.length === 2, 'both reads');
    desktop.setView({ phase: 'searching' });
    desktop.setView({ phase: 'connected', epoch: 2, node: 'subscriber' });
    await element.updateComplete;
    expect(reads).to.have.members(
      ['WrapUpReasons', 'MediaPropertiesLayouts'].map((one) => `/finesse/api/User/1001/${one}`),
    );
  });

  it('the wrap-up reason is chosen from the list; arrow keys send the last choice, a refusal shows the old one', async () => {
    const { desktop } = configured();
    const element = await show(CallControl, desktop.handle);
    await until(() => byTestId(element, 'wrap-up').localName === 'select', 'the list');
    const list = byTestId(element, 'wrap-up');
    const choose = (reason: string) => {
      list.value = reason;
      list.dispatchEvent(new Event('change', { bubbles: true }));
    };
    choose('Resolved');
    choose('Passed on');
    choose('Sold');
    await until(() => desktop.commands.length === 2, 'the first and the last');
    expect(desktop.commands.map((command) => 'wrapUpReason' in command && command.wrapUpReason)).to.deep.equal([
      'Resolved',
      'Sold',
    ]);
    desktop.outcome = { outcome: 'not-applied', code: 'Invalid State', message: 'too late' };
    choose('Passed on');
    await until(() => text(element).includes('too late') && list.value === '', 'what the call has is shown');
  });

  it('names variables as configured, and lets change those that may be', async () => {
    const { desktop } = configured();
    const element = await show(CallControl, desktop.handle);
    await until(() => text(element).includes('Standing'), 'the names');
    byTestId(element, 'open-data').click();
    await element.updateComplete;
    expect(all(element, 'datum')).to.have.length(1);
    submit(element, 'save-data');
    await until(() => all(element, 'datum').length === 0, 'nothing changed, nothing sent');
    byTestId(element, 'open-data').click();
    await element.updateComplete;
    type(byTestId(element, 'datum'), 'Refund');
    submit(element, 'save-data');
    await until(() => desktop.commands.length === 1, 'the change');
    expect(desktop.commands).to.deep.equal([
      { type: 'update-call-data', dialogId: id, callVariables: [{ name: 'callVariable2', value: 'Refund' }] },
    ]);
  });

  it('is accessible with each panel open, and fits 320 px', async () => {
    const { desktop } = configured();
    const element = await show(CallControl, desktop.handle);
    await until(() => text(element).includes('Standing'), 'the names');
    for (const panel of ['open-number', 'open-tones', 'open-data']) {
      byTestId(element, panel).click();
      await element.updateComplete;
      expect(await accessibilityProblems(element)).to.deep.equal([]);
      expect(await overflowAt(element)).to.equal(0);
    }
  });

  it('says what kind of call it is', () => {
    const kind = (callType: string, direction: 'in' | 'out' = 'in') =>
      kindOf(someDialog({ mediaProperties: { ...someDialog().mediaProperties, callType } }), direction);
    expect(['SUPERVISOR_MONITOR', 'CONFERENCE', 'CONSULT_OFFERED', 'ACD_IN'].map((one) => kind(one))).to.deep.equal([
      'Listening to',
      'Conference with',
      'Consulted by',
      'From',
    ]);
    expect([kind('CONSULT', 'out'), kind('OUT', 'out')]).to.deep.equal(['Consultation with', 'To']);
  });
});
