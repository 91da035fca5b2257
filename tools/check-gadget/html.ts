/** The report card as a page of its own, with the pictures beside it. Pure; every word of a gadget's is escaped. */
import type { ReportCard, RowResult } from './contract.ts';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const list = (title: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `<p>${title}</p><ul>${items.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>`;

const rowSection = ({
  row,
  title,
  verdict,
  seconds,
  lost,
  wrong,
  survived,
  notes,
  shots,
}: RowResult): string => `<section>
<h2 class="${verdict}">${verdict === 'passed' ? 'Passed' : 'Failed'}: ${escaped(title)}</h2>
<p class="small">${escaped(row)}, ${seconds.toFixed(1)} s</p>
${list('Lost', lost)}${list('Wrong', wrong)}${list('Survived', survived)}${list('Notes', notes)}
<div class="shots">${shots.map((file) => `<a href="${escaped(file)}"><img src="${escaped(file)}" alt="${escaped(file.replace(/\.jpg$/, ''))}" width="320"></a>`).join('')}</div>
</section>`;

/** A whole document; pictures are looked for beside it. */
export function cardPage({ gadget, verdict, rows, requestsWhileDisconnected, cost }: ReportCard): string {
  const failed = rows.filter((row) => row.verdict === 'failed').length;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gadget check: ${escaped(gadget)}</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1, h2 { line-height: 1.2; } h2 { font-size: 1.1rem; margin-bottom: 0; }
h2.failed { color: light-dark(#a4001d, #ff9aa5); } h2.passed { color: light-dark(#0b5d2a, #8fe0ad); }
.small { font-size: 0.85rem; margin: 0; } p { margin: 0.5rem 0 0; } ul { margin: 0; }
.shots { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 0.5rem; } img { max-width: 100%; height: auto; border: 1px solid #8888; }
</style></head><body>
<h1>${escaped(gadget)}: ${verdict}</h1>
<p>${rows.length - failed} of ${rows.length} rows passed. Requests while disconnected: ${requestsWhileDisconnected}.
Cost: ${(cost.bytes / 1000).toFixed(1)} kB of its own${cost.readyMs === undefined ? '' : `, ready after ${Math.round(cost.readyMs)} ms`},
longest block ${Math.round(cost.longestBlockMs)} ms, ${cost.requests} requests while connected.</p>
${rows.map(rowSection).join('\n')}
</body></html>
`;
}
