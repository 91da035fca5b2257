import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { phasePage, phaseSentences } from './diagram.ts';
import { legalWishes, phaseAfter, phaseEvents, phaseTable, type PhaseEvent } from './phases.ts';
import { policies } from './policy.ts';
import { policyNotes } from './policy-notes.ts';
import { phases, type Phase } from './view.ts';

describe('the phase table', () => {
  it('every event happens somewhere, and every phase can be reached and left', () => {
    const events = new Set(phases.flatMap((phase) => Object.keys(phaseTable[phase])));
    assert.deepEqual([...events].toSorted(), Object.keys(phaseEvents).toSorted());
    const reached = new Set<Phase>(['signed-out']);
    for (let grown = true; grown;) {
      const next = [...reached].flatMap((phase): Phase[] => Object.values(phaseTable[phase]));
      grown = next.some((phase) => !reached.has(phase));
      for (const phase of next) reached.add(phase);
    }
    assert.equal(reached.size, phases.length);
  });

  it('DF-7, MM-2: nothing leads from connected to another node but a trigger or a maintenance', () => {
    const fromConnected = Object.entries(phaseTable.connected).map(([event, to]) => `${event}: ${to}`);
    assert.deepEqual(fromConnected.toSorted(), [
      'come-back: restoring',
      'credentials-refused: expired',
      'forced-out: restoring',
      'maintenance-due: migrating',
      'session-ended: signed-out',
      'sign-in-ended: expired',
      'taken-over: displaced',
      'trigger: suspect',
    ]);
  });

  it('an event that cannot happen leads nowhere', () => {
    assert.equal(phaseAfter('connected', 'alternate-chosen'), undefined);
    assert.equal(phaseAfter('searching', 'alternate-chosen'), 'switching');
  });

  it('can be read aloud: one sentence per row', () => {
    const rows = phases.reduce((count, phase) => count + Object.keys(phaseTable[phase]).length, 0);
    assert.equal(phaseSentences().length, rows);
    assert.ok(Object.keys(legalWishes).length === phases.length);
    for (const event of Object.keys(phaseEvents) as PhaseEvent[]) assert.ok(phaseEvents[event].length > 10, event);
  });

  it('docs/diagrams/core-phases.md is fresh (npm run docs:diagrams)', () => {
    const written = readFileSync(join(import.meta.dirname, '../../docs/diagrams/core-phases.md'), 'utf8');
    assert.equal(written, phasePage());
  });
});

describe('the policy', () => {
  it('each number has its why and its source', () => {
    for (const policy of Object.values(policies)) {
      assert.deepEqual(Object.keys(policy).toSorted(), Object.keys(policyNotes).toSorted());
    }
    for (const [name, note] of Object.entries(policyNotes)) {
      assert.match(note.source, /^(DF|PF|GL|IP)-\d+|ours|assumed|finesse\.md/, name);
      assert.ok(note.why.length > 10, name);
    }
  });

  it('a documented profile never polls a node again before its last look must have ended', () => {
    for (const { probeTimeoutMs, pollCurrentMs, pollAlternateMs, pollJitter } of Object.values(policies)) {
      if (pollJitter === 'none') assert.ok(probeTimeoutMs < Math.min(pollCurrentMs, pollAlternateMs));
    }
  });
});
