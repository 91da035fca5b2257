// The documented callback API on a real cache; and the handle.
import { expect } from '@open-wc/testing';
import { createDesktopCacheApi, type CacheCallback } from './desktop-cache-api.ts';
import { fakeDesktop, morning, someUser } from './test/fake-desktop.ts';
import { createDesktopHandle, NoDesktop } from './handle.ts';

const answered = <Data>(call: (callback: CacheCallback<Data>) => void): Promise<Data | undefined> =>
  new Promise((resolve, reject) => {
    call((error, data) => {
      if (error) reject(error);
      else resolve(data);
    });
  });

describe('the documented cache API', () => {
  it('saves an array, gives one or all, deletes, clears; groups keep apart', async () => {
    const api = createDesktopCacheApi(fakeDesktop().namespace);
    await answered((done) =>
      api.saveOrUpdateData(
        [
          { key: 'a', data: 1 },
          { key: 'b', data: { deep: [2] } },
        ],
        done,
      ),
    );
    expect(await answered((done) => api.fetchData('b', done))).to.deep.equal({ key: 'b', data: { deep: [2] } });
    expect(await answered((done) => api.fetchData(null, done))).to.have.length(2);
    expect(await answered((done) => api.fetchData('none', done))).to.equal(undefined);
    api.setGroup('other');
    expect(await answered((done) => api.fetchData(null, done))).to.deep.equal([]);
    await answered((done) => api.saveOrUpdateData([{ key: 'a', data: 'other' }], done));
    await answered((done) => api.clearData(done));
    api.setGroup('');
    await answered((done) => api.deleteData('a', done));
    expect(await answered((done) => api.fetchData(null, done))).to.deep.equal([{ key: 'b', data: { deep: [2] } }]);
  });

  it('tells failures by the callback, and needs none', async () => {
    const api = createDesktopCacheApi(fakeDesktop().namespace);
    const failure = await answered((done) => api.saveOrUpdateData([{ key: 'f', data: () => 1 }], done)).catch(
      (error: unknown) => error,
    );
    expect(failure).to.deep.include({ code: 'not-clonable' });
    const wrong = await answered((done) => api.saveOrUpdateData('a' as never, done)).catch((error: unknown) => error);
    expect(wrong).to.be.instanceOf(TypeError);
    api.saveOrUpdateData([{ key: 'a', data: 1 }]);
    expect(await answered((done) => api.fetchData('a', done))).to.deep.equal({ key: 'a', data: 1 });
  });
});

describe('createDesktopHandle', () => {
  it('turns actions into commands and hands back their outcome', async () => {
    const desktop = fakeDesktop();
    desktop.outcome = { outcome: 'unknown' };
    const { actions } = desktop.handle;
    expect(await actions.setState('NOT_READY', 7)).to.deep.equal({ outcome: 'unknown' });
    await actions.setState('READY');
    await actions.makeCall('5551234');
    await actions.callAction('1', 'HOLD');
    await actions.updateCallData('1', { wrapUpReason: 'Sale' });
    await actions.setMemberState('1002', 'LOGOUT');
    await actions.consult('1', '4002');
    await actions.transferTo('1', '4002');
    await actions.sendTones('1', '12#');
    await actions.dropParticipant('1', '4002');
    await actions.listenTo('4002');
    await actions.bargeIn('4002');
    await actions.bargeIn('4002', '2');
    expect(desktop.commands).to.deep.equal([
      { type: 'set-state', state: 'NOT_READY', reasonCodeId: 7 },
      { type: 'set-state', state: 'READY' },
      { type: 'make-call', to: '5551234' },
      { type: 'call-action', dialogId: '1', action: 'HOLD' },
      { type: 'update-call-data', dialogId: '1', wrapUpReason: 'Sale' },
      { type: 'set-member-state', loginId: '1002', state: 'LOGOUT' },
      { type: 'call-to', dialogId: '1', action: 'CONSULT_CALL', to: '4002' },
      { type: 'call-to', dialogId: '1', action: 'TRANSFER_SST', to: '4002' },
      { type: 'send-tones', dialogId: '1', tones: '12#' },
      { type: 'drop-participant', dialogId: '1', address: '4002' },
      { type: 'supervise-call', action: 'SILENT_MONITOR', extension: '4002' },
      { type: 'supervise-call', action: 'BARGE_CALL', extension: '4002' },
      { type: 'supervise-call', action: 'BARGE_CALL', extension: '4002', dialogId: '2' },
    ]);
  });

  it("shows the view, by the node's clock; the agent stays readable in the moment of signing out", () => {
    const desktop = fakeDesktop({ clockOffset: 500 });
    expect(desktop.handle.now()).to.equal(morning + 500);
    desktop.setView({ phase: 'suspect' });
    expect(desktop.handle.connected).to.equal(false);
    desktop.setView({ phase: 'signed-out', agent: undefined });
    expect(desktop.handle.agent.loginId).to.equal(someUser().loginId);
  });

  it('one listener that throws does not keep the view from the others; dispose ends it', async () => {
    const desktop = fakeDesktop();
    const runners = window.onerror;
    const thrown = new Promise<string>((resolve) => {
      window.onerror = (message) => {
        resolve(typeof message === 'string' ? message : message.type);
        return true;
      };
    });
    const heard: string[] = [];
    const stopThrowing = desktop.handle.onChange(() => {
      throw new Error('planted');
    });
    const stop = desktop.handle.onChange(({ phase }) => heard.push(phase));
    desktop.setView({ phase: 'suspect' });
    expect(await thrown).to.contain('planted');
    window.onerror = runners;
    stopThrowing();
    stop();
    desktop.setView({ phase: 'searching' });
    expect(heard).to.deep.equal(['suspect']);
  });

  it('says so when there is no view', () => {
    const handle = createDesktopHandle({
      gadgetId: 'x',
      client: {
        view: undefined,
        onView: () => () => undefined,
        command: () => Promise.resolve({ outcome: 'applied' }),
        mediaChannel: () => Promise.resolve(),
        followTeamMessages: () => Promise.resolve(),
        onConnection: () => () => undefined,
        readFromNode: () => Promise.resolve({ kind: 'refused', code: 'not-connected' }),
        now: () => 0,
      },
      cache: fakeDesktop().namespace,
    });
    expect(() => handle.dialogs).to.throw(NoDesktop);
  });
});
