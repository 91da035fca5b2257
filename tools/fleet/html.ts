// A fleet's result as one HTML file: plots as inline SVG, light and dark, no script. Runs nothing.
import type { Deployment } from './options.ts';
import type { DeploymentResult } from './run.ts';
import { resultText, whatText } from './text.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export interface Plot {
  readonly title: string;
  readonly unit: string;
  /** One for each second since the fault. */
  readonly values: readonly number[];
  /** What stands after the last of them until the plot ends. */
  readonly afterwards: 'nothing' | 'the last';
  readonly seconds: number;
}

const [width, height, left, bottom] = [720, 220, 64, 28] as const;

/** A round number of about a quarter of the whole. */
function stepOf(top: number): number {
  const rough = top / 4;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1e-9)));
  return ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power;
}

export function plotSvg({ title, unit, values: told, afterwards, seconds }: Plot): string {
  const rest = afterwards === 'the last' ? (told.at(-1) ?? 0) : 0;
  const values = [...told, ...Array.from({ length: Math.max(0, seconds - told.length) }, () => rest)];
  const most = Math.max(1, ...values);
  const stepY = stepOf(most);
  // The highest mark is not below the curve: what is read off there has a number beside it.
  const top = Math.ceil(most / stepY) * stepY;
  const x = (second: number): number => left + (second / Math.max(1, seconds)) * (width - left - 12);
  const y = (value: number): number => height - bottom - (value / top) * (height - bottom - 12);
  const stepX = stepOf(seconds);
  const marks: string[] = [];
  for (let value = 0; value <= top * (1 + 1e-9); value += stepY) {
    marks.push(
      `<line class="grid" x1="${left}" x2="${width - 12}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}"/>`,
      `<text x="${left - 8}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${Number(value.toPrecision(3))}</text>`,
    );
  }
  for (let second = 0; second <= seconds; second += stepX) {
    marks.push(
      `<text x="${x(second).toFixed(1)}" y="${height - 8}" text-anchor="middle">${Number(second.toPrecision(3))} s</text>`,
    );
  }
  const points = values.flatMap((value, second) => [
    `${x(second).toFixed(1)},${y(value).toFixed(1)}`,
    `${x(second + 1).toFixed(1)},${y(value).toFixed(1)}`,
  ]);
  const label = escaped(`${title}, ${unit}, by second since the fault; highest ${most.toFixed(0)}`);
  return `<figure><figcaption>${escaped(title)} <span>(${escaped(unit)})</span></figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${marks.join('')}
<polyline points="${points.join(' ')}"/></svg></figure>`;
}

const running = (values: readonly number[]): number[] => {
  let total = 0;
  return values.map((value) => (total += value));
};

export function fleetHtml(deployment: Deployment, result: DeploymentResult): string {
  const { curves } = result;
  const seconds = Math.max(...[curves.restored, curves.arrivals, curves.mbit, curves.queue].map((each) => each.length));
  const plots: Plot[] = [
    {
      title: 'Agents who can work again',
      unit: 'agents',
      values: running(curves.restored),
      afterwards: 'the last',
      seconds,
    },
    { title: 'Desktops that arrive', unit: 'per second', values: curves.arrivals, afterwards: 'nothing', seconds },
    { title: 'Line of the node that is left', unit: 'Mbit/s', values: curves.mbit, afterwards: 'nothing', seconds },
    {
      title: 'Requests at the node',
      unit: 'longest queue of the second',
      values: curves.queue,
      afterwards: 'nothing',
      seconds,
    },
  ];
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Fleet: ${escaped(whatText(deployment))}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
figure { margin: 1.5rem 0; overflow-x: auto; } figcaption { font-weight: 600; } figcaption span { font-weight: 400; }
svg { width: 100%; min-width: 30rem; height: auto; } text { font-size: 12px; fill: currentColor; }
.grid { stroke: currentColor; opacity: .2; } polyline { fill: none; stroke: light-dark(#0b57d0, #8ab4f8); stroke-width: 2; }
</style>
<h1>How ${result.movers} agents come back</h1>
<pre>${escaped(resultText(deployment, result))}</pre>
${result.clusters > 1 ? `<p>The curves are those of the first of ${result.clusters} pairs of nodes.</p>` : ''}
<p>The curves go by the second since the fault.</p>
${plots.map(plotSvg).join('\n')}
</html>
`;
}
