/**
 * What the core worker's host decides: which pages it takes in, when a core is started, how many tabs there are, when it
 * gives way to a newer build and when it ends. Five verbs, pure; the executor (`../host/core-host.ts`) and the simulation
 * run this very file. It must not know what the core decides, nor how a page is reached.
 */
import { compareVersions } from './version.ts';
import type { HostCore, HostEffect, HostInput, HostOptions } from './host-core-contract.ts';

type Join = Extract<HostInput, { type: 'join' }>;
type Core = 'none' | 'starting' | 'running';

/** Real ms without tabs and without work after which the worker ends: long enough for a reload. */
export const defaultIdleEndMs = 5000;

export function createHostCore(options: HostOptions, now: number): HostCore {
  const { protocol, build, idleEndMs = defaultIdleEndMs, buggify = () => false } = options;
  const out: HostEffect[] = [];
  let core: Core = 'none';
  let isEnding = false;
  /** Known once this worker has met the others. */
  let rivals: { readonly newer: string | undefined } | undefined;
  const early: Join[] = [];
  /** By tab: its present connection, and whether the core's answers reach it. */
  const tabs = new Map<string, { connection: number; readonly isFirst: boolean; served: number | undefined }>();
  let idleAt: number | undefined = now + idleEndMs;

  const counted = (at: number): void => {
    out.push({ type: 'tabs', count: tabs.size });
    idleAt = tabs.size === 0 ? at + idleEndMs : undefined;
  };
  const stop = (): void => {
    if (isEnding) return;
    isEnding = true;
    out.push({ type: 'stop' });
  };
  const stepDown = (forBuild: string): void => {
    for (const [tab, { connection }] of tabs)
      out.push({ type: 'tell-stepping-down', tab, connection, build: forBuild });
    stop();
  };

  const serve = (tab: string, isRepeated: boolean): void => {
    const known = tabs.get(tab);
    if (!known || known.served === known.connection) return;
    known.served = known.connection;
    const { connection, isFirst } = known;
    out.push({ type: 'serve', tab, connection, isFirst, isRepeated });
  };

  const join = (message: Join, at: number): void => {
    const { tab, connection } = message;
    const age = compareVersions(message, { protocol, build });
    if (age === 'newer') {
      out.push({ type: 'tell-stepping-down', tab, connection, build: message.build });
      stepDown(message.build);
      return;
    }
    if (!rivals) {
      early.push(message);
      return;
    }
    if (age === 'older' || rivals.newer !== undefined) {
      out.push({ type: 'tell-outdated', tab, connection, build: rivals.newer ?? build });
      return;
    }
    if (isEnding) return;
    const known = tabs.get(tab);
    tabs.set(tab, { connection, isFirst: core === 'none', served: known?.served });
    if (!known) {
      out.push({ type: 'watch-tab', tab });
      counted(at);
    }
    if (core === 'none') {
      core = 'starting';
      out.push({ type: 'start-core', tab, connection });
    } else if (core === 'running') serve(tab, known !== undefined);
  };

  const gone = (tab: string, connection: number | undefined, at: number): void => {
    const known = tabs.get(tab);
    // A word from an older connection says nothing of the newer one.
    if (!known || (connection !== undefined && known.connection !== connection)) return;
    tabs.delete(tab);
    out.push({ type: 'forget-tab', tab });
    counted(at);
  };

  const handle = (input: HostInput, at: number): void => {
    switch (input.type) {
      case 'join':
        join(input, at);
        break;
      case 'gone':
        gone(input.tab, input.connection, at);
        break;
      case 'rivals-met':
        rivals = { newer: input.newer };
        for (const message of early.splice(0)) join(message, at);
        break;
      case 'rival':
        stepDown(input.build);
        break;
      case 'core-started':
        core = 'running';
        for (const tab of tabs.keys()) serve(tab, false);
        break;
      case 'core-failed':
        // The next page that joins tries again.
        core = 'none';
        break;
      case 'idle-told':
        if (tabs.size > 0) break;
        if (input.isIdle) stop();
        else idleAt = at + idleEndMs;
        break;
    }
  };

  const wake = (at: number): void => {
    if (idleAt === undefined || idleAt > at) return;
    idleAt = undefined;
    if (tabs.size > 0 || isEnding) return;
    if (core === 'none' || buggify('host-ends-early')) stop();
    else out.push({ type: 'ask-whether-idle' });
  };

  return {
    handle(input, at) {
      handle(input, at);
      wake(at);
    },
    wake,
    effects: () => out.splice(0),
    deadline: () => (isEnding ? undefined : idleAt),
    view: () => ({ tabs: [...tabs.keys()], isEnding }),
    connectionOf: (tab) => tabs.get(tab)?.connection,
  };
}
