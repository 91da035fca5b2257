/** The core client between tabs that have globals, workers and locks of their own, as two tabs of a browser have. */
import { expect } from '@open-wc/testing';
import { instanceOf, leaveAll, phase, setting, signIn, when } from './test/stage.ts';
import type { connectCore } from './core-client.ts';

afterEach(leaveAll);

/** Another tab: an iframe with its own globals, workers and locks. */
async function otherTab(): Promise<{ readonly connectCore: typeof connectCore; close(): void }> {
  const frame = document.createElement('iframe');
  frame.src = new URL('../test/tab.html', import.meta.url).href;
  document.body.append(frame);
  for (;;) {
    const { connectCore: inFrame } = frame.contentWindow as unknown as { connectCore?: typeof connectCore };
    if (inFrame) return { connectCore: inFrame, close: () => frame.remove() };
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

for (const host of ['shared', 'dedicated'] as const) {
  describe(`core client between real tabs, ${host} worker`, () => {
    it('a second tab shares the session and goes on when the first is gone without a word', async () => {
      const { tab, cluster, name } = await setting(host);
      const first = await otherTab();
      const inFirst = first.connectCore({
        build: 'dev',
        link: { kind: 'mock', speed: 1 },
        host,
        clusterPort: () => cluster.port(),
        worker: { url: new URL('../test/mortal.worker.ts', import.meta.url), name },
      });
      await signIn(inFirst);
      const second = tab();
      await phase(second, 'connected');
      expect(instanceOf(second)).to.equal(instanceOf(inFirst));
      expect(second.connection).to.include({ host: host === 'shared' ? 'shared' : 'other-tab' });
      const before = instanceOf(second);
      const lines: string[] = [];
      second.onLog(({ text }) => lines.push(text));
      first.close();
      if (host === 'dedicated') {
        // The worker went with its tab; this one hosts the next.
        await when(second, 'hosting', () => instanceOf(second) !== before && second.connection.kind === 'open');
        expect(second.connection).to.include({ host: 'dedicated' });
      } else {
        await when(second, 'the end of the first tab is noticed', () => lines.some((text) => text === 'tabs: 1'));
        expect(instanceOf(second)).to.equal(before);
      }
      await phase(second, 'connected');
      expect(await second.command({ type: 'set-state', state: 'READY' })).to.deep.equal({ outcome: 'applied' });
    });
  });
}
