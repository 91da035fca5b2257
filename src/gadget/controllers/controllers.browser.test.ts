// The reactive controllers of the SDK: a slice renders when it changes, a draft is known and done with, an age grows.
import { expect } from '@open-wc/testing';
import { fakeDesktop, morning, show, someDialog, someUser, until } from '../test/fake-desktop.ts';
import {
  AgeController,
  CommandController,
  DraftController,
  Gadget,
  SliceController,
  ageWords,
  customElement,
  html,
  kept,
  state,
  type CommandOutcome,
} from '../index.ts';
import { isSameSlice } from './slice-controller.ts';

@customElement('test-sliced-gadget')
class Sliced extends Gadget {
  readonly calls = new SliceController(this, (view) => view.dialogs);
  readonly both = new SliceController(this, ({ teams, queues }) => [teams, queues]);
  @kept() own = 0;
  rendered = 0;
  changes = 0;
  protected override desktopChanged(): void {
    this.changes += 1;
  }
  override render() {
    this.rendered += 1;
    return html`<p>${this.calls.value.length} ${this.both.value.length} ${this.own} ${this.desktop.connected}</p>`;
  }
}

@customElement('test-draft-gadget')
class Drafted extends Gadget {
  readonly draft = new DraftController(this, 'textarea');
  @state() composing: 'yes' | 'no' = 'yes';
  override render() {
    return html`${this.composing === 'yes' ? html`<textarea name="text"></textarea>` : ''}
      <output>${this.draft.isEmpty ? 'empty' : this.draft.text}</output>`;
  }
}

@customElement('test-age-gadget')
class Aged extends Gadget {
  @state() at: number | undefined;
  readonly age = new AgeController(this, () => this.at);
  rendered = 0;
  override render() {
    this.rendered += 1;
    return html`<p>${this.age.words ?? 'never'}</p>`;
  }
}

@customElement('test-command-gadget')
class Commanding extends Gadget {
  readonly commands = new CommandController(this);
  override render() {
    return html`<p>${this.commands.isUnderWay('dial') ? 'under way' : 'idle'} ${this.commands.trouble}</p>`;
  }
}

const text = (element: HTMLElement) => element.shadowRoot?.textContent.replace(/\s+/g, ' ').trim() ?? '';
afterEach(() => document.body.replaceChildren());

describe('a slice of the view', () => {
  it('renders when it has changed, and not with what the gadget does not show', async () => {
    const desktop = fakeDesktop();
    const element = await show(Sliced, desktop.handle);
    await element.updateComplete;
    const before = element.rendered;
    const changes = element.changes;
    desktop.setView({ agent: someUser({ firstName: 'Another' }) });
    desktop.setView({ clockOffset: 12 });
    await element.updateComplete;
    expect(element.rendered).to.equal(before);
    expect(element.changes).to.equal(changes + 2);
    desktop.setView({ dialogs: [someDialog()] });
    await element.updateComplete;
    expect(element.rendered).to.equal(before + 1);
    expect(text(element)).to.equal('1 2 0 true');
    desktop.setView({ queues: [] });
    await element.updateComplete;
    expect(element.rendered).to.equal(before + 2);
  });

  it('renders when the connection goes and comes, and for a property of its own', async () => {
    const desktop = fakeDesktop();
    const element = await show(Sliced, desktop.handle);
    await element.updateComplete;
    const before = element.rendered;
    desktop.setView({ phase: 'suspect' });
    await element.updateComplete;
    expect(text(element)).to.contain('false');
    expect(element.hasAttribute('stale')).to.equal(true);
    desktop.setView({ phase: 'searching' });
    await element.updateComplete;
    expect(element.rendered).to.equal(before + 1);
    desktop.setView({ phase: 'connected' });
    element.own = 7;
    await element.updateComplete;
    expect(text(element)).to.equal('0 2 7 true');
  });

  it('is the same by identity, also of the parts of a list', () => {
    const [one, other] = [{}, {}];
    expect(isSameSlice(one, one)).to.equal(true);
    expect(isSameSlice(one, other)).to.equal(false);
    expect(isSameSlice([one, 1], [one, 1])).to.equal(true);
    expect(isSameSlice([one], [one, other])).to.equal(false);
    expect(isSameSlice([one], [other])).to.equal(false);
  });
});

