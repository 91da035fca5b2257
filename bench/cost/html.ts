/** The report as one page that needs nothing else: plots, and the tables of the text report. */
import { barsSvg, escaped, linesSvg, type Series } from './plot.ts';
import type { CostReport, CostRow, Marginal, Spread } from './report.ts';
import { containers } from './sites.ts';
import { reportText } from './text.ts';
import { modes, type Mode } from './visit.ts';
import type { Workload } from './gadgets.ts';
import { median } from './regression.ts';

export function reportHtml(report: CostReport): string {
  const plots = report.parameters.workloads.flatMap((workload) =>
    modes.map((mode) => figuresOf(report, workload, mode)),
  );
  const bars = report.gadgets.toSorted((a, b) => b.main_thread_ms - a.main_thread_ms);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What a gadget costs</title>
<style>
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1.5rem}
figure{margin:0;min-width:0;overflow-x:auto}figcaption{font-weight:600}
/* Narrower than this its words cannot be read: it is moved instead. */
svg{width:100%;min-width:26rem;height:auto}svg text{font:12px system-ui,sans-serif;fill:currentColor}svg .name{font-weight:600;fill:var(--colour)}
.grid{stroke:currentColor;opacity:.15}.line{fill:none;stroke-width:2}
.series-0{--colour:light-dark(#0b57d0,#8ab4f8)}.series-1{--colour:light-dark(#b3261e,#f2b8b5)}
.of{stroke:var(--colour)}.point,.bar{fill:var(--colour)}
.table{overflow-x:auto;margin:1rem 0}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.2rem .7rem;border-bottom:1px solid light-dark(#ccc,#555);text-align:right;white-space:nowrap}th:first-child,td:first-child{text-align:left}
</style>
</head>
<body>
<h1>What a gadget costs</h1>
<div class="plots">
${plots.join('\n')}
${figure(
  'Own code of each gadget, precached load',
  barsSvg(
    'Own code of each gadget',
    'ms of the main thread (profile samples by chunk)',
    bars.map(({ id, main_thread_ms }) => ({ name: id, value: main_thread_ms })),
  ),
)}
${figure(
  'Module of each gadget',
  barsSvg(
    'Module of each gadget',
    'kB, decoded',
    report.gadgets.map(({ id, bytes_decoded }) => ({ name: id, value: bytes_decoded / 1000 })),
  ),
)}
</div>
${tablesOf(reportText(report))}
</body>
</html>
`;
}

const figure = (caption: string, svg: string): string =>
  `<figure><figcaption>${escaped(caption)}</figcaption>${svg}</figure>`;

function figuresOf({ rows, marginal }: CostReport, workload: Workload, mode: Mode): string {
  const mine = rows.filter((each) => each.workload === workload && each.mode === mode);
  const series = (read: (row: CostRow) => Spread, slope: (each: Marginal) => number): readonly Series[] =>
    containers.flatMap((container) => {
      const points = mine
        .filter((each) => each.container === container)
        .map((row) => ({ x: row.gadgets, y: read(row).median, low: read(row).min, high: read(row).p95 }));
      const found = marginal.find(
        (each) => each.container === container && each.workload === workload && each.mode === mode,
      );
      if (points.length === 0) return [];
      const line = found && {
        slope: slope(found),
        intercept: median(points.map(({ x, y }) => y - slope(found) * x)),
      };
      return [{ name: container, points, line }];
    });
  const title = `${workload}, ${mode}`;
  return [
    figure(
      `${title}: ready`,
      linesSvg(
        title,
        'ms to the last gadget ready (least, median, p95)',
        series(
          (row) => row.ready_ms,
          (each) => each.ms_per_gadget,
        ),
      ),
    ),
    figure(
      `${title}: CPU`,
      linesSvg(
        title,
        'ms of the main thread (least, median, p95)',
        series(
          (row) => row.main_thread_ms,
          (each) => each.main_thread_ms_per_gadget,
        ),
      ),
    ),
  ].join('\n');
}

/** The text report is Markdown of one kind: headings, paragraphs, tables. */
function tablesOf(markdown: string): string {
  return markdown
    .split('\n\n')
    .map((block) => {
      if (block.startsWith('### ')) return `<h2>${escaped(block.slice(4))}</h2>`;
      if (!block.startsWith('|')) return `<p>${escaped(block).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>`;
      const cells = (line: string): readonly string[] =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim());
      const [head = '', , ...lines] = block.split('\n');
      const row = (tag: 'th' | 'td', line: string): string =>
        `<tr>${cells(line)
          .map((cell) => `<${tag}>${escaped(cell)}</${tag}>`)
          .join('')}</tr>`;
      return `<div class="table"><table><thead>${row('th', head)}</thead><tbody>${lines.map((line) => row('td', line)).join('')}</tbody></table></div>`;
    })
    .join('\n');
}
