/** The core client against a real worker that can be killed: signing in, commands, two tabs, a worker that dies or ends. */
import { expect } from '@open-wc/testing';
import { heldLocks } from '../../thread/locks.ts';
import { agentId } from '../test/fake-cluster.ts';
import { codeOf, instanceOf, leaveAll, open, phase, request, setting, signIn, until, when } from './test/stage.ts';
import type { CoreConnection } from './contract.ts';

afterEach(leaveAll);

for (const host of ['shared', 'dedicated'] as const) {
  describe(`core client, ${host} worker`, () => {
    it('signs in through the worker, in XML, and shows the view', async () => {
      const { tab, cluster } = await setting(host);
      const client = tab();
      await open(client);
      expect(client.connection).to.include({ kind: 'open', host });
      expect(client.view?.phase).to.equal('signed-out');
      await signIn(client);
      expect(client.view?.agent?.state).to.equal('NOT_READY');
      expect(cluster.asked).to.include('xmpp connect bound');
      expect(cluster.asked).to.include(`PUT /finesse/api/User/${agentId}`);
    });

    it('tells the fate of a command, and the code of a refusal', async () => {
      const { tab } = await setting(host);
      const client = tab();
      await open(client);
      expect(await codeOf(client.command({ type: 'set-state', state: 'READY' }))).to.equal('illegal-input');
      expect(await codeOf(client.signIn({ ...request, password: '' }))).to.equal('bad-arguments');
      expect(await codeOf(client.command({ type: 'dance' } as never))).to.equal('bad-arguments');
      await signIn(client);
      expect(await client.command({ type: 'set-state', state: 'READY' })).to.deep.equal({ outcome: 'applied' });
      expect(client.view?.agent?.state).to.equal('READY');
      expect(await codeOf(client.signIn(request))).to.equal('illegal-input');
    });

    it('OW-2: two tabs share one session; closing the first leaves the second working', async () => {
      const { tab, cluster } = await setting(host);
      const first = tab();
      await signIn(first);
      const second = tab();
      await phase(second, 'connected');
      expect(instanceOf(second)).to.equal(instanceOf(first));
      await first.command({ type: 'set-state', state: 'READY' });
      await when(second, 'READY in the second tab', () => second.view?.agent?.state === 'READY');
      first.leave();
      await second.command({ type: 'set-state', state: 'NOT_READY' });
      expect(second.view?.agent?.state).to.equal('NOT_READY');
      // The dedicated worker's cluster port is bridged through the first tab, so there the core must connect anew.
      const channels = cluster.asked.filter((line) => line === 'xmpp connect bound').length;
      if (host === 'shared') expect(channels).to.equal(1);
    });

    it('a killed worker is noticed: pending calls are rejected, a new one goes on with the session', async () => {
      const { tab, kill, cluster } = await setting(host);
      const client = tab();
      await signIn(client);
      const before = instanceOf(client);
      const seen: CoreConnection['kind'][] = [];
      client.onConnection(({ kind }) => seen.push(kind));
      cluster.mute = true;
      const pending = codeOf(client.command({ type: 'set-state', state: 'READY' }));
      await when(client, 'the command is sent', () => (client.view?.pending.length ?? 0) > 0);
      kill();
      expect(await pending).to.equal('worker-gone');
      cluster.mute = false;
      await open(client);
      await phase(client, 'connected');
      expect(instanceOf(client)).not.to.equal(before);
      expect(seen).to.deep.equal(['replacing', 'open']);
      expect(client.view?.session?.agentId).to.equal(agentId);
    });

    it('keeps unchanged slices of the view across the replacement', async () => {
      const { tab, kill } = await setting(host);
      const client = tab();
      await open(client);
      const { nodes } = client.view ?? {};
      const before = instanceOf(client);
      kill();
      await when(client, 'replaced', () => client.connection.kind === 'open' && instanceOf(client) !== before);
      expect(client.view?.nodes).to.equal(nodes);
    });

    it('asks for another cluster port when the cluster was replaced', async () => {
      const { tab, cluster } = await setting(host);
      const client = tab();
      await signIn(client);
      expect(cluster.hellos).to.equal(1);
      const connectedAgain = when(
        client,
        'on the new cluster',
        () => cluster.hellos === 2 && client.view?.phase === 'connected' && client.view.notifications === 'open',
      );
      cluster.die();
      await when(client, 'the loss is noticed', () => client.view?.phase !== 'connected');
      await connectedAgain;
    });

    it('without tabs the worker ends: presence goes, locks are free', async () => {
      const { tab, cluster, name } = await setting(host);
      const client = tab({ link: { kind: 'mock', speed: 50 } });
      cluster.speed = 50;
      await signIn(client);
      client.leave();
      if (host === 'shared') await until('goodbye', () => cluster.asked.includes('xmpp disconnect'));
      await until('no worker', async () => (await heldLocks(`core-alive:${name}|`)).length === 0);
      expect(await heldLocks(`core:${name}:`)).to.deep.equal([]);
    });
  });
}