describe('a draft', () => {
  it('is known while it is typed, survives its field, and is done with once', async () => {
    const element = await show(Drafted, fakeDesktop().handle);
    const type = (words: string) => {
      const { field } = element.draft;
      if (!field) throw new Error('there is no field');
      field.value = words;
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      return field;
    };
    let done = 0;
    element.addEventListener('draft-done', () => (done += 1));
    type('half a word');
    await element.updateComplete;
    expect(text(element)).to.equal('half a word');
    element.composing = 'no';
    await element.updateComplete;
    expect(element.draft.text).to.equal('half a word');
    element.composing = 'yes';
    await element.updateComplete;
    // Another field, which the desktop fills from what it kept.
    expect(element.draft.isEmpty).to.equal(true);
    const again = type('put back');
    expect(element.draft.text).to.equal('put back');
    element.draft.done();
    await element.updateComplete;
    expect(again.value).to.equal('');
    expect(text(element)).to.equal('empty');
    expect(done).to.equal(1);
  });
});

describe('the age of data', () => {
  it('says when and how long ago, and renders again only when the words are others', async () => {
    const desktop = fakeDesktop();
    const element = await show(Aged, desktop.handle);
    expect(text(element)).to.equal('never');
    element.at = morning;
    await element.updateComplete;
    expect(text(element)).to.contain('just now');
    const before = element.rendered;
    desktop.pass(3 * 60_000);
    await until(() => text(element).includes('3 minutes ago'), 'it has grown older');
    expect(element.rendered).to.equal(before + 1);
  });

  it('counts in words', () => {
    const minute = 60_000;
    const ages = [-5_000, 9_999, 10_000, 59_000, minute, 2 * minute, 60 * minute, 47 * 60 * minute, 48 * 60 * minute];
    expect(ages.map(ageWords)).to.deep.equal([
      'just now',
      'just now',
      '10 seconds ago',
      '50 seconds ago',
      '1 minute ago',
      '2 minutes ago',
      '1 hour ago',
      '1 day ago',
      '2 days ago',
    ]);
  });
});

describe('commands under way', () => {
  const applied: CommandOutcome = { outcome: 'applied' };

  it('are sent once, shown until they are answered, and what went wrong stands until the next', async () => {
    const element = await show(Commanding, fakeDesktop().handle);
    const { commands } = element;
    const answers: ((outcome: CommandOutcome) => void)[] = [];
    const dial = () => commands.run('dial', () => new Promise((resolve) => answers.push(resolve)));

    const first = dial();
    expect(await dial(), 'the same again').to.equal(false);
    expect(await commands.run('another', () => Promise.resolve(applied)), 'another').to.equal(true);
    await element.updateComplete;
    expect(text(element)).to.equal('under way');
    answers[0]?.({ outcome: 'not-applied', code: 'CTI_REJECTED', message: 'The line is busy.' });
    expect(await first).to.equal(false);
    await element.updateComplete;
    expect(text(element)).to.equal('idle It was refused: The line is busy.');

    const second = dial();
    await element.updateComplete;
    expect(text(element)).to.equal('under way');
    answers[1]?.(applied);
    expect(await second).to.equal(true);
    expect(answers).to.have.length(2);
  });

  it('that throw at once are told as those that are rejected', async () => {
    const element = await show(Commanding, fakeDesktop().handle);
    const { commands } = element;
    const done = await commands.run('dial', () => {
      throw new Error('there is no worker');
    });
    expect(done).to.equal(false);
    await element.updateComplete;
    expect(text(element)).to.equal('idle It could not be sent: there is no worker');
  });
});
