/** Draws the phase table: a Mermaid diagram, and a table that can be read aloud. Pure text; the file is written by a tool. */
import { legalWishes, phaseEvents, phaseTable, type PhaseEvent } from './phases.ts';
import { phases, type Phase } from './view.ts';

interface Edge {
  readonly from: Phase;
  readonly event: PhaseEvent;
  readonly to: Phase;
}

function edges(): readonly Edge[] {
  return phases.flatMap((from) =>
    Object.entries(phaseTable[from]).map(([event, to]) => ({ from, event: event as PhaseEvent, to })),
  );
}

/** Mermaid names may not hold a hyphen. */
const nameOf = (phase: Phase): string => phase.replaceAll('-', '_');

/** `stateDiagram-v2`; several events between the same two phases share an arrow. */
export function phaseDiagram(): string {
  const arrows = new Map<string, string[]>();
  for (const { from, event, to } of edges()) {
    const arrow = `${nameOf(from)} --> ${nameOf(to)}`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), event]);
  }
  const names = phases.filter((phase) => phase.includes('-')).map((phase) => `  state "${phase}" as ${nameOf(phase)}`);
  const lines = [...arrows].map(([arrow, events]) => `  ${arrow}: ${events.join(', ')}`);
  return ['stateDiagram-v2', '  direction LR', ...names, `  [*] --> ${nameOf('signed-out')}`, ...lines].join('\n');
}

/** One sentence per row of the table. */
export function phaseSentences(): readonly string[] {
  return edges().map(
    ({ from, event, to }) =>
      `From **${from}**, when ${phaseEvents[event]} (\`${event}\`), the desktop goes to **${to}**.`,
  );
}

/** The whole page `docs/diagrams/core-phases.md`. */
export function phasePage(): string {
  const wishes = phases.map((phase) => `| ${phase} | ${legalWishes[phase].join(', ') || '–'} |`);
  return [
    '# The phases of the core',
    '',
    'Drawn from `src/core/phases.ts` by `npm run docs:diagrams`; not to be edited by hand.',
    '',
    '```mermaid',
    phaseDiagram(),
    '```',
    '',
    '## Read aloud',
    '',
    ...phaseSentences().map((sentence) => `- ${sentence}`),
    '',
    '## What may be wished in which phase',
    '',
    'Anything else is refused with `IllegalInput` and changes nothing. News (replies, events, hints) is never illegal.',
    '',
    '| phase | wishes |',
    '|---|---|',
    ...wishes,
    '',
  ].join('\n');
}
