/**
 * A cluster in three pieces, as when each node is a process of its own: every piece hosts its part, and mail between them
 * goes by hand. Takes a whole cluster's inputs and gives its effects. Test code only.
 */
import { createCluster } from '../cluster.ts';
import type { Cluster, ClusterEffect, ClusterInput, ClusterOptions } from '../contract.ts';
import { homeOf } from '../bus.ts';
import { homeOfFault } from '../hosted.ts';
import { nodeNames } from '../../wire/names.ts';
import type { Ms, NodeName } from '../../wire/names.ts';

type Home = NodeName | 'shared';

export interface Pieces {
  handle(input: ClusterInput, now: Ms): void;
  advance(until: Ms): void;
  effects(): (ClusterEffect & { readonly at: Ms })[];
  /** The process of a node is gone, with everything in it. */
  kill(node: NodeName, now: Ms): void;
  /** It is there again, knowing `subscriptions` alone, and boots. */
  revive(node: NodeName, now: Ms, subscriptions: Readonly<Record<string, readonly string[]>>): void;
  piece(home: Home): Cluster | undefined;
}

export function createPieces(options: ClusterOptions, start: Ms): Pieces {
  const pieces = new Map<Home, Cluster>();
  for (const home of [...nodeNames, 'shared'] as const) {
    pieces.set(home, createCluster({ ...options, hosted: home }, start));
  }
  const out: (ClusterEffect & { readonly at: Ms })[] = [];

  const drain = (at: Ms): void => {
    for (const piece of [...pieces.values()]) {
      for (const effect of piece.effects()) {
        // Through text, as between processes: what is no plain data would be lost here.
        if (effect.type === 'mail')
          pieces.get(homeOf(effect.mail))?.handle(JSON.parse(JSON.stringify(effect)) as never, at);
        else out.push({ ...effect, at });
      }
    }
  };
  const nextDue = (): Ms => Math.min(...[...pieces.values()].map((piece) => piece.deadline() ?? Infinity));
  const advance = (until: Ms): void => {
    for (let due = nextDue(); due <= until; due = nextDue()) {
      for (const piece of pieces.values()) piece.wake(due);
      drain(due);
    }
  };
  const homeOfInput = (input: ClusterInput): Home => {
    if (input.type === 'fault') return homeOfFault(input.fault);
    if (input.type === 'chat') return 'shared';
    return input.type === 'mail' ? homeOf(input.mail) : input.node;
  };

  return {
    handle(input, now) {
      advance(now);
      pieces.get(homeOfInput(input))?.handle(input, now);
      drain(now);
      advance(now);
    },
    advance,
    effects: () => out.splice(0),
    kill(node, now) {
      pieces.delete(node);
      pieces.get('shared')?.handle({ type: 'part-lost', node }, now);
      drain(now);
    },
    revive(node, now, subscriptions) {
      const piece = createCluster({ ...options, hosted: node, subscriptions: { [node]: subscriptions } }, now);
      piece.handle({ type: 'fault', fault: { action: 'stop-node', node } }, now);
      piece.effects();
      pieces.set(node, piece);
      piece.handle({ type: 'fault', fault: { action: 'start-node', node } }, now);
    },
    piece: (home) => pieces.get(home),
  };
}
