/** Checks of both nodes, from what the core has seen of them: GL-3 and GL-4. The core asks; this only reads. */
import { nodeNames, otherNode } from '../../wire/names.ts';
import { nodeTitles } from '../words.ts';
import type { Check, Finding } from './contract.ts';

export const alternateCheck: Check = {
  id: 'GL-4',
  title: 'The other node answers before it is needed',
  run: ({ view }): Finding => {
    if (view?.node === undefined) {
      return { verdict: 'not-known', words: 'Sign in first: both nodes are looked at then.' };
    }
    const other = otherNode(view.node);
    const { status, host, seenAt } = view.nodes[other];
    const link = `https://${host}/`;
    if (seenAt === undefined || status === 'unknown') {
      return { verdict: 'not-known', words: `Nobody has looked at the ${nodeTitles[other].toLowerCase()} yet.` };
    }
    if (status === 'unreachable') {
      return {
        verdict: 'problem',
        words: `The ${nodeTitles[other].toLowerCase()} is unreachable, or its certificate is not accepted here; a page cannot see which.`,
        advice: `Open ${link} in a tab of its own: the browser then says which it is.`,
      };
    }
    if (status === 'out-of-service') {
      return {
        verdict: 'problem',
        words: `The ${nodeTitles[other].toLowerCase()} answers and is out of service.`,
        advice: 'Tell whoever looks after it: until it is back there is nowhere to move to.',
      };
    }
    return { verdict: 'good', words: `The ${nodeTitles[other].toLowerCase()} answers and is in service.` };
  },
};

/** Ms: above this a failover is told in seconds rather than in moments (the published long-distance row has 400). */
const farMs = 150;

export const roundTripCheck: Check = {
  id: 'GL-3',
  title: 'Both nodes are near',
  run: ({ view }): Finding => {
    const measured = nodeNames.flatMap((node) => {
      const ms = view?.nodes[node].roundTripMs;
      return ms === undefined ? [] : [{ node, ms }];
    });
    if (measured.length === 0) return { verdict: 'not-known', words: 'Sign in first: the nodes are measured then.' };
    const words = measured
      .map(({ node, ms }) => `${Math.round(ms)} ms to the ${nodeTitles[node].toLowerCase()} and back`)
      .join(', ');
    if (measured.some(({ ms }) => ms > farMs)) {
      return {
        verdict: 'costs-time',
        words: `${words}. A move asks up to ten times, one after the other.`,
        advice: 'Give agents far away a node near them, or a better line; the planner shows what it is worth.',
      };
    }
    return { verdict: 'good', words: `${words}.` };
  },
};
