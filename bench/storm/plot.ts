/** Storms as one SVG: share of the agents who are back over the time since the kill; measured drawn, predicted dashed. */
import { signedPercent } from './report.ts';

export interface Curve {
  readonly agents: number;
  readonly kind: 'measured' | 'predicted';
  /** Ascending; of `agents` in all. */
  readonly backAfterMs: readonly number[];
  /** Of a prediction, at p95. */
  readonly errorPercent?: number | undefined;
}

const [width, height, left, right, top, bottom] = [820, 420, 60, 190, 20, 48] as const;
const colours = ['#0b57d0', '#b3261e', '#146c2e', '#8430ce', '#7a5900', '#00677f'] as const;
const leastMs = 10;

export function stormSvg(curves: readonly Curve[]): string {
  const most = Math.max(1000, ...curves.map(({ backAfterMs }) => backAfterMs.at(-1) ?? 0));
  const decades = Math.log10(most / leastMs);
  const x = (ms: number): string =>
    (left + (Math.log10(Math.max(ms, leastMs) / leastMs) / decades) * (width - left - right)).toFixed(1);
  const y = (share: number): string => (top + (1 - share) * (height - top - bottom)).toFixed(1);
  const counts = [...new Set(curves.map(({ agents }) => agents))];
  const colourOf = (agents: number): string => colours[counts.indexOf(agents) % colours.length] ?? colours[0];
  const grid: string[] = [];
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    grid.push(`<line class="g" x1="${left}" x2="${width - right}" y1="${y(share)}" y2="${y(share)}"/>`);
    grid.push(`<text x="${left - 8}" y="${Number(y(share)) + 4}" text-anchor="end">${share * 100} %</text>`);
  }
  for (let ms = leastMs; ms <= most; ms *= 10) {
    grid.push(`<line class="g" x1="${x(ms)}" x2="${x(ms)}" y1="${top}" y2="${height - bottom}"/>`);
    grid.push(
      `<text x="${x(ms)}" y="${height - bottom + 18}" text-anchor="middle">${ms < 1000 ? `${ms} ms` : `${ms / 1000} s`}</text>`,
    );
  }
  const lines = curves.map(({ agents, kind, backAfterMs }) => {
    const every = Math.max(1, Math.floor(backAfterMs.length / 200));
    const points = backAfterMs.flatMap((ms, index) =>
      index % every === 0 || index === backAfterMs.length - 1 ? [`${x(ms)},${y((index + 1) / agents)}`] : [],
    );
    return `<polyline class="${kind}" stroke="${colourOf(agents)}" points="${points.join(' ')}"/>`;
  });
  const errorOf = (agents: number): string => {
    const error = curves.find((each) => each.agents === agents && each.errorPercent !== undefined)?.errorPercent;
    return error === undefined ? '' : `, ${signedPercent(error)}`;
  };
  const legend = counts.map((agents, index) => {
    const at = top + 14 + index * 22;
    return `<line class="measured" stroke="${colourOf(agents)}" x1="${width - right + 14}" x2="${width - right + 40}" y1="${at - 4}" y2="${at - 4}"/><text x="${width - right + 48}" y="${at}">${agents} agents${errorOf(agents)}</text>`;
  });
  const noteAt = top + 14 + counts.length * 22;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Share of the agents who are back on the other node over the time since the kill, measured and predicted">
<style>svg{background:#fff}text{font:12px system-ui,sans-serif;fill:#1f1f1f}.g{stroke:#1f1f1f;opacity:.15}polyline,.measured,.predicted{fill:none;stroke-width:2}.predicted{stroke-dasharray:6 4}</style>
${grid.join('\n')}
${lines.join('\n')}
${legend.join('\n')}
<text x="${width - right + 14}" y="${noteAt}">drawn: measured</text><text x="${width - right + 14}" y="${noteAt + 18}">dashed: predicted,</text><text x="${width - right + 14}" y="${noteAt + 36}">with its error at p95</text>
<text x="${(left + width - right) / 2}" y="${height - 8}" text-anchor="middle">since the kill (logarithmic)</text>
</svg>
`;
}
