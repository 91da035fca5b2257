/** What can happen to one desktop of a simulated world: its road, its computer, its tabs, its worker, its storage. */
import { nodeNames } from '../../wire/names.ts';
import type { FaultKind } from './fault-kinds.ts';
import type { Fault, FaultTools } from './fault-plan.ts';

/** `undefined` for a kind that is none of these. */
export function makeDeskFault(
  { dice, desks, pages: allPages, workers, now, fault }: FaultTools,
  kind: FaultKind,
): Fault | undefined {
  const [first, ...rest] = desks;
  if (!first) return undefined;
  const desk = dice.pick([first, ...rest]);
  const { id } = desk;
  const pages = allPages[desk.index];
  const worker = workers[desk.index];
  if (!pages || !worker) return undefined;
  switch (kind) {
    case 'desk-network': {
      const node = dice.pick(nodeNames);
      return {
        target: `${id} to ${node}`,
        start: () => desk.cut(node, now()),
        heal: () => desk.restore(node, now()),
      };
    }
    case 'crash': {
      const target = `life of ${id}`;
      const lastsMs = dice.pick([300, 1_000, 5_000, 20_000, 50_000, 58_000, 70_000, 150_000]);
      return {
        target,
        start: () => {
          worker.kill('everything');
          for (let tab = 0; tab < pages.count; tab += 1) pages.crash(tab);
        },
        heal: () => worker.open(),
        lastsMs,
      };
    }
    case 'tabs': {
      const lastsMs = dice.pick([500, 2_900, 3_100, 10_000, 55_000, 62_000, 66_000, 120_000]);
      return {
        target: `life of ${id}`,
        start: () => worker.closeTabs(dice.chance(0.5) ? 'with-a-word' : 'without'),
        heal: () => worker.open(),
        lastsMs,
      };
    }
    case 'sleep': {
      const lastsMs = dice.pick([3_000, 15_000, 45_000, 90_000, 200_000]);
      const target = `life of ${id}`;
      return { target, start: () => desk.sleep(now(), Infinity), heal: () => desk.wakeUp(now()), lastsMs };
    }
    case 'clock-jump': {
      const by = dice.pick([1_000, 15_000, 70_000, 3_600_000]);
      return { target: `clock of ${id}`, start: () => desk.jump(now(), by), heal: () => undefined, lastsMs: 30_000 };
    }
    case 'page': {
      const tab = dice.between(0, pages.count - 1);
      const what = dice.pick(['reload', 'crash', 'freeze'] as const);
      return {
        target: `page ${tab} of ${id}`,
        start: () => (what === 'freeze' ? pages.freeze(tab, true) : pages[what](tab)),
        heal: () => (what === 'freeze' ? pages.freeze(tab, false) : undefined),
      };
    }
    case 'worker': {
      const what = dice.pick(['killed', 'killed', 'newer build'] as const);
      return {
        target: `life of ${id}`,
        start: () => (what === 'killed' ? worker.kill('worker') : worker.newBuild()),
        heal: () => undefined,
        lastsMs: 5_000,
      };
    }
    case 'storage': {
      const what = dice.pick(['full', 'blocked', 'handles-die'] as const);
      return {
        target: `storage of ${id}`,
        start: () => {
          pages.trouble(what);
          if (what !== 'full') pages.loseHandles();
        },
        heal: () => pages.trouble('none'),
      };
    }
    case 'chat-link':
      return {
        target: `chat of ${id}`,
        start: () => desk.cutChat(now()),
        heal: () => desk.restoreChat(),
      };
    case 'certificate':
      return {
        target: `certificate at ${id}`,
        start: () => fault({ action: 'refuse-certificate', agent: desk.agentId }),
        heal: () => undefined,
      };
    case 'service-worker':
      return {
        target: `shell of ${id}`,
        start: () => worker.loseShell(true),
        heal: () => worker.loseShell(false),
      };
    case 'worker-storage':
      return {
        target: `record of ${id}`,
        start: () => desk.store.setFull(true),
        heal: () => desk.store.setFull(false),
      };
    case 'hint': {
      const told = (online: boolean) => (): void => void desk.feed({ type: 'network-hint', online }, now());
      return { target: `hint to ${id}`, start: told(false), heal: told(true) };
    }
    default:
      return undefined;
  }
}
