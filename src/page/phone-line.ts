/** The line of the drawn IP phone: a core of its own, in a worker of its own name, so that it shares nothing with the desktop. */
import { offerPhoneLine } from '../gadget/phone-line.ts';
import type { ClusterClient } from '../mock/client/contract.ts';
import type { HostKind } from '../thread/host-port.ts';
import { connectCore } from '../worker/client/core-client.ts';
import { build } from './build-info.ts';

export function offerPhone(cluster: ClusterClient, speed: number, host: HostKind): void {
  offerPhoneLine(() => {
    const line = connectCore({
      build,
      link: { kind: 'mock', speed },
      host,
      clusterPort: () => cluster.portForCore(),
      profile: 'ippa',
      worker: { name: 'understudy-phone' },
    });
    window.addEventListener('pagehide', () => line.leave());
    return line;
  });
}
