/** One agent at protocol level: the production core, its host's I/O and the live link, on real sockets, without a browser. */
import { createCore } from '../../src/core/core.ts';
import type { CoreEffect, CoreInput, Preparation } from '../../src/core/contract.ts';
import type { DesktopView } from '../../src/core/view.ts';
import { createClock, originNow, type Clock } from '../../src/thread/clock.ts';
import { drive } from '../../src/thread/driver.ts';
import type { NodeName } from '../../src/wire/names.ts';
import { createCoreIo } from '../../src/worker/host/core-io.ts';
import { createLiveLink } from '../../src/worker/link/live-link.ts';

export interface CoreAgent {
  readonly view: DesktopView;
  stop(): void;
}

export interface CoreAgentOptions {
  readonly loginId: string;
  readonly seed: number;
  /** Origins. */
  readonly nodes: Readonly<Record<NodeName, string>>;
  readonly home: NodeName;
  readonly onPhase: (view: DesktopView) => void;
  /** In place of the real one. */
  readonly clock?: Clock;
  readonly prepareAlternate?: Preparation;
}

/** Signs in at once. */
export function startCoreAgent(options: CoreAgentOptions): CoreAgent {
  const { loginId, seed, nodes, home, onPhase, prepareAlternate, clock = createClock(originNow()) } = options;
  const link = createLiveLink({ nodes, note: () => undefined });
  const hosts = { publisher: new URL(nodes.publisher).host, subscriber: new URL(nodes.subscriber).host };
  const core = createCore({
    profile: 'swift',
    move: 'in-place',
    seed,
    hosts,
    ...(prepareAlternate && { prepareAlternate }),
  });
  let phase = core.view().phase;
  let isOver = false;
  const io = createCoreIo({
    link,
    clock,
    credential: () => ({ agentId: loginId, password: 'secret' }),
    feed: (input) => {
      if (!isOver) driver.feed(input);
    },
  });
  const carryOut = (effect: CoreEffect): void => {
    switch (effect.type) {
      case 'request':
      case 'open-channel':
      case 'close-channel':
      case 'present-channel':
      case 'subscribe':
      case 'ping':
        io(effect);
        return;
      default:
      // There are no pages, nothing to keep, and nobody to tell.
    }
  };
  const driver = drive<CoreInput, CoreEffect>(core, clock, {
    execute: (effects) => effects.forEach(carryOut),
    settled() {
      const view = core.view();
      if (view.phase === phase) return;
      phase = view.phase;
      onPhase(view);
    },
  });
  driver.feed({ type: 'tabs', count: 1 });
  driver.feed({ type: 'sign-in', agentId: loginId, extension: String(Number(loginId) + 3000), node: home });
  return {
    get view() {
      return core.view();
    },
    stop() {
      isOver = true;
      driver.stop();
      link.close();
    },
  };
}
