/** The panels of maintenance and of the end of a sign-in: one sentence in a live region, no focus taken, words for each state. */
import { expect, fixture, html } from '@open-wc/testing';
import type { MaintenanceView, SignInEndView } from '../core/maintenance-view.ts';
import type { Notice } from '../core/view.ts';
import type { MaintenancePanel } from './maintenance-panel.ts';
import type { SignInEndPanel } from './sign-in-end-panel.ts';
import { addSavingGadget } from './save-gadgets.ts';
import { FakeClient } from './test/fake-client.ts';
import './maintenance-panel.ts';
import './sign-in-end-panel.ts';

const notice = (key: Notice['key'], params: Notice['params']): Notice => ({
  id: 1,
  key,
  params,
  level: 'warning',
  at: 0,
  kind: 'aside',
});
const coming: MaintenanceView = {
  stage: 'scheduled',
  from: 'publisher',
  to: 'subscriber',
  movesAt: 60_000,
  postponeSeconds: 120,
  postponing: 'idle',
  alternate: 'good',
  saves: [],
  notice: notice('maintenance-scheduled', { from: 'publisher', to: 'subscriber', seconds: 60 }),
};
const within = (element: HTMLElement, id: string): HTMLElement | null =>
  element.shadowRoot?.querySelector<HTMLElement>(`[data-testid="${id}"]`) ?? null;

describe('the panel of maintenance', () => {
  it('MM-2: says it in a live region that was there before, with the seconds outside of it', async () => {
    const panel = await fixture<MaintenancePanel>(html`<us-maintenance .now=${() => 15_000}></us-maintenance>`);
    const region = within(panel, 'maintenance-notice');
    expect(region?.getAttribute('role')).to.equal('status');
    panel.maintenance = coming;
    await panel.updateComplete;
    expect(within(panel, 'maintenance-notice')).to.equal(region);
    expect(region?.textContent).to.contain('moves to the subscriber in about 60 seconds');
    expect(region?.textContent).not.to.contain('0:45');
    expect(within(panel, 'maintenance-countdown')?.textContent).to.contain('0:45');
    await expect(panel).to.be.accessible();
  });

  it('MM-2: offers to be moved later only while the node lets, and asks once', async () => {
    let asked = 0;
    const panel = await fixture<MaintenancePanel>(
      html`<us-maintenance .maintenance=${coming} .postpone=${() => (asked += 1)}></us-maintenance>`,
    );
    within(panel, 'postpone-maintenance')?.click();
    panel.maintenance = { ...coming, postponing: 'asked' };
    await panel.updateComplete;
    within(panel, 'postpone-maintenance')?.click();
    expect(asked).to.equal(1);
    panel.maintenance = { ...coming, postponeSeconds: 0 };
    await panel.updateComplete;
    expect(within(panel, 'postpone-maintenance')).to.equal(null);
  });

  it('MM-2, MM-5: says nothing that the banner says: while it moves, and when it was not moved', async () => {
    const saves = [{ tab: 'a', gadget: 'notes', outcome: 'saved' }] as const;
    const aboutToMove: MaintenanceView = { ...coming, stage: 'about-to-move', saves };
    const panel = await fixture<MaintenancePanel>(
      html`<us-maintenance .maintenance=${aboutToMove} .phase=${'connected'}></us-maintenance>`,
    );
    const said = (): string | undefined => within(panel, 'maintenance-notice')?.textContent.trim();
    expect(said()).to.contain('moves to the subscriber');
    for (const phase of ['migrating', 'switching', 'restoring'] as const) {
      panel.phase = phase;
      await panel.updateComplete;
      expect(said()).to.equal('');
      expect(within(panel, 'maintenance-countdown')).to.equal(null);
      expect(within(panel, 'maintenance-saves')?.textContent).to.contain('saved');
    }
    panel.phase = 'connected';
    panel.maintenance = { ...aboutToMove, stage: 'stays' };
    await panel.updateComplete;
    expect(said()).to.equal('');
    expect(panel.shadowRoot?.querySelector('.panel:not(.empty)') ?? null).to.equal(null);
  });

  it('MM-3: lists what each gadget has said', async () => {
    const saves = (['saved', 'failed', 'missing'] as const).map((outcome) => ({ tab: 'a', gadget: outcome, outcome }));
    const panel = await fixture<MaintenancePanel>(
      html`<us-maintenance .maintenance=${{ ...coming, saves }}></us-maintenance>`,
    );
    const words = within(panel, 'maintenance-saves')?.textContent.replace(/\s+/g, ' ');
    expect(words).to.contain('Saved saved').and.contain('Failed could not save').and.contain('Missing did not answer');
  });

  it('MM-3: every gadget of the page is asked, and one that throws has not saved', async () => {
    const client = new FakeClient();
    addSavingGadget(client, { id: 'good', save: () => Promise.resolve(), handOver: () => undefined });
    addSavingGadget(client, { id: 'empty', save: () => undefined, handOver: () => undefined });
    addSavingGadget(client, {
      id: 'bad',
      save: () => {
        throw new Error('planted');
      },
      handOver: () => undefined,
    });
    client.askToSave(7);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(client.calls.map(([, message]) => message)).to.deep.equal([
      { type: 'saving', round: 7, gadgets: ['good', 'bad'] },
      { type: 'saved', round: 7, gadget: 'good', outcome: 'saved' },
      { type: 'saved', round: 7, gadget: 'bad', outcome: 'failed' },
    ]);
  });
});

describe('the end of a sign-in', () => {
  const end = (stage: SignInEndView['stage']): SignInEndView => ({
    endsAt: 600_000,
    stage,
    notice: notice(stage === 'last-minute' ? 'sign-in-ends-soon' : 'sign-in-ends', { seconds: 600 }),
  });

  it('PF-10: the form comes by itself in the last minute and takes no focus; on request it does', async () => {
    const panel = await fixture<SignInEndPanel>(
      html`<us-sign-in-end .end=${end('ten-minutes')} .agentId=${'1001'}></us-sign-in-end>`,
    );
    expect(within(panel, 'renew-password')).to.equal(null);
    panel.end = end('last-minute');
    await panel.updateComplete;
    expect(within(panel, 'renew-password')).not.to.equal(null);
    expect(panel.shadowRoot?.activeElement ?? null).to.equal(null);
    await expect(panel).to.be.accessible();
    panel.end = undefined;
    await panel.updateComplete;
    panel.end = end('five-minutes');
    await panel.updateComplete;
    within(panel, 'stay-signed-in')?.click();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(panel.shadowRoot?.activeElement).to.equal(within(panel, 'renew-password'));
  });

  it('GL-10: a refusal says that the present sign-in goes on, and what to try', async () => {
    const refused = (): Promise<void> => Promise.reject(Object.assign(new Error('no'), { code: 'sign-in-refused' }));
    const panel = await fixture<SignInEndPanel>(
      html`<us-sign-in-end .end=${end('last-minute')} .agentId=${'1001'} .renew=${refused}></us-sign-in-end>`,
    );
    const field = within(panel, 'renew-password') as HTMLInputElement;
    field.value = 'wrong';
    within(panel, 'renew-sign-in')?.click();
    await new Promise((resolve) => setTimeout(resolve, 0));
    await panel.updateComplete;
    expect(panel.shadowRoot?.querySelector('[role="alert"]')?.textContent).to.contain('goes on until it ends');
    expect(panel.shadowRoot?.textContent).to.contain('cookies');
  });
});
