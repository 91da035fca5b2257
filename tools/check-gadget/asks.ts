/** What a gadget asked for while it should have been quiet, and whether it wrote an address of a node. */
import type { Ask } from './in-page/watch.ts';
import { hostInUse } from './site.ts';
import type { Stage } from './stage.ts';

/** Told once, with how often. */
function counted(lines: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...counts].map(([line, count]) => (count === 1 ? line : `${line} (${count} times)`));
}

/** At the end of a row: everything that this page's gadget asked for. Nobody touched it while there was no connection. */
export async function judgeAsks(stage: Stage): Promise<void> {
  const asks = await stage.page.evaluate(() => window.gadgetWatch.asks).catch((): Ask[] => []);
  const early = asks.filter(({ phase }) => phase !== 'connected');
  stage.measures.requestsWhileDisconnected += early.length;
  stage.measures.requests += asks.filter(({ how, phase }) => phase === 'connected' && how !== 'command').length;
  const words = ({ how, what }: Ask): string => `${how} ${what.slice(0, 80)}`;
  for (const line of counted(early.map((ask) => `asked while there was no connection: ${words(ask)}`)))
    stage.found.wrong.push(line);
  const hosts = await hostsOf(stage);
  const absolute = asks.filter(({ how, what }) => how !== 'command' && namesHost(what, hosts));
  for (const line of counted(absolute.map((ask) => `asked by the address of a node: ${words(ask)}`)))
    stage.found.wrong.push(line);
}

/** Names of the machines that a gadget may meet: this page's and both nodes'. */
export async function hostsOf(stage: Stage): Promise<string[]> {
  const told = await stage.page
    .evaluate(() => {
      const { nodes } = (window.understudy.view() ?? {}) as { nodes?: Record<string, { host?: string }> };
      return Object.values(nodes ?? {}).flatMap(({ host }) => host ?? []);
    })
    .catch((): string[] => []);
  // A word such as “publisher” is no address.
  return [hostInUse, ...told.filter((host) => host.includes('.'))];
}

export const namesHost = (text: string, hosts: readonly string[]): boolean =>
  hosts.some((host) => text.toLowerCase().includes(host.toLowerCase()));
