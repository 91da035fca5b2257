/** The report card as text for a terminal. Pure. */
import type { ReportCard, RowResult } from './contract.ts';

const indent = '             ';

export function rowLines({ row, title, verdict, seconds, survived, lost, wrong, notes }: RowResult): string {
  return [
    `${verdict === 'passed' ? '  passed' : '  FAILED'}   ${row}: ${title} (${seconds.toFixed(1)} s)`,
    ...lost.map((one) => `${indent}lost: ${one}`),
    ...wrong.map((one) => `${indent}wrong: ${one}`),
    ...(survived.length > 0 ? [`${indent}survived: ${survived.join(', ')}`] : []),
    ...notes.map((one) => `${indent}note: ${one}`),
  ].join('\n');
}

export function cardSummary({ gadget, verdict, rows, requestsWhileDisconnected, cost }: ReportCard): string {
  const failed = rows.filter((row) => row.verdict === 'failed');
  const ready = cost.readyMs === undefined ? '' : `, ready after ${Math.round(cost.readyMs)} ms`;
  return [
    `Requests while disconnected: ${requestsWhileDisconnected}`,
    `Cost: ${(cost.bytes / 1000).toFixed(1)} kB of its own${ready}, longest block ${Math.round(cost.longestBlockMs)} ms, ` +
      `${cost.requests} ${cost.requests === 1 ? 'request' : 'requests'} while connected`,
    `${gadget}: ${verdict} (${rows.length - failed.length} of ${rows.length} rows)`,
  ].join('\n');
}
