import { expect } from '@open-wc/testing';
import { createCore } from '../../core/core.ts';
import { axeInBothThemes, byTestId, deep, readText, until, useTokens } from '../../desktop/test/page.ts';
import { createRecorder } from '../../worker/pure/recorder.ts';
import type { Recording } from '../../worker/pure/recording.ts';
import { RecorderPanel } from './recorder-panel.ts';

const options = { profile: 'swift', move: 'in-place', seed: 1, hosts: { publisher: 'p', subscriber: 's' } } as const;

/** Signs in, and nobody answers. */
function recorded(): Recording {
  const core = createCore(options);
  const recorder = createRecorder('b1', () => core.snapshot());
  const at = Date.UTC(2026, 2, 2, 8);
  const feed = (input: Parameters<typeof core.handle>[0] | undefined, now: number): void => {
    recorder.tap(input, now);
    if (input) core.handle(input, now);
    else core.wake(now);
    recorder.shown(core.view());
    core.effects();
  };
  feed({ type: 'tabs', count: 1 }, at);
  feed({ type: 'sign-in', agentId: '1001', extension: '4001', node: 'publisher' }, at + 10);
  feed({ type: 'configure', profile: '12.6' }, at + 20);
  return recorder.recording();
}

describe('the recorder', () => {
  let panel: RecorderPanel;
  let saved: [name: string, text: string][];

  beforeEach(async () => {
    await useTokens();
    saved = [];
    panel = new RecorderPanel();
    panel.take = () => Promise.resolve(recorded());
    panel.download = (name, text) => saved.push([name, text]);
    const main = document.createElement('main');
    const heading = document.createElement('h1');
    heading.textContent = 'Recorder';
    const section = document.createElement('h2');
    section.textContent = 'Lab';
    main.append(heading, section, panel);
    document.body.append(main);
    await panel.updateComplete;
  });
  afterEach(() => panel.parentElement?.remove());

  const openFile = (text: string, name = 'x.json'): void => {
    const input = byTestId('record-open') as HTMLInputElement;
    const files = new DataTransfer();
    files.items.add(new File([text], name));
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
  };
  const hash = (): string => readText(byTestId('replay-hash'));

  it('takes a recording without personal data, saves it, opens it again, and replays to the same view', async () => {
    byTestId('record-take').click();
    await until(() => deep(document, '[data-testid="replay-hash"]'));
    const last = hash();
    expect(last).to.contain('as recorded');
    byTestId('record-save').click();
    const [[name, text] = ['', '']] = saved;
    expect(name).to.equal('understudy-incident-2026-03-02T08-00-00.json');
    expect(text).not.to.contain('"1001"');
    expect((JSON.parse(text) as Recording).redacted).to.equal(true);
    openFile(text, name);
    await until(() => readText(byTestId('record-status')).startsWith(name));
    expect(hash()).to.equal(last);
    expect(readText(byTestId('replay-verdict'))).to.equal('✓ 3 of 3 views as recorded.');
  });

  it('goes forward and back, step by step, by scrubber and by phase', async () => {
    byTestId('record-take').click();
    await until(() => deep(document, '[data-testid="replay-scrubber"]'));
    const scrubber = byTestId('replay-scrubber') as HTMLInputElement;
    const step = (): string => readText(byTestId('replay-step'));
    scrubber.value = '1';
    scrubber.dispatchEvent(new Event('input'));
    await until(() => step().startsWith('Step 1 of 3'));
    expect(readText(byTestId('replay-view'))).to.contain('Phase signed-out');
    byTestId('replay-next-phase').click();
    await until(() => step().startsWith('Step 2 of 3') && step().endsWith('sign-in'));
    expect(readText(byTestId('replay-view'))).to.contain('Phase signing-in');
    byTestId('replay-back').click();
    await until(() => step().startsWith('Step 1 of 3'));
    byTestId('replay-forward').click();
    byTestId('replay-forward').click();
    await until(() => step().startsWith('Step 3 of 3'));
    byTestId('replay-previous-phase').click();
    await until(() => step().startsWith('Step 2 of 3'));
  });

  it('says which views are not as recorded', async () => {
    const recording = recorded();
    const [first, ...others] = recording.inputs;
    if (!first) throw new Error('nothing recorded');
    openFile(JSON.stringify({ ...recording, inputs: [{ ...first, view: 'f'.repeat(16) }, ...others] }));
    await until(() => deep(document, '[data-testid="replay-verdict"]'));
    expect(readText(byTestId('replay-verdict'))).to.match(/^✕ 1 of 3 views/);
  });

  it('refuses what is no recording, in words, and keeps what was there', async () => {
    byTestId('record-take').click();
    await until(() => deep(document, '[data-testid="replay-hash"]'));
    for (const [text, words] of [
      ['{', 'it is not JSON'],
      ['[]', 'This is not a recording of version 1.'],
      ['{"version":1,"start":{},"inputs":[{}]}', 'damaged'],
    ] as const) {
      openFile(text);
      await until(() => deep(document, '[data-testid="record-problem"]')?.textContent.includes(words));
      expect(deep(document, '[data-testid="replay-hash"]') !== undefined).to.equal(true);
    }
  });

  it('is clean for axe', async () => {
    byTestId('record-take').click();
    await until(() => deep(document, '[data-testid="replay-hash"]'));
    expect(await axeInBothThemes()).to.deep.equal([]);
  });
});
